//! Global names, built-in functions, modules, cells of closures.

use super::{Subject, words};
use crate::generate::Generator;

/// Built-in functions and how they are called.
const BUILT_IN: &[(&str, &str)] = &[
    ("len", "len(($V, 2))"),
    ("abs", "abs(i - 9)"),
    ("max", "max(i & 3, 2)"),
    ("min", "min(2, i & 3)"),
    ("isinstance", "isinstance(i, int)"),
    ("chr", "chr(65 + i % 9)"),
    ("ord", "ord('a')"),
    ("int", "int('7')"),
    ("sum", "sum([1, i & 1])"),
    ("range", "[q for q in range(i & 3)]"),
    ("sorted", "sorted([2, i & 1])"),
    ("tuple", "tuple([i & 1, 2])"),
    ("list", "list((1, i & 1))"),
    ("enumerate", "[q for q in enumerate('ab')]"),
    ("zip", "[(q, w) for q, w in zip('ab', (1, 2))]"),
    ("dict", "dict(a=i & 1)"),
    ("set", "set([i & 1])"),
    ("getattr", "getattr(i, 'real') & 1"),
    ("iter", "next(iter([i & 1]))"),
    ("next", "next(iter([i & 1]))"),
    ("super", "callable(super)"),
    ("bool", "bool(i & 1)"),
    ("divmod", "divmod(i, 7)[0]"),
];

const BUILT_IN_CHANGES: &[&str] = &[
    "globals()['$B'] = lambda *a, **k: ('global', len(a))",
    "globals()['$B'] = real_$B",
    "globals().pop('$B', None)",
    "globals().pop('$B', None)",
    "builtins.$B = lambda *a, **k: ('built in', $V)",
    "builtins.$B = real_$B",
    "builtins.$B = real_$B",
    "if hasattr(builtins, '$B'):\n    del builtins.$B",
    "vars(builtins)['$B'] = real_$B",
    "setattr(builtins, '$B', lambda *a: tick($V))",
    "$S($V)",
];

const NAME_SITES: &[&str] = &[
    "$A",
    "$A",
    "$A",
    "($A, $B)",
    "$B",
    "$F(i & 1)",
    "$F()",
    "[$A for q in (1, 2)]",
    "(lambda a=$A: (a, $B))()",
    "$S(i & 1)\n$A",
    "class w:\n    x = $A\n    y = [(x, q) for q in (1, $B)]\nw.y",
    "class w:\n    $A = $A\n    $B = 1\n    def m(self):\n        return $A\n(w.$A, w().m())",
];

const NAME_CHANGES: &[&str] = &[
    "$S($V)",
    "$S($V)",
    "globals()['$A'] = $V",
    "globals()['$B'] = $V",
    "globals().update($B=$V)",
    "globals().pop('$A', None)",
    "if '$B' in globals():\n    del globals()['$B']",
    "globals()['$F'] = lambda a=1: ($V, a)",
    "globals()['$F'] = $F",
    "$S($V)\n$D()",
    "$D()",
    "exec('$A = ' + repr($I), globals())",
    "builtins.$A = $V",
    "if hasattr(builtins, '$A'):\n    del builtins.$A",
    "globals().setdefault('$A', $V)",
];

const MODULE_SITES: &[&str] = &[
    "$M.k",
    "$M.k",
    "($M.k, $M.n)",
    "$M.n",
    "$M.f(i & 1)",
    "$M.f()",
    "getattr($M, 'k', 'none')",
    "math.floor(2.5)",
    "math.sqrt(4)",
    "math.pi",
    "import math as w\nw.floor(2.5)",
    "from math import sqrt as w, pi as v\n(w(4), v)",
];

const MODULE_CHANGES: &[&str] = &[
    "$M.k = $V",
    "$M.n = $V",
    "setattr($M, 'k', $V)",
    "$M.__dict__['k'] = $V",
    "vars($M).update(n=$V, k=$V)",
    "if hasattr($M, 'k'):\n    del $M.k",
    "$M.__dict__.pop('n', None)",
    "$M.f = lambda *a: ($V, a)",
    "del $M.f",
    "$M.f = len",
    "$M.__getattr__ = lambda name: ($V, name)",
    "for q in range(9):\n    setattr($M, 'more' + str(q), q)",
    "$M.__class__ = $C",
    "$C.k = property(lambda self: $V)",
    "if 'k' in $C.__dict__:\n    del $C.k",
    "math.floor = lambda number: ($V, 'floor')",
    "math.floor = math.ceil",
    "math.pi = $V",
    "math.sqrt = $M.f",
];

const CELL_SITES: &[&str] = &["$R(i & 1)", "$R()", "$R()", "$B(i & 1)", "($R(), $B())", "$W(i & 1)\n$R()", "[q() for q in ($R, $B)]"];

const CELL_CHANGES: &[&str] = &[
    "$W($V)",
    "$W($V)",
    "$D()",
    "$R.__closure__[0].cell_contents = $V",
    "del $R.__closure__[0].cell_contents",
    "globals()['$R'] = $B",
    "globals()['$R'], globals()['$W'], globals()['$D'], globals()['$B'] = $M()",
    "$R.__defaults__ = ($V,)",
    "$R.__code__ = $B.__code__",
];

impl Generator {
    pub(super) fn global_names(&mut self) -> Subject {
        let [first, second, function, store, drop] = ["n", "n", "f", "store", "drop"].map(|name| self.fresh(name));
        let mut setup = format!("import builtins\n{first} = {}\n{second} = {}\n", self.value(), self.value());
        setup += &format!("def {function}(a=1):\n    return ('f', a, {second})\n");
        setup += &format!("def {store}(value):\n    global {first}\n    {first} = value\n    return value\n");
        setup += &format!("def {drop}():\n    global {first}\n    del {first}\n");
        let (built_in, other) = (BUILT_IN[self.random.below(BUILT_IN.len())], BUILT_IN[self.random.below(BUILT_IN.len())]);
        let mut after = String::new();
        for name in [built_in.0, other.0] {
            setup += &format!("real_{name} = {name}\n");
            after += &format!("globals().pop('{name}', None)\nbuiltins.{name} = real_{name}\n");
        }
        let letters =
            [('A', &[first.clone()][..]), ('B', &[second.clone()][..]), ('F', &[function.clone()][..]), ('S', &[store.clone()][..])];
        let mut sites = self.filled(NAME_SITES, &letters);
        let mut changes = self.filled(NAME_CHANGES, &letters);
        if self.random.once_in(2) {
            let letters = [('B', &words(&[built_in.0, built_in.0, other.0])[..]), letters[3]];
            sites = (0..4).flat_map(|_| self.filled(&[built_in.1, built_in.1, other.1], &letters)).chain([sites[0].clone()]).collect();
            changes = self.filled(BUILT_IN_CHANGES, &letters);
        }
        Subject { setup, sites, changes, after, ..Subject::default() }
    }

    pub(super) fn modules(&mut self) -> Subject {
        let (module, class) = (self.fresh("module"), self.fresh("K"));
        let mut setup = format!("import math\nimport types\n{module} = types.ModuleType('{module}')\n");
        setup += &format!("{module}.k = {}\n{module}.n = {}\n{module}.f = lambda *a: ('f', a)\n", self.value(), self.value());
        setup += &format!("class {class}(types.ModuleType):\n    z = 1\n");
        let letters = [('M', &[module.clone()][..]), ('C', &[class.clone()][..])];
        let (sites, changes) = (self.filled(MODULE_SITES, &letters), self.filled(MODULE_CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }

    pub(super) fn cells(&mut self) -> Subject {
        let [make, read, both, write, drop] = ["make", "read", "both", "write", "drop"].map(|name| self.fresh(name));
        let value = self.value();
        let setup = format!(
            "def {make}(first={value}):\n    cell = first\n    other = [1]\n    def read(a=0):\n        return (cell, a)\n    \
             def both(a=0):\n        return (other[0], cell)\n    def write(value):\n        nonlocal cell\n        cell = value\n        \
             other[0] = (1, value)\n        return value\n    def drop():\n        nonlocal cell\n        del cell\n    \
             return read, write, drop, both\n{read}, {write}, {drop}, {both} = {make}()\n"
        );
        let letters = [
            ('M', &[make.clone()][..]),
            ('R', &[read.clone()][..]),
            ('B', &[both.clone()][..]),
            ('W', &[write.clone()][..]),
            ('D', &[drop.clone()][..]),
        ];
        let (sites, changes) = (self.filled(CELL_SITES, &letters), self.filled(CELL_CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }
}
