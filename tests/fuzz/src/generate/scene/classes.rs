//! Class variables, methods, properties; descriptors; special methods.

use super::{Subject, words};
use crate::generate::Generator;

const SITES: &[&str] = &[
    "$O.$P",
    "$O.$P",
    "$O.$Q",
    "($O.$P, $O.$Q)",
    "$C.$P",
    "$C.$Q",
    "($C.$P, $O.$Q)",
    "$O.m(i)",
    "$O.m()",
    "$C.m($O, i)",
    "$O.c(i & 1)",
    "$C.c()",
    "$O.s(i)",
    "$C.s(2)",
    "$O.p",
    "$O.x",
    "$O.x = i & 3\n$O.x",
    "$O.x += 1\n$O.x & 3",
    "$O.y = $V\n($O.y, $O.$P)",
    "$O.$P = $V\n$O.$P",
    "super($C, $O).$P",
    "super($C, $O).m(i)",
    "getattr($O, '$P', 'none')",
    "hasattr($O, '$P')",
    "$C(i & 3).$P",
    "$C(1).m()",
    "type($O).$P",
    "w = $O.m\ntick(w(i))",
    "[q.$P for q in $L]",
    "[q.m(1) for q in $L]",
    "del $O.$P\n$O.$P",
];

const CHANGES: &[&str] = &[
    "$C.$P = $V",
    "$C.$P = $V",
    "$C.$Q = $V",
    "$C.$Q = $V",
    "$C.$P = $V\n$C.$Q = $V",
    "setattr($C, '$P', $V)",
    "type.__setattr__($C, '$Q', $V)",
    "$C.m = lambda self, a=1: ($V, a, self.$P)",
    "$C.m = $V",
    "$C.m = $D.m",
    "$C.$P = lambda self, a=1: ($V, a)",
    "$C.$P = property(lambda self: ($V, self.x))",
    "$C.$P = property(lambda self: self.x, lambda self, value: setattr(self, 'x', value))",
    "$C.p = property(lambda self: tick($V))",
    "$C.p = $V",
    "$C.c = classmethod(lambda cls, a=1: ($V, cls.$P, a))",
    "$C.s = staticmethod(lambda a=1: ($V, a))",
    "$C.x = $V",
    "if '$P' in $C.__dict__:\n    del $C.$P",
    "if '$Q' in $C.__dict__:\n    type.__delattr__($C, '$Q')",
    "delattr($C, 'm')",
    "$O.$P = $V",
    "$O.m = lambda *a: ($V, a)",
    "$O.__dict__['$P'] = $V",
    "object.__setattr__($O, '$Q', $V)",
    "$O.__dict__.pop('$P', None)",
    "del $O.$P",
    "$O.__dict__ = {'$P': $V, 'x': $V}",
    "$O.__dict__.clear()",
    "$O.__class__ = $C",
    "$C.__getattr__ = lambda self, name: ($V, name)",
    "$C.__getattribute__ = lambda self, name: tick(object.__getattribute__(self, name))",
    "if '__getattribute__' in $C.__dict__:\n    del $C.__getattribute__",
    "$C.__setattr__ = lambda self, name, value: object.__setattr__(self, name, (name, 'set'))",
    "if '__setattr__' in $C.__dict__:\n    del $C.__setattr__",
    "$L.append($C($I))\ndel $L[0]",
];

/// What else changes classes that have the bases for it.
const BASES: &[&str] = &["$C.__bases__ = (Root,)", "$C.__bases__ = (Other,)", "Root.$P = $V", "Other.m = lambda self, a=1: ($V, a)"];

/// What else changes classes that have the metaclass for it.
const META: &[&str] = &[
    "Meta.$P = $V",
    "Meta.$P = property(lambda cls: ($V, cls.__name__))",
    "if '$P' in Meta.__dict__:\n    del Meta.$P",
    "Meta.__getattr__ = lambda cls, name: ($V, name)",
];

const DESCRIPTOR_SITES: &[&str] = &[
    "$O.$P",
    "$O.$P",
    "$O.$P",
    "($O.$P, $O.$Q)",
    "$C.$P",
    "$O.$P = (i & 1, $V)\n$O.$P",
    "$O.$P = $V\n$C.$P",
    "$O.$P(i & 1)",
    "getattr($O, '$P', 'none')",
    "$C(i & 3).$P",
    "[q.$P for q in $L]",
    "del $O.$P\n$O.$P",
    "super($C, $O).$P",
    "$O.__dict__.get('$P', 'none')",
];

const DESCRIPTOR_CHANGES: &[&str] = &[
    "$G.__get__ = lambda self, instance, owner=None: ($V, self.value, instance is None)",
    "$G.__get__ = lambda self, instance, owner=None: tick(self.value)",
    "$G.__set__ = lambda self, instance, value: setattr(self, 'value', (value, $V))",
    "$G.__set__ = lambda self, instance, value: instance.__dict__.update($P=value)",
    "setattr($G, '__set__', lambda self, instance, value: setattr(self, 'value', $V))",
    "$G.__delete__ = lambda self, instance: setattr(self, 'value', 'deleted')",
    "if '__get__' in $G.__dict__:\n    del $G.__get__",
    "if '__set__' in $G.__dict__:\n    del $G.__set__",
    "if '__delete__' in $G.__dict__:\n    type.__delattr__($G, '__delete__')",
    "$G.__call__ = lambda self, *a: ('called', a, self.value)",
    "$O.__dict__['$P'] = $V",
    "$O.__dict__.pop('$P', None)",
    "$O.$P = $V",
    "$C.$P = $G($V)",
    "$C.$P = $V",
    "setattr($C, '$Q', $G($V))",
    "if '$P' in $C.__dict__:\n    del $C.$P",
    "$B.__dict__['$P'].__class__ = $G",
    "$B.__dict__['$P'].value = $V",
    "$C.$P = property(lambda self: $V)",
    "$C.$P = lambda self, *a: ($V, a)",
    "$O.__class__ = $C",
];

/// Special methods: what calls them with `$O`, their names, what they may become.
const SPECIAL: &[(&str, &str, &str)] = &[
    ("$O + $R", "__add__", "lambda self, other: ($V, self.x)"),
    ("$R + $O", "__radd__", "lambda self, other: ('r', $V)"),
    ("w = $O\nw += $R\nw", "__iadd__", "lambda self, other: ('i', $V)"),
    ("$O - $R", "__sub__", "lambda self, other: NotImplemented"),
    ("$R - $O", "__rsub__", "lambda self, other: tick($V)"),
    ("$O * 3", "__mul__", "lambda self, other: (other, $V)"),
    ("$O < $R", "__lt__", "lambda self, other: $V"),
    ("$R >= $O", "__le__", "lambda self, other: $V"),
    ("$O == $R", "__eq__", "lambda self, other: $V"),
    ("'same' if $O != $R else 'other'", "__ne__", "lambda self, other: $V"),
    ("'true' if $O else 'false'", "__bool__", "lambda self: tick(True)"),
    ("not $O", "__bool__", "lambda self: False"),
    ("bool($O)", "__len__", "lambda self: $I"),
    ("len($O)", "__len__", "lambda self: $I"),
    ("$O[i & 1]", "__getitem__", "lambda self, key: (key, $V)[key]"),
    ("[*$O]", "__getitem__", "lambda self, key: (1, $V)[key]"),
    ("$O[i & 1] = $V\n$O.x", "__setitem__", "lambda self, key, value: setattr(self, 'x', (key, value))"),
    ("$R in $O", "__contains__", "lambda self, item: $V"),
    ("[q for q in $O]", "__iter__", "lambda self: iter(($V, tick(2)))"),
    ("w, v = $O\n(v, w)", "__iter__", "lambda self: (q for q in ($V, 2))"),
    ("-$O", "__neg__", "lambda self: $V"),
    ("[7, 8, 9][$O]", "__index__", "lambda self: $I"),
    ("hash($O) < 5", "__hash__", "lambda self: tick($I)"),
    ("{$O: 1}.get($O)", "__hash__", "lambda self: $I"),
    ("$O(i & 1)", "__call__", "lambda self, *a: ($V, a)"),
    ("str($O)", "__str__", "lambda self: 'str' + str(self.x)"),
    ("f'{$O}'", "__format__", "lambda self, how: 'format'"),
    ("$O.missing", "__getattr__", "lambda self, name: (name, $V)"),
    ("abs($O)", "__abs__", "lambda self: $V"),
    ("int($O)", "__int__", "lambda self: $I"),
    ("max($O, $R)", "__gt__", "lambda self, other: $V"),
    ("isinstance($O, $C)", "__len__", "lambda self: 3"),
];

impl Generator {
    pub(super) fn class_values(&mut self) -> Subject {
        let chain: Vec<String> = (0..1 + self.random.weighted(&[2, 4, 1])).map(|_| self.fresh("K")).collect();
        let (rooted, meta) = (self.random.once_in(6), self.random.once_in(8));
        let pool = self.fresh("pool");
        // Two of the plain names: what changes should be what is read.
        let names = [["k", "n"], ["n", "k"], ["t", "k"], ["n", "t"]][self.random.below(4)];
        let mut setup = String::new();
        for (place, class) in chain.iter().enumerate() {
            let head = match (place, rooted, meta) {
                (0, true, _) => "(Root)",
                (0, false, true) => "(metaclass=Meta)",
                (0, false, false) => "",
                _ => &format!("({})", chain[place - 1]),
            };
            setup += &format!("class {class}{head}:\n");
            for name in ["k", "n", "t"] {
                if place == 0 || self.random.once_in(4) {
                    setup += &format!("    {name} = {}\n", self.value());
                }
            }
            if place == 0 {
                setup += "    def __init__(self, x=0):\n        self.x = x\n";
                setup +=
                    self.pick(&["", "        if x == 2:\n            self.n = 'own'\n", "        if x & 1:\n            self.y = x\n"]);
                setup += "    def __repr__(self):\n        return '<' + type(self).__name__ + '>'\n";
                setup += self.pick(&[
                    "    def m(self, a=0):\n        return ('m', self.k, a)\n",
                    "    def m(self, a=0):\n        return tick(self.n)\n",
                    "    def m(self, *a):\n        return (self.t, a)\n",
                ]);
                setup += "    @classmethod\n    def c(cls, a=0):\n        return ('c', cls.n, a)\n";
                setup += "    @staticmethod\n    def s(a=0):\n        return ('s', a)\n    @property\n    def p(self):\n        return (self.t, 'p')\n";
            } else if self.random.once_in(2) {
                setup += &format!("    def m(self, a=0):\n        return ('{class}', super().m(a), super().{})\n", names[0]);
            } else {
                setup += "    z = 1\n";
            }
        }
        let makers: Vec<String> =
            (0..1 + self.random.below(4)).map(|place| format!("{}({place})", chain[self.random.below(chain.len())])).collect();
        let object = self.fresh("o");
        setup += &format!("{pool} = [{}]\n{object}_kept = {pool}[0]\n", makers.join(", "));
        let head = self.chosen(&object, &pool);
        let objects = [object.clone(), object.clone(), format!("{object}_kept")];
        let letters = [
            ('O', &objects[..]),
            ('C', &chain[..]),
            ('D', &chain[..]),
            ('P', &words(&names[..1])[..]),
            ('Q', &words(&names[1..])[..]),
            ('L', &[pool.clone()][..]),
        ];
        let sites = self.filled(SITES, &letters);
        // Changes stand outside the function, too.
        let kept = [format!("{object}_kept"), format!("{pool}[-1]")];
        let letters = [('O', &kept[..]), letters[1], letters[2], letters[3], letters[4], letters[5]];
        let mut changes = self.filled(CHANGES, &letters);
        if rooted {
            changes.extend(self.filled(BASES, &letters));
            changes.extend(self.filled(BASES, &letters));
        } else if meta {
            changes.extend(self.filled(META, &letters));
            changes.extend(self.filled(META, &letters));
        }
        Subject { setup, head, sites, changes, ..Subject::default() }
    }

    /// How a variable of the hot function gets one of a pool: one after another, or in turns.
    pub(super) fn chosen(&mut self, object: &str, pool: &str) -> String {
        let how = self.pick(&["[0]", "[i % real_len($)]", "[i % real_len($)]", "[i // 9 % real_len($)]", "[i // 14 % real_len($)]"]);
        format!("{object} = {pool}{}\n", how.replace('$', pool))
    }

    pub(super) fn descriptors(&mut self) -> Subject {
        let (base, class, other) = (self.fresh("D"), self.fresh("D"), self.fresh("D"));
        let (owner, heir) = (self.fresh("K"), self.fresh("K"));
        let (pool, object) = (self.fresh("pool"), self.fresh("o"));
        let mut setup = format!("class {base}:\n    def __init__(self, value=0):\n        self.value = value\n");
        for (place, (class, bases)) in [(&class, &base), (&other, &base)].into_iter().enumerate() {
            setup += &format!("class {class}({bases}):\n    z = {place}\n");
            if self.random.once_in(2) {
                setup += "    def __get__(self, instance, owner=None):\n        return ('get', self.value, instance is None)\n";
            }
            if self.random.once_in(4) {
                setup += "    def __set__(self, instance, value):\n        self.value = (value, 'set')\n";
            }
            if self.random.once_in(8) {
                setup += "    def __delete__(self, instance):\n        self.value = 'gone'\n";
            }
        }
        setup += &format!("class {owner}:\n    d = {class}({})\n    e = {class}({})\n", self.value(), self.value());
        setup += "    def __init__(self, x=0):\n        self.x = x\n";
        setup += self.pick(&[
            "",
            "        self.d = ('own', x)\n",
            "        self.__dict__['d'] = ('own', x)\n",
            "        self.d = self.e = x\n",
            "        if x & 1:\n            self.__dict__['e'] = 'own'\n",
        ]);
        setup += &format!("class {heir}({owner}):\n    {}\n", ["z = 1".into(), format!("e = {other}(5)")][self.random.below(2)]);
        let makers: Vec<String> =
            (0..1 + self.random.below(3)).map(|place| format!("{}({place})", [&owner, &heir][self.random.below(2)])).collect();
        setup += &format!("{pool} = [{}]\n{object}_kept = {pool}[0]\n", makers.join(", "));
        let head = self.chosen(&object, &pool);
        let (own, kept) = ([object.clone(), object.clone(), format!("{object}_kept")], [format!("{object}_kept"), format!("{pool}[-1]")]);
        let (owners, classes) = ([owner.clone(), owner.clone(), heir], [class.clone(), class.clone(), base, other]);
        let names = [["d", "e"], ["d", "e"], ["e", "d"]][self.random.below(3)];
        let letters = [
            ('C', &owners[..]),
            ('G', &classes[..]),
            ('B', &owners[..1]),
            ('P', &words(&names[..1])[..]),
            ('Q', &words(&names[1..])[..]),
            ('L', &[pool.clone()][..]),
        ];
        let with = |objects| letters.into_iter().chain([('O', objects)]).collect::<Vec<_>>();
        let sites = self.filled(DESCRIPTOR_SITES, &with(&own[..]));
        let changes = self.filled(DESCRIPTOR_CHANGES, &with(&kept[..]));
        Subject { setup, head, sites, changes, ..Subject::default() }
    }

    pub(super) fn special_methods(&mut self) -> Subject {
        let (class, heir, pool, others) = (self.fresh("K"), self.fresh("K"), self.fresh("pool"), self.fresh("pool"));
        let (object, right) = (self.fresh("o"), self.fresh("o"));
        let classes = [class.clone(), class.clone(), heir.clone()];
        let own = [object.clone()];
        let rights = [right.clone(), right.clone(), object.clone(), "3".into()];
        let letters = [('O', &own[..]), ('R', &rights[..]), ('C', &classes[..])];
        let mut setup = format!("class {class}:\n    def __init__(self, x=0):\n        self.x = x\n");
        setup += "    def __repr__(self):\n        return '<' + type(self).__name__ + '>'\n";
        let (mut sites, mut changes) = (Vec::new(), Vec::new());
        // A few, so that what is called is what changes.
        for place in 0..2 + self.random.below(3) {
            let (site, name, becomes) = SPECIAL[self.random.below(SPECIAL.len())];
            let becomes = becomes.to_string();
            sites.push(self.fill(site, &letters));
            if place == 0 || !self.random.once_in(3) {
                setup += &format!("    {name} = {}\n", self.fill(&becomes, &letters));
            }
            for change in [
                format!("$C.{name} = {becomes}"),
                format!("$C.{name} = {becomes}"),
                format!("setattr($C, '{name}', {becomes})"),
                format!("if '{name}' in $C.__dict__:\n    del $C.{name}"),
                format!("{pool}[0].{name} = {becomes}"),
                format!("$C.{name} = None"),
            ] {
                changes.push(self.fill(&change, &letters));
            }
        }
        changes.push(format!("{pool}[0].__class__ = {heir}"));
        changes.push(self.fill(&format!("{others}[0] = $V"), &letters));
        setup += &format!("class {heir}({class}):\n    z = 1\n");
        let first = self.value();
        let other = self.pick(&["1.5", "'s'", "2", "[1]", "(1,)"]);
        setup += &format!("{pool} = [{class}(1), {heir}(2)]\n{others} = [{first}, {class}(3), {other}]\n");
        let head = self.chosen(&object, &pool) + &self.chosen(&right, &others);
        Subject { setup, head, sites, changes, ..Subject::default() }
    }
}
