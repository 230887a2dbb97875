import json
from json.decoder import JSONDecodeError

print(json.loads(' {"a": [1, -2.5e3, true, false, null, "x\\u00e9\\n\\ud83d\\ude00"], "b": {}} '))
print(json.loads("[NaN, Infinity, -Infinity, 1E2, 0, -0, -0.0, 123456789012345678901234567890]"))
print(json.loads(b'{"k": "\xc3\xa9"}'), json.loads('"\\ud800"') == "\ud800", json.loads("[]"), json.loads('""'))
print(json.loads('{"a": 1, "a": 2}'), json.loads('{"a": 1, "b": 2}', object_pairs_hook=list), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)))
print(json.loads("[1, 2.5]", parse_int=str, parse_float=repr), json.loads("[NaN]", parse_constant=lambda name: "const " + name))
print(json.loads('["a\tb"]', strict=False), json.JSONDecoder().raw_decode("[1] rest"), json.loads("[1]".encode("utf-16")))
BAD = [
    "", " ", "nul", "[", "[1", "[1,", "[1,]", "[1 2]", "{", '{"a"', '{"a":', '{"a": 1', '{"a": 1,}', "{1: 2}", '{"a" 1}', "{,}", '"abc', '"a\\', '"\\x"', '"\\u12"',
    '"a\tb"', "1 2", "01", "-", "1.", "1.e5", ".5", "+1", "'a'", "[1}", '{"a": 1]', "tru", "-Inf", "\ufeff[]", '[\n1,\n 2\n 3]', '"\\ud800\\u12"', "[,1]", "NaNx",
]
for text in BAD:
    try:
        print(repr(text), json.loads(text))
    except JSONDecodeError as error:
        print(repr(text), "|", error, "|", error.msg, error.pos, error.lineno, error.colno)
for bad in (None, 1, ["x"]):
    try:
        json.loads(bad)
    except TypeError as error:
        print("TypeError", error)
try:
    json.loads("[" * 100000)
except RecursionError:
    print("RecursionError")
text = json.dumps([{"id": number, "name": f"n{number}", "tags": ["a", "b"] * (number % 3)} for number in range(100)])
print(len(text), json.loads(text)[99], json.loads(json.dumps(json.loads(text), indent=2)) == json.loads(text))
print(issubclass(JSONDecodeError, ValueError), JSONDecodeError.__module__, json.JSONDecodeError is JSONDecodeError)
