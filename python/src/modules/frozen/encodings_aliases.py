"""Other names of encodings: in lower case, with `_`."""

from codecs import _ALIASES, _NATIVE

aliases = {}
for _name, _spellings in _NATIVE.items():
    _name = "latin_1" if _name == "iso8859-1" else _name.replace("-", "_")
    for _spelling in _spellings.split():
        if _spelling != _name:
            aliases[_spelling] = _name
    if "_" in _name and _name != "latin_1":
        aliases[_name.replace("_", "")] = _name
for _number in (*range(2, 12), *range(13, 17)):
    aliases[f"iso_8859_{_number}"] = aliases[f"iso8859{_number}"] = f"iso8859_{_number}"
for _number in range(1250, 1259):
    aliases[str(_number)] = aliases[f"windows_{_number}"] = f"cp{_number}"
for _number in (437, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869):
    aliases[str(_number)] = aliases[f"ibm{_number}"] = f"cp{_number}"
aliases.update({"iso_8859_1": "latin_1", "iso8859": "latin_1", "iso8859_1": "latin_1", "us_ascii": "ascii", "utf_8_sig": "utf_8_sig"})
aliases.update(_ALIASES)
