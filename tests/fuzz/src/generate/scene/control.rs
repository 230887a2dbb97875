//! `with`, `match`, exceptions and their handlers, `async`, in hot code.

use super::{Subject, words};
use crate::generate::Generator;

const MANAGER_SITES: &[&str] = &[
    "with $O as w:\n    w = (w is None, i & 1)\nw",
    "with $O as w:\n    pass\nw",
    "w = 0\nwith $O:\n    if i % 3 == 0:\n        raise ValueError(i & 1)\n    w = 1\nw",
    "w = []\nfor q in range(3):\n    with $O as v, $O:\n        if q == 1:\n            continue\n        w.append(v)\nw",
    "w = 0\nwhile w < 3:\n    with $O:\n        w += 1\n        if w == 2:\n            break\nw",
    "w = 0\nwith $O:\n    with $O:\n        w = [][i & 1]\nw",
    "$O.state",
];

const MANAGER_CHANGES: &[&str] = &[
    "$W.__exit__ = lambda self, *a: True",
    "$W.__exit__ = lambda self, *a: False",
    "$W.__exit__ = lambda self, kind, value, trace: setattr(self, 'state', str(value))",
    "$W.__enter__ = lambda self: $V",
    "$W.__enter__ = lambda self: tick(self.state)",
    "if '__exit__' in $W.__dict__:\n    del $W.__exit__",
    "if '__enter__' in $W.__dict__:\n    del $W.__enter__",
    "$O.__enter__ = lambda: $V",
    "$O.state = $V",
    "globals()['$O'] = $W()",
];

const PATTERN_SITES: &[&str] = &[
    "match $O:\n    case $W(a):\n        w = ('one', a)\n    case $W():\n        w = 'none'\n    case _:\n        w = 'other'\nw",
    "match $O:\n    case $W(a, b):\n        w = (b, a)\n    case [a, *b]:\n        w = (a, b)\n    case _:\n        w = 'other'\nw",
    "match $O:\n    case $W(k=a, n=1):\n        w = ('k', a)\n    case $W(n=a):\n        w = ('n', a)\n    case {'k': a, **b}:\n        w = (a, b)\n    case _:\n        w = 0\nw",
    "match $O:\n    case 1 | 2 | 'abc':\n        w = 'value'\n    case int(a) | float(a):\n        w = ('number', a)\n    case str(a):\n        w = a\n    case (a, b) if a:\n        w = b\n    case _:\n        w = 'other'\nw",
    "match $O, i & 1:\n    case [$W(k=a), 0]:\n        w = a\n    case [[a, b], 1]:\n        w = (b, a)\n    case [None, a]:\n        w = a\n    case _:\n        w = 'other'\nw",
    "isinstance($O, $T)",
    "isinstance($O, ($W, list))",
    "'w' if isinstance($O, $W) else 'no'",
    "issubclass(type($O), $T)",
];

const PATTERN_CHANGES: &[&str] = &[
    "$W.__match_args__ = ('k',)",
    "$W.__match_args__ = ('n', 'k')",
    "$W.__match_args__ = ()",
    "if '__match_args__' in $W.__dict__:\n    del $W.__match_args__",
    "$W.k = $V",
    "$W.n = $V",
    "$L[0] = $K",
    "$L[-1] = $K",
    "$L[:] = [$K, $K]",
    "globals()['$T'] = (int, $W)",
    "globals()['$T'] = $W",
    "globals()['$T'] = (str, (list, dict))",
    "$M.__instancecheck__ = lambda cls, other: tick(bool($V))",
    "if '__instancecheck__' in $M.__dict__:\n    del $M.__instancecheck__",
    "$M.__subclasscheck__ = lambda cls, other: bool($V)",
    "for q in $L:\n    if type(q) is $W:\n        q.k = $V",
];

const HANDLER_SITES: &[&str] = &[
    "$H(i)",
    "$H(i + 1)",
    "$F(i)",
    "try:\n    w = $F(i)\nexcept $T as error:\n    w = (type(error).__name__, error.args)\nw",
    "w = []\nfor q in range(4):\n    try:\n        w.append($F(q))\n    except $T:\n        w.append('caught')\n        continue\n    finally:\n        tick()\nw",
    "w = []\nfor q in range(5):\n    try:\n        if q == 3:\n            break\n        w.append($H(q))\n    except KeyError:\n        w.append('key')\n    else:\n        w.append('else')\nw",
    "try:\n    try:\n        w = $F(i)\n    except $T as error:\n        raise $E('again') from error\nexcept Exception as error:\n    w = (type(error).__name__, type(error.__cause__).__name__, type(error.__context__).__name__)\nw",
    "try:\n    try:\n        w = $F(i)\n    finally:\n        w = [][i & 1:]\nexcept Exception as error:\n    w = str(error)\nw",
    "w = 'none'\ntry:\n    w = $F(i)\nexcept* $E as error:\n    w = text(error.exceptions)\nw",
    "[$H(q) for q in (0, 1, 2, 3)]",
    "[*$G(i)]",
    "next($G(i), 'none')",
    "w = $G(3)\nnext(w)\ntry:\n    w = w.throw($E(i & 1))\nexcept Exception as error:\n    w = (type(error).__name__, error.args)\nw",
];

const HANDLER_CHANGES: &[&str] = &[
    "globals()['$T'] = $X",
    "globals()['$T'] = $X",
    "globals()['$T'] = ($E, $X)",
    "globals()['$T'] = ()",
    "globals()['$T'] = 5",
    "globals()['$F'] = lambda a: ($V, a & 1)",
    "globals()['$F'] = lambda a: [1, 2][a & 3]",
    "globals()['$F'] = $L",
    "$E.__init__ = lambda self, *a: setattr(self, 'k', $V)",
    "$E.__str__ = lambda self: 'changed'",
    "$E.__new__ = lambda cls, *a: LookupError.__new__(cls, $V)",
    "globals()['$E'] = $X",
];

const ASYNC_SITES: &[&str] = &["$R($A(i & 3))", "$R($O)", "$S($O)", "$S($A(1))", "$T($O)", "$T($A(i & 1))", "$U(i & 3)", "$U(3)"];

const ASYNC_CHANGES: &[&str] = &[
    "$A.__await__ = lambda self: iter(($V, 2))",
    "$A.__await__ = lambda self: (tick(q) for q in (1, $V))",
    "$A.__await__ = lambda self: $V",
    "$A.__aiter__ = lambda self: $B(2)",
    "$A.__aiter__ = lambda self: $G(2)",
    "$A.__anext__ = $B.__anext__",
    "$A.__anext__ = lambda self: $B(1)",
    "$A.__aexit__ = $B.__aexit__",
    "$A.__aenter__ = $B.__aenter__",
    "$A.__aenter__ = lambda self: $V",
    "if '__aexit__' in $A.__dict__:\n    del $A.__aexit__",
    "if '__aiter__' in $A.__dict__:\n    del $A.__aiter__",
    "$O.__class__ = $B",
    "$O.n = $I",
];

impl Generator {
    pub(super) fn managers(&mut self) -> Subject {
        let (class, object) = (self.fresh("W"), self.fresh("o"));
        let mut setup = format!("class {class}:\n    state = 0\n    def __enter__(self):\n        self.state = (self.state, 1)[1]\n");
        setup += self.pick(&["        return self.state\n", "        return tick('entered')\n"]);
        setup += "    def __exit__(self, kind, value, trace):\n        self.state = kind and kind.__name__\n";
        setup += self.pick(&["        return kind is ValueError\n", "        tick()\n", "        return True\n"]);
        setup += &format!("{object} = {class}()\n");
        let letters = [('W', &[class.clone()][..]), ('O', &[object.clone()][..])];
        let (sites, changes) = (self.filled(MANAGER_SITES, &letters), self.filled(MANAGER_CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }

    pub(super) fn patterns(&mut self) -> Subject {
        let [class, meta, pool, object, kinds] = ["W", "M", "pool", "o", "kinds"].map(|name| self.fresh(name));
        let mut setup = format!("class {meta}(type):\n    z = 1\nclass {class}(metaclass={meta}):\n");
        setup += self.pick(&["    __match_args__ = ('k', 'n')\n", "    __match_args__ = ('n',)\n", "    z = 2\n"]);
        setup += "    def __init__(self, k=0):\n        self.k = k\n        if k != 2:\n            self.n = 1\n";
        let subjects = [format!("{class}(1)"), format!("{class}(2)")];
        let others = words(&["[1, 2, 3]", "(0, 5)", "{'k': 1, 'n': 2}", "7", "2.5", "'abc'", "None", "(3,)"]);
        let subjects: Vec<String> = (0..4)
            .map(|_| {
                if self.random.once_in(2) {
                    subjects[self.random.below(2)].clone()
                } else {
                    others[self.random.below(others.len())].clone()
                }
            })
            .collect();
        setup += &format!("{pool} = [{}, {}]\n{kinds} = (list, {class})\n", subjects[0], subjects[1]);
        let head = self.chosen(&object, &pool);
        let letters = [
            ('W', &[class.clone()][..]),
            ('M', &[meta.clone()][..]),
            ('L', &[pool.clone()][..]),
            ('O', &[object.clone()][..]),
            ('T', &[kinds.clone()][..]),
            ('K', &subjects[..]),
        ];
        let (sites, changes) = (self.filled(PATTERN_SITES, &letters), self.filled(PATTERN_CHANGES, &letters));
        Subject { setup, head, sites, changes, ..Subject::default() }
    }

    pub(super) fn handlers(&mut self) -> Subject {
        let [error, low, lower, high, caught, generator] = ["E", "low", "low", "high", "caught", "g"].map(|name| self.fresh(name));
        let mut setup = format!("class {error}(LookupError):\n    pass\n{caught} = ({error}, KeyError)\n");
        let raising = [
            format!("raise {error}(a & 3)"),
            "return {}[a & 1]".into(),
            "return [][a & 1]".into(),
            "return 1 // (a & 0)".into(),
            "return None.missing".into(),
            "return missing".into(),
            "return a + 'a'".into(),
            "raise KeyError".into(),
            "return next(iter(()))".into(),
            "a, b = (1,)".into(),
            "return a & 1".into(),
            "return int('x')".into(),
        ];
        for name in [&low, &lower] {
            setup += &format!("def {name}(a):\n");
            for at in 0..3 {
                setup += &format!("    if a % 4 == {at}:\n        {}\n", raising[self.random.below(raising.len())]);
            }
            setup += "    return a & 7\n";
        }
        setup += &format!("def {high}(a):\n    try:\n        return {low}(a)\n    except {caught} as error:\n");
        setup += self.pick(&[
            "        return (type(error).__name__, error.args)\n",
            "        tick()\n        raise\n",
            "        w = 'caught'\n",
            "        raise ValueError('other') from error\n",
        ]);
        setup += self.pick(&["    finally:\n        tick()\n", "    else:\n        w = 'else'\n", ""]);
        setup += "    return w\n";
        setup += &format!(
            "def {generator}(a):\n    yield 'first'\n    try:\n        yield {low}(a)\n    except {caught} as error:\n        yield (type(error).__name__, 'inside')\n    yield 'last'\n"
        );
        let kinds = words(&[
            "KeyError",
            "IndexError",
            "LookupError",
            "ZeroDivisionError",
            "(TypeError, ValueError)",
            "AttributeError",
            "Exception",
        ]);
        let letters = [
            ('E', &[error.clone()][..]),
            ('F', &[low.clone()][..]),
            ('L', &[lower.clone()][..]),
            ('H', &[high.clone()][..]),
            ('T', &[caught.clone()][..]),
            ('G', &[generator.clone()][..]),
            ('X', &kinds[..]),
        ];
        let (sites, changes) = (self.filled(HANDLER_SITES, &letters), self.filled(HANDLER_CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }

    pub(super) fn asynchronous(&mut self) -> Subject {
        let [first, second, object, drive, generator] = ["A", "A", "o", "drive", "agen"].map(|name| self.fresh(name));
        let mut setup = String::new();
        for class in [&first, &second] {
            let (value, other) = (self.value(), self.value());
            setup += &format!(
                "class {class}:\n    def __init__(self, n=2):\n        self.n = self.left = n\n    def __aiter__(self):\n        self.left = self.n\n        \
                 return self\n    async def __anext__(self):\n        if self.left <= 0:\n            raise StopAsyncIteration\n        self.left -= 1\n        \
                 return (self.left, {value})\n    async def __aenter__(self):\n        return (self.n, {other})\n    async def __aexit__(self, *a):\n        \
                 return a[0] is ValueError\n    def __await__(self):\n        got = yield self.n\n        return (got, {value})\n"
            );
        }
        setup += &format!("async def {generator}(a):\n    for q in range(a):\n        yield (q, a)\n        await {first}(q)\n");
        setup += &format!(
            "def {drive}(task):\n    got = []\n    try:\n        for q in range(12):\n            got.append(task.send(None if q == 0 else q))\n    \
             except StopIteration as stop:\n        return (got, stop.value)\n    return got\n"
        );
        let mut drivers = Vec::new();
        for body in [
            "    w = []\n    async for q in o:\n        w.append(q)\n    return w\n".to_string(),
            "    async with o as w:\n        if i & 1:\n            raise ValueError\n        return w\n    return 'left'\n"
                .replace("if i & 1", "if clock & 1"),
            "    return (await o, 1)\n".to_string(),
            format!("    return [q async for q in {generator}(o) if q]\n"),
        ] {
            let (work, driven) = (self.fresh("work"), self.fresh("driven"));
            setup += &format!("async def {work}(o):\n{body}def {driven}(o):\n    return {drive}({work}(o))\n");
            drivers.push(driven);
        }
        setup += &format!("{object} = {first}()\n");
        let letters = [
            ('A', &[first.clone()][..]),
            ('B', &[second.clone()][..]),
            ('O', &[object.clone()][..]),
            ('G', &[generator.clone()][..]),
            ('R', &drivers[..1]),
            ('S', &drivers[1..2]),
            ('T', &drivers[2..3]),
            ('U', &drivers[3..]),
        ];
        let (sites, changes) = (self.filled(ASYNC_SITES, &letters), self.filled(ASYNC_CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }
}
