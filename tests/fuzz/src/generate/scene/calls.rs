//! Who is called and with what: functions, classes, callable objects, star calls.

use super::{Subject, words};
use crate::generate::Generator;

/// Parameters, and what of them is returned.
const PARAMETERS: &[(&str, &str)] = &[
    ("a", "a"),
    ("a, b=2", "a, b"),
    ("a, b=None, *rest", "a, b, rest"),
    ("a, *, b=3", "b, a"),
    ("a, **more", "a, [*more.items()]"),
    ("a, /, b=1, *rest, c=4, **more", "a, b, rest, c, [*more.items()]"),
    ("a=1, b=2, c=3", "a, b, c"),
    ("*rest, **more", "rest, [*more.items()]"),
];

const SITES: &[&str] = &[
    "$F(i & 3)",
    "$F(i & 3)",
    "$F(i & 1, $V)",
    "$F(a=i & 1)",
    "$F(i & 1, b=$V)",
    "$F(b=1, a=i & 3)",
    "$F(*$T)",
    "$F(*$T)",
    "$F(*$T, **$K)",
    "$F(i & 1, **$K)",
    "$F(*$T, i & 1)",
    "$F(0, *$T, b=2)",
    "$F(1, 2, 3)",
    "$F()",
    "$X(i & 3)",
    "$X(i & 3)",
    "$X($V)",
    "$C(i & 3).x",
    "$C(i & 1, b=$V).x",
    "$C(*$T).x",
    "$C.make(i & 1)",
    "$O(i & 1)",
    "$O.m(i & 1)",
    "$O.m(*$T)",
    "$O.m(a=$V)",
    "(lambda a, b=i & 1: (a, b))(1)",
    "[$F(q) for q in (1, 2)]",
    "[*map($F, (1, 2))]",
    "sorted((2, 1, 3), key=$X)",
    "max(3, i & 7, key=$F)",
    "$F($F(1))",
    "$X(*$T)",
    "w = $X\n(w(1), w(2))",
];

const CHANGES: &[&str] = &[
    "$F.__code__ = (lambda a, b=1, *c: ($V, a, b, c)).__code__",
    "$F.__code__ = (lambda *, a=1: ($V, a)).__code__",
    "$F.__code__ = $G.__code__",
    "$F.__defaults__ = ($V,)",
    "$F.__defaults__ = ($V, $V)",
    "$F.__defaults__ = None",
    "$F.__kwdefaults__ = {'b': $V}",
    "$F.__kwdefaults__ = None",
    "if $F.__kwdefaults__:\n    $F.__kwdefaults__['b'] = $V",
    "globals()['$F'] = $G",
    "globals()['$F'] = lambda *a, **k: ($V, a, k)",
    "globals()['$X'] = $Y",
    "globals()['$X'] = $Y",
    "globals()['$X'] = $Y",
    "globals()['$T'] = $Z",
    "globals()['$T'] = $Z",
    "globals()['$K'] = {'b': $V}",
    "globals()['$K'] = {'c': $V, 'b': 1}",
    "globals()['$K'] = {'a': 1, 'z': $V}",
    "globals()['$K'] = {}",
    "$C.__init__ = lambda self, x=0, **more: setattr(self, 'x', ($V, x))",
    "$C.__init__ = lambda self, *a: tick(setattr(self, 'x', a))",
    "if '__init__' in $C.__dict__:\n    del $C.__init__",
    "$C.__new__ = lambda cls, *a, **k: object.__new__(cls)",
    "$C.__new__ = lambda cls, *a, **k: types.SimpleNamespace(x=$V)",
    "$C.__call__ = lambda self, *a: ($V, a)",
    "$C.m = lambda self, a=1, *b: ($V, a, b)",
    "$C.m = staticmethod(lambda *a: ($V, a))",
    "$C.make = classmethod(lambda cls, *a: (cls.__name__, a))",
    "$C.make = $F",
    "$C.m.__defaults__ = ($V,)",
    "$C.m.__code__ = (lambda self, a=1: (a, $V)).__code__",
];

/// What may be called in another's place.
const CALLABLE: &[&str] = &["int", "abs", "repr", "float", "(lambda a=1: ($V, a))", "[7, 8, 9, 10].__getitem__", "'text'.find", "type"];

/// What may stand behind a star.
const ARGUMENTS: &[&str] = &["(1,)", "[1, 2]", "'ab'", "()", "range(2)", "{1: 2}", "(1, 2, 3, 4)", "[$V]", "5", "{7}"];

impl Generator {
    pub(super) fn calls(&mut self) -> Subject {
        let [function, other, called, class, object, several, named] =
            ["f", "f", "x", "K", "o", "args", "more"].map(|name| self.fresh(name));
        let mut setup = String::from("import types\n");
        for name in [&function, &other] {
            let (parameters, result) = PARAMETERS[self.random.below(PARAMETERS.len())];
            setup += &format!("def {name}({parameters}):\n    return ('{name}', {result})\n");
        }
        setup += &format!("class {class}:\n");
        setup += self.pick(&[
            "    def __init__(self, x=0, b=None):\n        self.x = (x, b)\n",
            "    def __init__(self, x):\n        self.x = x\n",
            "    x = 1\n",
            "    def __new__(cls, x=0, b=2):\n        self = object.__new__(cls)\n        self.x = (b, x)\n        return self\n    def __init__(self, *a, **k):\n        self.y = 1\n",
        ]);
        setup += "    def m(self, a=0):\n        return ('m', a)\n    def __call__(self, a=0):\n        return ('call', a)\n";
        setup += "    @classmethod\n    def make(cls, a):\n        return cls(a).x\n    def __repr__(self):\n        return '<' + type(self).__name__ + '>'\n";
        let callable: Vec<String> = CALLABLE
            .iter()
            .map(|word| String::from(*word))
            .chain([function.clone(), class.clone(), object.clone(), format!("{object}.m")])
            .collect();
        let callable = self.filled(&callable.iter().map(String::as_str).collect::<Vec<_>>(), &[]);
        let arguments = self.filled(ARGUMENTS, &[]);
        setup += &format!("{object} = {class}(1)\n{called} = {}\n", callable[self.random.below(callable.len())]);
        setup += &format!("{several} = {}\n{named} = {{'b': 2}}\n", arguments[self.random.below(arguments.len())]);
        let letters = [
            ('F', &[function.clone()][..]),
            ('G', &[other.clone(), function.clone()][..]),
            ('X', &[called.clone()][..]),
            ('C', &[class.clone()][..]),
            ('O', &[object.clone()][..]),
            ('T', &[several.clone()][..]),
            ('K', &[named.clone()][..]),
            ('Y', &callable[..]),
            ('Z', &arguments[..]),
        ];
        // What is called mostly is what changes: calls of one of the sorts.
        let (about, all) = ([words(&["$F", "$T", "$K"]), words(&["$X", "$T"]), words(&["$C", "$O"])], self.random.once_in(3));
        let about = &about[self.random.below(3)];
        let fits = |template: &&&str| all || about.iter().any(|word| template.contains(word.as_str()));
        let sites: Vec<&str> = SITES.iter().filter(fits).copied().collect();
        let changes: Vec<&str> = CHANGES.iter().filter(fits).copied().collect();
        let (sites, changes) = (self.filled(&sites, &letters), self.filled(&changes, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }
}
