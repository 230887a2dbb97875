# The module __future__, and its features as flags of compile().
import __future__

print(__future__.all_feature_names)
print([getattr(__future__, name) for name in __future__.all_feature_names])
flag = __future__.barry_as_FLUFL.compiler_flag
print(eval(compile("1 <> 2", "<source>", "eval", flag)), eval(compile("3 <> 3", "<source>", "eval", flag)))
for source, flags in (("1 != 2", flag), ("1 <> 2", 0), ("x = 1\nif x != 2: pass", flag)):
    try:
        compile(source, "<source>", "exec", flags)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.end_offset)
space = {}
exec(compile("x: a + b = 1\ndef f(y: (c)) -> d: pass", "<source>", "exec", __future__.annotations.compiler_flag), space)
print(space["__annotations__"], space["f"].__annotations__)
