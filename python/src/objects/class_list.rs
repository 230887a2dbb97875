//! The list of built-in classes, bases before subclasses.

use copperhead_stencils::layout::object::Kind;

use super::layout::Class;
use super::native::{Attribute, Method};

/// What the list says of a built-in class.
pub struct ClassInfo {
    /// `__name__`, with the module before it if that is not `builtins`.
    pub name: &'static str,
    /// Its base.
    pub base: ClassId,
    /// The layout of its instances.
    pub kind: Kind,
    /// Flags as in [`Class`].
    pub flags: u16,
    /// Its methods.
    pub methods: &'static [Method],
    /// Its attributes.
    pub attributes: &'static [Attribute],
}

macro_rules! classes {
    (
        $($id:ident $name:literal $base:ident $kind:ident ($flags:expr) $($module:ident)::+;)*
        @late
        $($late:ident $late_name:literal $late_base:ident $late_kind:ident ($late_flags:expr) $($late_module:ident)::+;)*
    ) => {
        /// The built-in classes.
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum ClassId {
            $($id,)*
            $($late),*
        }

        /// What the list says, in the order of the classes.
        pub static CLASSES: [ClassInfo; CLASS_COUNT] = [
            $(ClassInfo {
                name: $name,
                base: ClassId::$base,
                kind: Kind::$kind,
                flags: $flags,
                methods: methods_of!($id $($module)::+),
                attributes: attributes_of!($id $($module)::+),
            },)*
            $(ClassInfo {
                name: $late_name,
                base: ClassId::$late_base,
                kind: Kind::$late_kind,
                flags: $late_flags,
                methods: methods_of!($late $($late_module)::+),
                attributes: attributes_of!($late $($late_module)::+),
            }),*
        ];

        /// How many built-in classes there are.
        pub const CLASS_COUNT: usize = [$(ClassId::$id,)* $(ClassId::$late),*].len();

        impl ClassId {
            /// Every built-in class, in order.
            pub const ALL: [ClassId; CLASS_COUNT] = [$(ClassId::$id,)* $(ClassId::$late),*];

            /// From here on classes are made when they are first asked for.
            pub const FIRST_LATE: usize = ClassId::Complex as usize;

            /// From here on no class has a built-in name: they belong to modules.
            pub const FIRST_OF_MODULES: usize = [$(ClassId::$id),*].len();
        }
    };
}

/// Exceptions have their own lists only where they differ from their base.
macro_rules! methods_of {
    ($id:ident exception) => {
        super::exception::methods(ClassId::$id)
    };
    ($id:ident iterator_tools) => {
        super::iterator_tools::methods(ClassId::$id)
    };
    ($id:ident iterator) => {
        super::iterator::methods(ClassId::$id)
    };
    ($id:ident itertools) => {
        crate::modules::itertools::methods(ClassId::$id)
    };
    ($id:ident deque) => {
        crate::modules::deque::methods(ClassId::$id)
    };
    ($id:ident functools) => {
        crate::modules::functools::methods(ClassId::$id)
    };
    ($id:ident getters) => {
        crate::modules::operator::getters::methods(ClassId::$id)
    };
    ($id:ident modules::$($module:ident)::+) => {
        crate::modules::$($module)::+::METHODS
    };
    ($id:ident dict_view::values) => {
        super::dict_view::values::METHODS
    };
    ($id:ident awaitable) => {
        super::awaitable::methods(ClassId::$id)
    };
    ($id:ident $module:ident) => {
        super::$module::METHODS
    };
}

macro_rules! attributes_of {
    ($id:ident exception) => {
        super::exception::attributes(ClassId::$id)
    };
    ($id:ident iterator_tools) => {
        &[]
    };
    ($id:ident itertools) => {
        crate::modules::itertools::ATTRIBUTES
    };
    ($id:ident deque) => {
        crate::modules::deque::attributes(ClassId::$id)
    };
    ($id:ident functools) => {
        crate::modules::functools::attributes(ClassId::$id)
    };
    ($id:ident getters) => {
        crate::modules::operator::getters::ATTRIBUTES
    };
    ($id:ident modules::$($module:ident)::+) => {
        crate::modules::$($module)::+::ATTRIBUTES
    };
    ($id:ident dict_view::values) => {
        super::dict_view::values::ATTRIBUTES
    };
    ($id:ident awaitable) => {
        &[]
    };
    ($id:ident $module:ident) => {
        super::$module::ATTRIBUTES
    };
}

classes! {
    Object "object" Object Instance (0) object;
    Type "type" Object Class (0) class;
    Int "int" Object BigInt (0) integer;
    Bool "bool" Int BigInt (Class::FINAL) boolean;
    Float "float" Object Float (0) float;
    Str "str" Object Str (0) str;
    Bytes "bytes" Object Bytes (0) bytes;
    List "list" Object List (0) list;
    Tuple "tuple" Object Tuple (0) tuple;
    Dict "dict" Object Dict (0) dict;
    Range "range" Object Range (Class::FINAL) range;
    NoneType "NoneType" Object Instance (Class::FINAL) singleton;
    NotImplementedType "NotImplementedType" Object Instance (Class::FINAL) singleton;
    EllipsisType "ellipsis" Object Instance (Class::FINAL) singleton;
    Function "function" Object Function (Class::FINAL) function;
    NativeFunction "builtin_function_or_method" Object NativeFunction (Class::FINAL) native_function;
    Code "code" Object Code (Class::FINAL) code;
    Super "super" Object Super (0) super_object;
    Module "module" Object Module (0) module;
    Traceback "traceback" Object Traceback (Class::FINAL) traceback;
    RangeIterator "range_iterator" Object RangeIterator (Class::FINAL) iterator;
    ListIterator "list_iterator" Object SequenceIterator (Class::FINAL) iterator;
    Generator "generator" Object Generator (Class::FINAL) generator;
    Complex "complex" Object Complex (0) complex;
    ByteArray "bytearray" Object ByteArray (0) bytearray;
    MemoryView "memoryview" Object MemoryView (Class::FINAL) memoryview;
    Set "set" Object Set (0) set;
    FrozenSet "frozenset" Object FrozenSet (0) frozenset;
    Slice "slice" Object Slice (Class::FINAL) slice;
    MethodDescriptor "method_descriptor" Object NativeFunction (Class::FINAL) native_descriptor;
    BoundMethod "method" Object BoundMethod (Class::FINAL) bound_method;
    Cell "cell" Object Cell (Class::FINAL) cell;
    Property "property" Object Property (0) property;
    StaticMethod "staticmethod" Object StaticMethod (0) method_wrapper;
    ClassMethod "classmethod" Object ClassMethod (0) method_wrapper;
    Member "getset_descriptor" Object Member (Class::FINAL) member;
    SlotMember "member_descriptor" Object Member (Class::FINAL) member;
    TupleIterator "tuple_iterator" Object SequenceIterator (Class::FINAL) iterator;
    StrIterator "str_iterator" Object StrIterator (Class::FINAL) iterator;
    SetIterator "set_iterator" Object SetIterator (Class::FINAL) iterator;
    DictKeyIterator "dict_keyiterator" Object DictIterator (Class::FINAL) iterator;
    DictValueIterator "dict_valueiterator" Object DictIterator (Class::FINAL) iterator;
    DictItemIterator "dict_itemiterator" Object DictIterator (Class::FINAL) iterator;
    DictReverseKeyIterator "dict_reversekeyiterator" Object DictIterator (Class::FINAL) iterator;
    DictReverseValueIterator "dict_reversevalueiterator" Object DictIterator (Class::FINAL) iterator;
    DictReverseItemIterator "dict_reverseitemiterator" Object DictIterator (Class::FINAL) iterator;
    DictKeys "dict_keys" Object DictView (Class::FINAL) dict_view;
    DictValues "dict_values" Object DictView (Class::FINAL) dict_view::values;
    DictItems "dict_items" Object DictView (Class::FINAL) dict_view;
    Enumerate "enumerate" Object ToolIterator (0) iterator_tools;
    Zip "zip" Object ToolIterator (0) iterator_tools;
    Map "map" Object ToolIterator (0) iterator_tools;
    Filter "filter" Object ToolIterator (0) iterator_tools;
    Reversed "reversed" Object ToolIterator (0) iterator_tools;
    SequenceWalk "iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    CallableIterator "callable_iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    ListReverseIterator "list_reverseiterator" Object ToolIterator (Class::FINAL) iterator_tools;
    LargeRangeIterator "longrange_iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    BytesIterator "bytes_iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    ByteArrayIterator "bytearray_iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    Coroutine "coroutine" Object Generator (Class::FINAL) coroutine;
    AsyncGenerator "async_generator" Object Generator (Class::FINAL) async_generator;
    CoroutineWrapper "coroutine_wrapper" Object ToolIterator (Class::FINAL) awaitable;
    AsyncGeneratorASend "async_generator_asend" Object ToolIterator (Class::FINAL) awaitable;
    AsyncGeneratorAThrow "async_generator_athrow" Object ToolIterator (Class::FINAL) awaitable;
    AsyncGeneratorWrappedValue "async_generator_wrapped_value" Object ToolIterator (Class::FINAL) awaitable;
    AnextAwaitable "anext_awaitable" Object ToolIterator (Class::FINAL) awaitable;
    SimpleNamespace "types.SimpleNamespace" Object Instance (0) namespace;
    BaseException "BaseException" Object Exception (Class::EXCEPTION) exception;
    Exception "Exception" BaseException Exception (Class::EXCEPTION) exception;
    ArithmeticError "ArithmeticError" Exception Exception (Class::EXCEPTION) exception;
    AssertionError "AssertionError" Exception Exception (Class::EXCEPTION) exception;
    AttributeError "AttributeError" Exception Exception (Class::EXCEPTION) exception;
    BufferError "BufferError" Exception Exception (Class::EXCEPTION) exception;
    EOFError "EOFError" Exception Exception (Class::EXCEPTION) exception;
    FloatingPointError "FloatingPointError" ArithmeticError Exception (Class::EXCEPTION) exception;
    GeneratorExit "GeneratorExit" BaseException Exception (Class::EXCEPTION) exception;
    ImportError "ImportError" Exception Exception (Class::EXCEPTION) exception;
    KeyboardInterrupt "KeyboardInterrupt" BaseException Exception (Class::EXCEPTION) exception;
    LookupError "LookupError" Exception Exception (Class::EXCEPTION) exception;
    MemoryError "MemoryError" Exception Exception (Class::EXCEPTION) exception;
    ModuleNotFoundError "ModuleNotFoundError" ImportError Exception (Class::EXCEPTION) exception;
    NameError "NameError" Exception Exception (Class::EXCEPTION) exception;
    OSError "OSError" Exception Exception (Class::EXCEPTION) exception;
    OverflowError "OverflowError" ArithmeticError Exception (Class::EXCEPTION) exception;
    PermissionError "PermissionError" OSError Exception (Class::EXCEPTION) exception;
    ProcessLookupError "ProcessLookupError" OSError Exception (Class::EXCEPTION) exception;
    ReferenceError "ReferenceError" Exception Exception (Class::EXCEPTION) exception;
    RuntimeError "RuntimeError" Exception Exception (Class::EXCEPTION) exception;
    StopAsyncIteration "StopAsyncIteration" Exception Exception (Class::EXCEPTION) exception;
    StopIteration "StopIteration" Exception Exception (Class::EXCEPTION) exception;
    SyntaxError "SyntaxError" Exception Exception (Class::EXCEPTION) exception;
    SystemError "SystemError" Exception Exception (Class::EXCEPTION) exception;
    SystemExit "SystemExit" BaseException Exception (Class::EXCEPTION) exception;
    TimeoutError "TimeoutError" OSError Exception (Class::EXCEPTION) exception;
    TypeError "TypeError" Exception Exception (Class::EXCEPTION) exception;
    UnboundLocalError "UnboundLocalError" NameError Exception (Class::EXCEPTION) exception;
    ValueError "ValueError" Exception Exception (Class::EXCEPTION) exception;
    Warning "Warning" Exception Exception (Class::EXCEPTION) exception;
    ZeroDivisionError "ZeroDivisionError" ArithmeticError Exception (Class::EXCEPTION) exception;
    BlockingIOError "BlockingIOError" OSError Exception (Class::EXCEPTION) exception;
    BytesWarning "BytesWarning" Warning Exception (Class::EXCEPTION) exception;
    ChildProcessError "ChildProcessError" OSError Exception (Class::EXCEPTION) exception;
    ConnectionError "ConnectionError" OSError Exception (Class::EXCEPTION) exception;
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError Exception (Class::EXCEPTION) exception;
    ConnectionResetError "ConnectionResetError" ConnectionError Exception (Class::EXCEPTION) exception;
    DeprecationWarning "DeprecationWarning" Warning Exception (Class::EXCEPTION) exception;
    EncodingWarning "EncodingWarning" Warning Exception (Class::EXCEPTION) exception;
    FileExistsError "FileExistsError" OSError Exception (Class::EXCEPTION) exception;
    FileNotFoundError "FileNotFoundError" OSError Exception (Class::EXCEPTION) exception;
    FutureWarning "FutureWarning" Warning Exception (Class::EXCEPTION) exception;
    ImportWarning "ImportWarning" Warning Exception (Class::EXCEPTION) exception;
    IndentationError "IndentationError" SyntaxError Exception (Class::EXCEPTION) exception;
    IndexError "IndexError" LookupError Exception (Class::EXCEPTION) exception;
    InterruptedError "InterruptedError" OSError Exception (Class::EXCEPTION) exception;
    IsADirectoryError "IsADirectoryError" OSError Exception (Class::EXCEPTION) exception;
    KeyError "KeyError" LookupError Exception (Class::EXCEPTION) exception;
    NotADirectoryError "NotADirectoryError" OSError Exception (Class::EXCEPTION) exception;
    NotImplementedError "NotImplementedError" RuntimeError Exception (Class::EXCEPTION) exception;
    PendingDeprecationWarning "PendingDeprecationWarning" Warning Exception (Class::EXCEPTION) exception;
    RecursionError "RecursionError" RuntimeError Exception (Class::EXCEPTION) exception;
    ResourceWarning "ResourceWarning" Warning Exception (Class::EXCEPTION) exception;
    RuntimeWarning "RuntimeWarning" Warning Exception (Class::EXCEPTION) exception;
    SyntaxWarning "SyntaxWarning" Warning Exception (Class::EXCEPTION) exception;
    TabError "TabError" IndentationError Exception (Class::EXCEPTION) exception;
    UnicodeError "UnicodeError" ValueError Exception (Class::EXCEPTION) exception;
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError Exception (Class::EXCEPTION) exception;
    UnicodeWarning "UnicodeWarning" Warning Exception (Class::EXCEPTION) exception;
    UserWarning "UserWarning" Warning Exception (Class::EXCEPTION) exception;
    BrokenPipeError "BrokenPipeError" ConnectionError Exception (Class::EXCEPTION) exception;
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError Exception (Class::EXCEPTION) exception;
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError Exception (Class::EXCEPTION) exception;
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError Exception (Class::EXCEPTION) exception;
    BaseExceptionGroup "BaseExceptionGroup" BaseException Exception (Class::EXCEPTION) exception;
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup Exception (Class::EXCEPTION) exception;
    PythonFinalizationError "PythonFinalizationError" RuntimeError Exception (Class::EXCEPTION) exception;
    @late
    MemoryIterator "memory_iterator" Object ToolIterator (Class::FINAL) iterator_tools;
    Array "array.array" Object ByteArray (0) modules::array;
    ArrayIterator "array.arrayiterator" Object ToolIterator (Class::FINAL) iterator_tools;
    StandardStream "_io.TextIOWrapper" Object Record (0) modules::standard_stream;
    StringStream "_io._StringStream" Object Record (0) modules::string_stream;
    ByteStream "_io._ByteStream" Object Record (0) modules::byte_stream;
    BinasciiError "binascii.Error" ValueError Exception (Class::EXCEPTION) exception;
    BinasciiIncomplete "binascii.Incomplete" Exception Exception (Class::EXCEPTION) exception;
    Hash "_hashlib.HASH" Object Record (Class::FINAL) modules::hashes;
    StructError "struct.error" Exception Exception (Class::EXCEPTION) exception;
    Random "_random.Random" Object Record (0) modules::random;
    Pattern "re.Pattern" Object Record (Class::FINAL) modules::regex::pattern;
    Match "re.Match" Object Record (Class::FINAL) modules::regex::found;
    Scanner "_sre.SRE_Scanner" Object Record (Class::FINAL) modules::regex::scanner;
    Struct "_struct.Struct" Object Record (0) modules::structure;
    UnpackIterator "_struct.unpack_iterator" Object Record (Class::FINAL) modules::structure::unpack_iterator;
    WeakReference "weakref.ReferenceType" Object Record (0) modules::weakref;
    Accumulate "itertools.accumulate" Object Record (0) itertools;
    Batched "itertools.batched" Object Record (0) itertools;
    Chain "itertools.chain" Object Record (0) itertools;
    Combinations "itertools.combinations" Object Record (0) itertools;
    CombinationsWithReplacement "itertools.combinations_with_replacement" Object Record (0) itertools;
    Compress "itertools.compress" Object Record (0) itertools;
    Count "itertools.count" Object Record (0) itertools;
    Cycle "itertools.cycle" Object Record (0) itertools;
    DropWhile "itertools.dropwhile" Object Record (0) itertools;
    FilterFalse "itertools.filterfalse" Object Record (0) itertools;
    GroupBy "itertools.groupby" Object Record (0) itertools;
    Grouper "itertools._grouper" Object Record (Class::FINAL) itertools;
    Slicing "itertools.islice" Object Record (0) itertools;
    Pairwise "itertools.pairwise" Object Record (0) itertools;
    Permutations "itertools.permutations" Object Record (0) itertools;
    Product "itertools.product" Object Record (0) itertools;
    Repeat "itertools.repeat" Object Record (0) itertools;
    StarMap "itertools.starmap" Object Record (0) itertools;
    TakeWhile "itertools.takewhile" Object Record (0) itertools;
    Tee "itertools._tee" Object Record (Class::FINAL) itertools;
    ZipLongest "itertools.zip_longest" Object Record (0) itertools;
    DequeIterator "collections._deque_iterator" Object Record (Class::FINAL) deque;
    DequeReverseIterator "collections._deque_reverse_iterator" Object Record (Class::FINAL) deque;
    TeeData "itertools._tee_dataobject" Object Record (Class::FINAL) itertools;
    Partial "functools.partial" Object Record (0) functools;
    KeyWrapper "functools.KeyWrapper" Object Record (Class::FINAL) functools;
    LruCache "functools._lru_cache_wrapper" Object Record (0) functools;
    TupleGetter "collections._tuplegetter" Object Record (Class::FINAL) modules::collections;
    OrderedDict "collections.OrderedDict" Dict Dict (0) modules::ordered;
    OrderedKeys "odict_keys" DictKeys DictView (Class::FINAL) modules::ordered::views;
    OrderedValues "odict_values" DictValues DictView (Class::FINAL) modules::ordered::views;
    OrderedItems "odict_items" DictItems DictView (Class::FINAL) modules::ordered::views;
    OrderedIterator "odict_iterator" Object DictIterator (Class::FINAL) iterator;
    Deque "collections.deque" Object Record (0) deque;
    ItemGetter "operator.itemgetter" Object Record (Class::FINAL) getters;
    AttributeGetter "operator.attrgetter" Object Record (Class::FINAL) getters;
    MethodCaller "operator.methodcaller" Object Record (Class::FINAL) getters;
    GenericAlias "types.GenericAlias" Object Record (0) generic_alias;
    UnionType "types.UnionType" Object Record (Class::FINAL) union_type;
    Quitter "_sitebuiltins.Quitter" Object Record (Class::FINAL) site;
    Printer "_sitebuiltins._Printer" Object Record (Class::FINAL) site;
    Helper "_sitebuiltins._Helper" Object Record (Class::FINAL) site;
    WrapperDescriptor "wrapper_descriptor" Object NativeFunction (Class::FINAL) native_descriptor;
    ClassMethodDescriptor "classmethod_descriptor" Object NativeFunction (Class::FINAL) native_descriptor;
    BoundWrapper "method-wrapper" Object BoundMethod (Class::FINAL) bound_wrapper;
    MappingProxy "mappingproxy" Object Record (Class::FINAL) mapping_proxy;
    Frame "frame" Object Record (Class::FINAL) frame;
}
