//! Generators that wait with live values in all their slots, across collections, and are gone on with from hot code.

use super::Subject;
use crate::generate::Generator;

/// Generators: what of their parameters and variables is live while they wait differs. Nothing runs when they are closed.
const GENERATORS: &[&str] = &[
    "def $F(a, b):\n    yield 1\n    yield a\n    yield (b, a)\n",
    "def $F(a, b):\n    c = [b, a]\n    for q in range(3):\n        yield q\n    yield (c, a)\n",
    "def $F(a, b):\n    for q in a:\n        yield (q, b)\n    yield a\n",
    "def $F(a, b):\n    c = {'k': [b]}\n    got = yield a\n    c['got'] = got\n    yield 2\n    yield (c, b)\n",
    "def $F(a, *rest, **more):\n    yield 0\n    yield [a, rest]\n    yield (more, rest, a)\n",
    "def $F(a, b):\n    def inner():\n        return (a, b)\n    yield inner()\n    a = [a, 2]\n    yield 3\n    yield inner()\n",
    "def $F(a, b):\n    yield from (q for q in [a, b])\n    yield from [[b], a]\n    return a\n",
    "def $F(a, b):\n    w = f'{b}' + 'text'\n    try:\n        yield w\n        yield a[5]\n    except (LookupError, TypeError) as error:\n        yield 'handled'\n        yield (a, w, error.args)\n    yield w\n",
    "def $F(a, b):\n    total = 0.5\n    while total < 4:\n        total += 1\n        yield (total, a)\n    yield b\n",
    "def $F(a, b):\n    yield [(yield [a]), (yield (b,)), a]\n",
    "def $F(a, b):\n    x, y, z = [a], (b,), {1: a}\n    yield x\n    yield y\n    x = None\n    yield z\n    yield (y, z)\n",
    "def $F(a, b):\n    yield from $G(b, [a]) \n    yield (a, b)\n",
    "def $F(a, b):\n    q = [*a, [b]]\n    del b\n    for a in q:\n        yield a\n    yield (a, q)\n",
    "def $F(a, b):\n    return ([q, b] for q in a)\n",
    "def $F(a, b):\n    return ((q, w) for q in [a, [b]] for w in q)\n",
    "class $F:\n    def __init__(self, a, b):\n        self.a = [a, b]\n        self.task = self.work([b])\n    def work(self, c):\n        yield c\n        yield self.a\n        yield (self.a, c)\n    def __iter__(self):\n        return self\n    def __next__(self):\n        return next(self.task)\n    def send(self, value):\n        return self.task.send(value)\n",
    "def $F(a, b):\n    return map(lambda q: (q, b), [a, [b], 2])\n",
    "def $F(a, b):\n    return zip([a, [b]], ([q] for q in (1, 2, 3)))\n",
    "def $F(a, b):\n    return enumerate([[a], [b], (q for q in a)])\n",
];

const SITES: &[&str] = &[
    "next($L[i % $N], 'end')",
    "next($L[i % $N], 'end')",
    "next($L[i % $N])",
    "w = $L[i % $N]\nw.send(i & 1) if i > $N else next(w, 0)",
    "[*$F([i & 1, 'new'], 'x' + str(i & 3))]",
    "w = $F([i & 3], [i & 1])\nv = next(w)\n$J\n(v, [*w])",
    "w = $F((i & 1, 2), str(i & 3) + 'y')\n[(q, $J)[0] for q in w]",
    "w = $F([[i & 1]], 'z' * 9)\nv = []\nfor q in w:\n    v.append(q)\n    $J\nv",
    "a, *b = $F(['u', i & 1], {1: i & 1})\n(b, a)",
    "w = $G([i & 3, 2], (i & 1,))\nv = [next(w), $J, next(w, 'end')]\n[v[0], v[2]]",
    "w = next($L[-1], None)\n$J\nw",
    "[next(q, 'end') for q in $L]",
    "[*zip($F([i & 1], [2]), $G([3, i & 1], 'w' * 3))]",
];

const CHANGES: &[&str] = &[
    "gc.collect()",
    "gc.collect()",
    "$J",
    "$L[:] = [$F([i, q], 'made' + str(q)) for q in range($N)]",
    "$L[:] = [$G([i, q], ['made', q]) for q in range($N)]",
    "$L[0] = $F([$V], [$V])",
    "$L.append($F([i], $V))",
    "$L.reverse()",
    "globals()['$F'] = $G",
    "del $L[0]\n$L.append($G([$V, 1], {2: i}))\n$J",
];

/// What takes the places of what a collection freed.
const JUNK: &[&str] = &[
    "[[q, q] for q in range(12)]",
    "[str(q) + 'junk' for q in range(9)]",
    "gc.collect()",
    "[(q, [q]) for q in range(9)]",
    "(gc.collect(), [[0, 0] for q in range(20)])[1]",
    "[{q: q} for q in range(6)]",
];

impl Generator {
    pub(super) fn parked(&mut self) -> Subject {
        let (first, second, pool) = (self.fresh("g"), self.fresh("g"), self.fresh("parked"));
        let count = (1 + self.random.below(5)).to_string();
        let mut setup = String::from("import gc\n");
        // One waits for another in some, which is no generator's generator then.
        let plain: Vec<&str> = GENERATORS.iter().filter(|generator| !generator.contains("$G")).copied().collect();
        let template = plain[self.random.below(plain.len())];
        setup += &self.fill(template, &[('F', &[second.clone()][..])]);
        let template = GENERATORS[self.random.below(GENERATORS.len())];
        setup += &self.fill(template, &[('F', &[first.clone()][..]), ('G', &[second.clone()][..])]);
        setup += &format!("{pool} = [{first}([q, 'a'], 'b' + str(q)) for q in range({count})]\n");
        let junk = self.filled(JUNK, &[]);
        let letters = [
            ('F', &[first.clone()][..]),
            ('G', &[second.clone(), first.clone()][..]),
            ('L', &[pool.clone()][..]),
            ('N', &[count][..]),
            ('J', &junk[..]),
        ];
        let (sites, changes) = (self.filled(SITES, &letters), self.filled(CHANGES, &letters));
        Subject { setup, sites, changes, ..Subject::default() }
    }
}
