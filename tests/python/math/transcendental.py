# Functions whose last digit depends on the library: ten digits are compared.
import math

points = [-3.7, -1.0, -0.5, -1e-10, 1e-10, 0.1, 0.5, 1.0, 2.5, 10.0, 100.0]
for name, function in [("sin", math.sin), ("cos", math.cos), ("tan", math.tan), ("atan", math.atan), ("sinh", math.sinh), ("cosh", math.cosh), ("tanh", math.tanh),
                       ("asinh", math.asinh), ("exp", math.exp), ("exp2", math.exp2), ("expm1", math.expm1), ("erf", math.erf), ("erfc", math.erfc), ("cbrt", math.cbrt),
                       ("lgamma", lambda x: math.lgamma(x + 0.25)), ("gamma", lambda x: math.gamma(x + 0.25))]:
    print(name, [f"{function(x):.10e}" for x in points])
for name, function in [("log", math.log), ("log2", math.log2), ("log10", math.log10), ("log1p", math.log1p), ("sqrt", math.sqrt)]:
    print(name, [f"{function(x):.10e}" for x in points if x > 0])
for name, function in [("asin", math.asin), ("acos", math.acos)]:
    print(name, [f"{function(x):.10e}" for x in points if -1 <= x <= 1])
print([f"{math.atanh(x):.10e}" for x in [-0.9, 0.1, 0.5]], [f"{math.acosh(x):.10e}" for x in [1.5, 10.0]], [f"{math.atan2(y, x):.10e}" for y in [-1, 2] for x in [-3, 4]])
print([f"{math.log(10 ** n):.10e}" for n in [50, 400, 5000]], f"{math.log(8, 2):.10e}", f"{math.log(10 ** 400, 10):.10e}", f"{math.log10(10 ** 400):.10e}")
