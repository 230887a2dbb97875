//! Containers of all sorts at the same place: subscripts, iteration, what else is asked of them.

use super::Subject;
use crate::generate::Generator;

const CONTAINERS: &[&str] = &[
    "[1, 2, 3]",
    "[$V, $V, $V]",
    "(4, 5, 6)",
    "($V, 1)",
    "'abc'",
    "'ß日𝒳'",
    "b'xyz'",
    "{0: 'p', 1: 'q', 2: 'r'}",
    "{'a': 1, 'b': $V, 2: 3}",
    "range(3, 6)",
    "range(9, 0, -4)",
    "bytearray(b'rst')",
    "$S()",
    "$S()",
    "{1}",
    "[]",
    "None",
    "$D(a=1, b=2)",
    "$E([1, $V, 3])",
];

const SITES: &[&str] = &[
    "$O[i % 3]",
    "$O[i % 3]",
    "$O[0]",
    "$O[-1]",
    "$O[1:]",
    "$O[i % 4 - 1:]",
    "$O[::-1]",
    "$O['a']",
    "len($O)",
    "2 in $O",
    "'a' in $O",
    "[q for q in $O]",
    "[*$O]",
    "w = 0\nfor q in $O:\n    w = (q, real_len(str(w)))\nw",
    "w = 0\nfor q in $O:\n    if q == 2:\n        break\n    w += 1\nelse:\n    w = 'all'\nw",
    "w, v, u = $O\n(v, w, u)",
    "w, v = $O\n(v, w)",
    "w, *v = $O\n(w, v)",
    "[(q, w) for q, w in enumerate($O)]",
    "w = []\nfor q, v in enumerate($O, 1):\n    w.append((v, q))\nw",
    "[(q, w) for q, w in zip($O, $P)]",
    "[(q, w) for q, w in $O.items()]",
    "w = []\nfor q, v in $O.items():\n    w += [v, q]\nw",
    "{q: 1 for q in $O}",
    "next(iter($O))",
    "w = iter($O)\n(next(w, 1), next(w, 2), next(w, 3))",
    "$O[0] = i & 3\n$O[0]",
    "$O[1] += 1\n$O[1]",
    "$O.append(i & 1)\n$O.pop()",
    "$O.insert(1, $V)\n$O.pop(1)",
    "$O.get(1, 'none')",
    "$O.get('a')",
    "$O.add(1)\nlen($O)",
    "$O == $P",
    "$O + $P",
    "$O * 2",
    "[*reversed($O)]",
    "$O.index(2)",
    "w = [*$O]\nw[1:2] = $P\nw",
    "w = [1, 2, 3]\nw[i % 3:] = $O\nw",
    "w = [1]\nw += $O\nw",
    "sorted($O)",
    "max($O)",
    "any($O)",
    "tuple($O)",
    "'true' if $O else 'false'",
    "(not $O, $O is $P)",
    "w = {}\nw[$O] = i & 1\nw",
    "{1: 'one', 'abc': 2}.get($O, 0)",
    "del $O[0]\nlen($O)",
];

const CHANGES: &[&str] = &[
    "$L[0] = $K",
    "$L[0] = $K",
    "$L[-1] = $K",
    "$L[:] = [$K, $K]",
    "$L[:] = [$K] * 2",
    "$L.reverse()",
    "$L[0] = [1, 2, 3]\n$L[-1] = {0: 1, 1: 2, 2: 3}",
    "$S.__getitem__ = lambda self, key: ($V, key)[key]",
    "$S.__getitem__ = lambda self, key: tick('abc'[key])",
    "$S.__iter__ = lambda self: iter(($V, 2))",
    "$S.__iter__ = lambda self: (tick(q) for q in (1, $V))",
    "if '__iter__' in $S.__dict__:\n    del $S.__iter__",
    "$S.__len__ = lambda self: $I",
    "$S.__contains__ = lambda self, item: tick($V)",
    "$S.get = lambda self, *a: a",
    "$E.__getitem__ = lambda self, key: ('own', $V)",
    "$E.__iter__ = lambda self: iter('own')",
    "$E.__len__ = lambda self: 2",
    "$E.append = lambda self, item: tick(item)",
    "$E.pop = lambda self, *a: ($V, a)",
    "$D.get = lambda self, *a: ($V, a)",
    "$D.items = lambda self: [(1, $V)]",
    "if '__getitem__' in $E.__dict__:\n    del $E.__getitem__",
    "$D.__missing__ = lambda self, key: ($V, key)",
    "$D.__getitem__ = lambda self, key: ('own', key)",
];

impl Generator {
    pub(super) fn containers(&mut self) -> Subject {
        let [sequence, dictionary, list, pool, first, second] = ["S", "S", "S", "pool", "o", "o"].map(|name| self.fresh(name));
        let mut setup = format!(
            "class {sequence}:\n    def __len__(self):\n        return 3\n    def __getitem__(self, key):\n        return (7, 8, 9)[key]\n    \
             def __repr__(self):\n        return 'S'\n"
        );
        if self.random.once_in(2) {
            setup += "    def __iter__(self):\n        return iter((7, 8))\n";
        }
        setup += &format!("class {dictionary}(dict):\n    z = 1\nclass {list}(list):\n    z = 1\n");
        let letters = [('S', &[sequence.clone()][..]), ('D', &[dictionary.clone()][..]), ('E', &[list.clone()][..])];
        let all = self.filled(CONTAINERS, &letters);
        // Few sorts: what is specialised for one meets another.
        let few: Vec<String> = (0..4).map(|_| all[self.random.below(all.len())].clone()).collect();
        setup += &format!("{pool} = [{}, {}, {}]\n", few[0], few[self.random.below(2)], few[self.random.below(4)]);
        let head = self.chosen(&first, &pool) + &format!("{second} = {pool}[-1]\n");
        let letters = [
            letters[0],
            letters[1],
            letters[2],
            ('O', &[first.clone(), first.clone(), second.clone()][..]),
            ('P', &[second.clone(), first.clone()][..]),
            ('L', &[pool.clone()][..]),
            ('K', &few[..]),
        ];
        let sites = self.filled(SITES, &letters);
        let changes = self.filled(if few.iter().any(|one| one.starts_with('S')) { CHANGES } else { &CHANGES[..7] }, &letters);
        Subject { setup, head, sites, changes, ..Subject::default() }
    }
}
