//! Classes, and what changes them under running code.

use super::statement::BASES;
use super::{Class, Generator, Kind, block, line};
use crate::tree::Node;

/// Special methods: name, parameters, what they return (`{}`: an expression).
const SPECIAL: [(&str, &str, &str); 16] = [
    ("__add__", "self, other", "{}"),
    ("__radd__", "self, other", "({}, 'r')"),
    ("__iadd__", "self, other", "self"),
    ("__mul__", "self, other", "{}"),
    ("__eq__", "self, other", "self is other or {}"),
    ("__lt__", "self, other", "{}"),
    ("__bool__", "self", "self.x == 1"),
    ("__len__", "self", "len(text({})) % 5"),
    ("__getitem__", "self, key", "[{}, key][self.limit(key)]"),
    ("__contains__", "self, item", "{}"),
    ("__call__", "self, *args", "({}, len(args))"),
    ("__getattr__", "self, name", "name + 'x'"),
    ("__iter__", "self", "iter([1, {}])"),
    ("__hash__", "self", "7"),
    ("__neg__", "self", "{}"),
    ("__index__", "self", "3"),
];

impl Generator {
    /// A class.
    pub(super) fn class(&mut self) -> Vec<Node> {
        let name = self.fresh("C");
        let base = if !self.classes.is_empty() && self.random.once_in(2) {
            let place = self.random.below(self.classes.len());
            Some(self.classes[place].clone())
        } else {
            None
        };
        let root = base.is_none() && self.random.once_in(3);
        let meta = base.is_none() && self.random.once_in(6);
        let slots = base.is_none() && !root && self.random.once_in(4);
        let mut attributes = vec!["x".to_string(), "y".to_string()];
        let mut methods = vec!["m1".to_string()];
        let mut body = Vec::new();
        if slots {
            body.push(line("__slots__ = ('x', 'y', 'z')"));
            attributes.push("z".into());
        } else {
            let value = self.expression(Kind::Any, 1);
            body.push(line(format!("k = {value}")));
            attributes.push("k".into());
        }
        if base.is_none() {
            // The usual one has an address in it, whose digits a program may count.
            body.push(block("def __repr__(self):", vec![line("return '<' + type(self).__name__ + '>'")]));
        }
        let mut setting = vec![line("self.x = x")];
        setting.extend(match self.random.below(4) {
            0 => vec![block("if x == 1:", vec![line("self.y = x")]), block("else:", vec![line("self.y = 2.5")])],
            1 => vec![line("self.y = [x]")],
            2 => vec![line("self.y = x"), line("self.x = (x, 1)[0]")],
            _ => vec![block("if x != 2:", vec![line("self.y = 'y'")])],
        });
        if base.is_some() && self.random.once_in(2) {
            setting.push(line("super().__init__(x)"));
        }
        body.push(block("def __init__(self, x=0):", setting));
        body.push(block(
            "def limit(self, key):",
            vec![line("if isinstance(key, int) and key > 6: raise IndexError(key)"), line("return 0")],
        ));
        let (method, _) = self.in_function(&[("self", Kind::Object)], false, |generator| generator.body(2));
        let mut method = method;
        let value = self.in_function(&[("self", Kind::Object)], false, |generator| generator.expression(Kind::Any, 2)).0;
        method.push(line(format!("return (self.x, {value})")));
        body.push(block("def m1(self, a=1):", method));
        if self.random.once_in(2) {
            methods.push("m2".into());
            let call = match &base {
                Some(_) if self.random.once_in(2) => "super().m1()".to_string(),
                _ => "self.m1()".to_string(),
            };
            body.push(block("def m2(self, *args):", vec![line(format!("return [{call}, args]"))]));
        }
        if self.random.once_in(3) {
            attributes.push("p".into());
            body.push(line("@property"));
            body.push(block("def p(self):", vec![line("return self.x")]));
            if self.random.once_in(2) {
                body.push(line("@p.setter"));
                body.push(block("def p(self, value):", vec![line("self.x = value")]));
            }
        }
        if self.random.once_in(4) {
            methods.push("s".into());
            let decorator = self.pick(&["@staticmethod", "@classmethod"]);
            body.push(line(decorator));
            body.push(block("def s(*args):", vec![line("return len(args)")]));
        }
        for _ in 0..self.random.below(4) {
            let (special, parameters, result) = SPECIAL[self.random.below(SPECIAL.len())];
            let value = self.in_function(&[("self", Kind::Object)], false, |generator| {
                if generator.random.once_in(3) { "self.x".into() } else { generator.expression(Kind::Int, 1) }
            });
            let result = result.replace("{}", &value.0);
            body.push(block(format!("def {special}({parameters}):"), vec![line(format!("return {result}"))]));
        }
        if self.random.once_in(5) {
            let (attribute, descriptor) = (self.pick(&["d", "y", "k"]), self.pick(&["Given", "Held"]));
            let value = self.expression(Kind::Int, 1);
            if !slots || attribute == "d" {
                attributes.push(attribute.into());
                body.push(line(format!("{attribute} = {descriptor}({value})")));
            }
        }
        let head = match (&base, root, meta) {
            (Some(base), _, _) => format!("class {name}({}):", base.name),
            (None, true, true) => format!("class {name}(Root, metaclass=Meta):"),
            (None, false, true) => format!("class {name}(metaclass=Meta):"),
            (None, true, false) => format!("class {name}(Root):"),
            (None, false, false) => format!("class {name}:"),
        };
        let (rooted, meta) = base.as_ref().map_or((root, meta), |base| (base.rooted, base.meta));
        if let Some(base) = base {
            attributes.extend(base.attributes);
            methods.extend(base.methods);
        }
        attributes.sort();
        attributes.dedup();
        self.classes.push(Class { name, attributes, methods, rooted, slots, meta });
        vec![block(head, body)]
    }

    pub(super) fn some_class(&mut self) -> Option<Class> {
        if self.classes.is_empty() {
            return None;
        }
        let place = self.random.below(self.classes.len());
        Some(self.classes[place].clone())
    }

    /// A variable with an instance, made if there is none.
    fn some_object(&mut self, nodes: &mut Vec<Node>) -> Option<String> {
        if let Some(object) = self.variable(Kind::Object) {
            return Some(object);
        }
        let class = self.some_class()?;
        let name = self.fresh("o");
        let value = self.expression(Kind::Int, 1);
        nodes.push(line(format!("{name} = {}({value})", class.name)));
        self.bind(&name, Kind::Object);
        Some(name)
    }

    /// An instance's attribute is set, deleted, read.
    pub(super) fn attribute_change(&mut self) -> Vec<Node> {
        let mut nodes = Vec::new();
        let Some(object) = self.some_object(&mut nodes) else { return self.statement_without_classes() };
        let attribute = self.attribute_name();
        let value = self.expression(Kind::Any, 2);
        nodes.push(line(match self.random.below(9) {
            0..3 => format!("{object}.{attribute} = {value}"),
            8 => format!("delattr({object}, {attribute:?})"),
            3 => format!("{object}.{attribute} += {}", self.expression(Kind::Int, 1)),
            4 => format!("del {object}.{attribute}"),
            5 => format!("setattr({object}, {attribute:?}, {value})"),
            _ => {
                let name = self.fresh("v");
                self.bind(&name, Kind::Any);
                format!("{name} = clip({})", self.attribute_of(&object))
            }
        }));
        nodes
    }

    pub(super) fn statement_without_classes(&mut self) -> Vec<Node> {
        let name = self.fresh("v");
        let value = self.expression(Kind::Any, 2);
        self.bind(&name, Kind::Any);
        vec![line(format!("{name} = {value}"))]
    }

    /// A class changes: a method, a class attribute, a property; or an instance its class. Now and then only, where it stands in a loop.
    pub(super) fn class_change(&mut self) -> Vec<Node> {
        let Some(class) = self.some_class() else { return self.statement_without_classes() };
        let name = class.name;
        let value = self.expression(Kind::Any, 1);
        let attribute = self.attribute_name();
        let mut nodes = Vec::new();
        let change = match self.random.below(14) {
            0 | 1 => line(format!("{name}.k = {value}")),
            2 => line(format!("{name}.m1 = lambda self, a=1: ({value}, a)")),
            3 => line(format!("{name}.{attribute} = property(lambda self: {value})")),
            4 => block(format!("if {attribute:?} in {name}.__dict__:"), vec![line(format!("del {name}.{attribute}"))]),
            5 => line(format!("{name}.__getattr__ = lambda self, name: ({value}, name)")),
            6 => line(format!("{name}.__add__ = lambda self, other: {value}")),
            7 | 12 => match (self.some_object(&mut nodes), self.some_class()) {
                (Some(object), Some(other)) => {
                    let change = self.now_and_then(line(format!("{object}.__class__ = {}", other.name)));
                    let seen = self.fresh("v");
                    self.bind(&seen, Kind::Any);
                    // A method bound before, and what `super` makes of an object that changed.
                    let (first, second) = (self.attribute_of(&object), self.pick(&["m1", "m2"]));
                    nodes.push(line(format!("{seen} = {object}.m1")));
                    nodes.push(change);
                    nodes.push(line(format!("{seen} = clip([{seen}(), {first}, {object}.{second}()])")));
                    return nodes;
                }
                _ => line(format!("{name}.m2 = {value}")),
            },
            8 => line(format!("{name}.__getattribute__ = object.__getattribute__")),
            9 => line(format!("{name}.__init__ = lambda self, x=0: setattr(self, 'x', ({value}, x))")),
            10 if self.weights[BASES] == 0 => line(format!("{name}.__new__ = lambda cls, *args: object.__new__(cls)")),
            11 => line(format!("{name}.__setattr__ = lambda self, name, value: object.__setattr__(self, name, clip([value]))")),
            _ => line(format!("{name}.m1 = {value}")),
        };
        nodes.push(self.now_and_then(change));
        nodes
    }

    /// Something that happens once or rarely in a loop.
    pub(super) fn now_and_then(&mut self, change: Node) -> Node {
        match self.loop_variable() {
            Some(counter) => {
                let at = [1, 2, 3, 9, 30, 60, 100, 300][self.random.below(8)];
                let operator = self.pick(&["==", "==", "=="]);
                block(format!("if {counter} {operator} {at}:"), vec![change])
            }
            None => change,
        }
    }
}
