//! What running code relies on, and what changes under it: code and defaults of functions, bases of classes, attributes of modules, descriptors.

use super::{Class, Generator, Kind, block, line};
use crate::tree::Node;

impl Generator {
    /// A function gets other code or other defaults.
    pub(super) fn function_change(&mut self) -> Vec<Node> {
        let value = self.expression(Kind::Any, 1);
        // A method, or a function; only from an earlier one to a later one: so no recursion comes about. Code of generators stays in place.
        let plain: Vec<usize> = (0..self.functions.len()).filter(|&place| !self.functions[place].generator).collect();
        let change = if let (Some(class), true) = (self.some_class(), plain.is_empty() || self.random.once_in(3)) {
            let method = format!("{}.m1", class.name);
            let change = match self.random.below(3) {
                0 => line(format!("{method}.__code__ = (lambda self, a=1: ({value}, a)).__code__")),
                1 => line(format!("{method}.__defaults__ = ({value},)")),
                _ => line(format!("{method}.__defaults__ = None")),
            };
            block(format!("if hasattr({}, '__code__'):", format_args!("getattr({}, 'm1', 0)", class.name)), vec![change])
        } else if plain.is_empty() {
            return self.statement_without_classes();
        } else {
            let place = self.random.below(plain.len());
            let name = self.functions[plain[place]].name.clone();
            let code = match place {
                0 => format!("(lambda a, b=1, *args: ({value}, a, b))"),
                _ => self.functions[plain[self.random.below(place)]].name.clone(),
            };
            let change = match self.random.below(7) {
                0 | 1 => line(format!("{name}.__code__ = {code}.__code__")),
                2 => line(format!("{name}.__defaults__ = ({value}, {})", self.random.below(9))),
                3 => line(format!("{name}.__defaults__ = None")),
                4 => line(format!("{name}.__kwdefaults__ = {{'b': {value}}}")),
                5 => block(format!("if {name}.__kwdefaults__:"), vec![line(format!("{name}.__kwdefaults__['b'] = {value}"))]),
                _ => line(format!("{name}.__kwdefaults__ = None")),
            };
            block(format!("if hasattr({name}, '__code__'):"), vec![change])
        };
        vec![self.now_and_then(change)]
    }

    /// A class gets other bases.
    pub(super) fn bases_change(&mut self) -> Vec<Node> {
        let rooted: Vec<Class> = self.classes.iter().filter(|class| class.rooted).cloned().collect();
        let class = if rooted.is_empty() || self.random.once_in(12) { self.some_class() } else { Some(self.one_class(&rooted)) };
        let Some(class) = class else { return self.statement_without_classes() };
        let other = if rooted.is_empty() { "Other".to_string() } else { self.one_class(&rooted).name };
        let name = class.name;
        let bases = match self.random.below(6) {
            0 | 1 => "(Root,)".into(),
            2 => "(Other,)".into(),
            3 => "(Other, Root)".into(),
            4 => format!("({other},)"),
            _ => format!("({other}, Root)"),
        };
        vec![self.now_and_then(line(format!("{name}.__bases__ = {bases}")))]
    }

    fn one_class(&mut self, classes: &[Class]) -> Class {
        classes[self.random.below(classes.len())].clone()
    }

    /// A module's attribute is set or deleted; the module is the program's own, or one of the library.
    pub(super) fn module_change(&mut self) -> Vec<Node> {
        let value = self.expression(Kind::Any, 1);
        let change = match self.random.below(10) {
            0 | 1 => line(format!("module0.k = {value}")),
            2 => line(format!("setattr(module0, 'k', {value})")),
            3 => line(format!("module0.__dict__['k'] = {value}")),
            4 => block("if hasattr(module0, 'k'):", vec![line("del module0.k")]),
            5 => line(format!("module0.call = lambda *args: ({value}, len(args))")),
            6 => line(format!("module0.__getattr__ = lambda name: ({value}, name)")),
            7 => line(format!("math.floor = lambda number: ({value}, 'floor')")),
            8 => line("math.floor = math.ceil"),
            _ => block("if hasattr(math, 'floor'):", vec![line("del math.floor")]),
        };
        vec![self.now_and_then(change)]
    }

    /// Something of a module is read or called.
    pub(super) fn of_module(&mut self, depth: u32) -> String {
        match self.random.below(4) {
            0 => format!("math.floor({})", self.expression(Kind::Int, depth)),
            1 => format!("module0.call({})", self.expression(Kind::Any, depth)),
            _ => "module0.k".into(),
        }
    }

    /// Descriptors, slots and metaclasses change what attributes mean.
    pub(super) fn descriptor_change(&mut self) -> Vec<Node> {
        let Some(class) = self.some_class() else { return self.statement_without_classes() };
        let slots: Vec<Class> = self.classes.iter().filter(|class| class.slots).cloned().collect();
        let meta: Vec<Class> = self.classes.iter().filter(|class| class.meta).cloned().collect();
        let value = self.expression(Kind::Any, 1);
        let attribute = self.attribute_name();
        let name = class.name;
        let change = if !slots.is_empty() && self.random.once_in(3) {
            let (name, other) = (self.one_class(&slots).name, self.one_class(&slots).name);
            let (to, from) = (self.pick(&["k", "x", "y", "z"]), self.pick(&["x", "y", "z"]));
            line(format!("{name}.{to} = {other}.{from}"))
        } else if !meta.is_empty() && self.random.once_in(2) {
            match self.random.below(6) {
                0 | 1 => line(format!("Meta.k = {value}")),
                2 => line(format!("Meta.{attribute} = property(lambda cls: {value})")),
                3 => block("if 'k' in Meta.__dict__:", vec![line("del Meta.k")]),
                4 => line(format!("Meta.__getattr__ = lambda cls, name: ({value}, name)")),
                _ => line("Meta.__call__ = lambda cls, *args: type.__call__(cls, *args[:1])"),
            }
        } else {
            match self.random.below(8) {
                0 => line(format!("{name}.{attribute} = Given({value})")),
                1 | 2 => line(format!("{name}.{attribute} = Held({value})")),
                3 => line(format!("Given.__get__ = lambda self, instance, owner: ({value}, owner.__name__)")),
                4 => line("Given.__set__ = Held.__set__"),
                5 => block("if '__set__' in Given.__dict__:", vec![line("del Given.__set__")]),
                6 => line("Held.__get__ = lambda self, instance, owner: self.value"),
                _ => block("if '__get__' in Held.__dict__:", vec![line("del Held.__get__")]),
            }
        };
        vec![self.now_and_then(change)]
    }

    /// Garbage is collected.
    pub(super) fn collection(&mut self) -> Vec<Node> {
        vec![self.now_and_then(line("gc.collect()"))]
    }

    /// What a class itself has, and what `super` finds.
    pub(super) fn of_class(&mut self) -> Option<String> {
        let class = self.some_class()?;
        let name = class.name;
        let attribute = self.attribute_name();
        Some(match self.random.below(6) {
            0 | 1 => format!("{name}.k"),
            2 => format!("{name}.{attribute}"),
            3 if class.meta => format!("{name}.made()"),
            3 => format!("getattr({name}, {attribute:?}, 'none')"),
            _ => {
                let object = self.variable(Kind::Object)?;
                format!("super({name}, {object}).{}", self.pick(&["m1()", "k", "y"]))
            }
        })
    }

    /// A function that looks at its own variables, and may change them behind the compiler's back. All are bound where it looks.
    pub(super) fn looking(&mut self) -> Vec<Node> {
        let name = self.fresh("f");
        let (body, cost) = self.in_function(&[("a", Kind::Int), ("b", Kind::Any)], false, |maker| {
            let first = maker.expression(Kind::Int, 2);
            let mut body = vec![line(format!("v0 = clip({first})"))];
            maker.bind("v0", Kind::Int);
            let (value, second, third) = (maker.expression(Kind::Any, 1), maker.expression(Kind::Any, 2), maker.expression(Kind::Any, 2));
            match maker.random.below(4) {
                0 => body.push(line("seen = locals()")),
                1 => body.push(line("seen = dict(sys._getframe().f_locals)")),
                2 => {
                    let changed = maker.pick(&["v0", "a", "b"]);
                    body.push(line(format!("sys._getframe().f_locals[{changed:?}] = clip({value})")));
                    body.push(line("seen = 0"));
                }
                _ => body.push(line("seen = eval('[v0, a]')")),
            }
            body.push(line(format!("v0 = [clip({second}), v0]")));
            body.push(line(format!("return (text(seen), v0, {third})")));
            body
        });
        self.functions.push(super::Function {
            name: name.clone(),
            needed: 1,
            most: 2,
            kinds: [Kind::Int, Kind::Any],
            generator: false,
            wild: false,
            cost,
        });
        vec![block(format!("def {name}(a, b=2):"), body)]
    }
}
