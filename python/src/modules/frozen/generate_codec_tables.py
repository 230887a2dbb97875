"""Writes `_codec_tables.py`: what the upper 128 bytes of encodings with one byte a character stand for, as CPython 3.13 says:

    python3.13 -P python/src/modules/frozen/generate_codec_tables.py
"""

from pathlib import Path

NAMES = [
    "cp437", "cp720", "cp737", "cp775", "cp850", "cp852", "cp855", "cp856", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863", "cp864", "cp865",
    "cp866", "cp869", "cp874", "cp1006", "cp1125", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    *[f"iso8859_{part}" for part in range(2, 17) if part != 12], "koi8_r", "koi8_t", "koi8_u", "kz1048", "mac_cyrillic", "mac_greek",
    "mac_iceland", "mac_latin2", "mac_roman", "mac_turkish", "ptcp154", "tis_620",
]

lines = ['"""The upper halves of encodings with one byte a character; U+FFFE for none. Made by generate_codec_tables.py, do not edit."""', "", "TABLES = {"]
for name in NAMES:
    lower = bytes(range(128)).decode(name)
    assert lower == "".join(map(chr, range(128))) or name == "cp864", name
    text = "".join([bytes([byte]).decode(name, "replace").replace("\ufffd", "\ufffe") for byte in range(128, 256)])
    shown = "".join([c if c.isprintable() and c not in "\\\"'" else ascii(c)[1:-1] for c in text])
    lines.append(f'    "{name}": "{shown}",')
lines += ["}", ""]
Path(__file__).with_name("_codec_tables.py").write_text("\n".join(lines), encoding="utf-8")
