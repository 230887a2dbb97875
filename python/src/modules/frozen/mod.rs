//! Modules whose Python source is part of this library; each is compiled when it is first imported.

/// A module in source.
pub(crate) struct FrozenModule {
    /// Its whole dotted name.
    pub(crate) name: &'static str,
    /// Whether other modules have names below its own.
    pub(crate) is_package: bool,
    /// The text.
    pub(crate) source: &'static str,
}

macro_rules! frozen {
    ($($(#[$condition:meta])? $kind:ident $name:literal $file:literal)*) => {
        &[$($(#[$condition])? FrozenModule { name: $name, is_package: frozen!(@ $kind), source: include_str!($file) }),*]
    };
    (@ module) => { false };
    (@ package) => { true };
}

/// Those that every machine has, and with the feature `library` those that only their own users need.
pub(crate) static MODULES: &[FrozenModule] = frozen! {
    module "_generics" "_generics.py"
    module "_structseq" "_structseq.py"
    module "_syshooks" "_syshooks.py"
    module "_sysinfo" "_sysinfo.py"
    module "_frames" "_frames.py"
    module "_typing" "_typing.py"
    #[cfg(feature = "library")] module "typing" "typing.py"
    module "linecache" "linecache.py"
    module "__future__" "__future__.py"
    #[cfg(feature = "library")] module "keyword" "keyword.py"
    module "warnings" "warnings.py"
    #[cfg(feature = "library")] module "inspect" "inspect.py"
    module "atexit" "atexit.py"
    module "contextvars" "contextvars.py"
    module "_contextvars" "contextvars.py"
    module "_thread" "_thread.py"
    #[cfg(feature = "library")] module "threading" "threading.py"
    #[cfg(feature = "library")] module "asyncio" "asyncio.py"
    module "traceback" "traceback.py"
    #[cfg(feature = "unicode-data")] module "_codec_tables" "_codec_tables.py"
    module "_codecs_more" "_codecs_more.py"
    module "codecs" "codecs.py"
    #[cfg(feature = "library")] module "_codecs" "_codecs.py"
    #[cfg(feature = "library")] package "encodings" "encodings.py"
    #[cfg(feature = "library")] module "encodings.aliases" "encodings_aliases.py"
    module "abc" "abc.py"
    #[cfg(feature = "library")] module "_array_parts" "_array_parts.py"
    #[cfg(feature = "library")] module "base64" "base64.py"
    module "bisect" "bisect.py"
    module "contextlib" "contextlib.py"
    module "copy" "copy.py"
    module "copyreg" "copyreg.py"
    #[cfg(feature = "library")] module "dataclasses" "dataclasses.py"
    #[cfg(feature = "library")] module "enum" "enum.py"
    module "heapq" "heapq.py"
    module "_heapq" "_heapq.py"
    module "_operator" "_operator.py"
    package "importlib" "importlib.py"
    #[cfg(feature = "library")] module "importlib.abc" "importlib_abc.py"
    #[cfg(feature = "library")] module "importlib.machinery" "importlib_machinery.py"
    #[cfg(feature = "library")] module "importlib.util" "importlib_util.py"
    module "_finders" "_finders.py"
    #[cfg(feature = "library")] package "json" "json.py"
    #[cfg(feature = "library")] module "json.decoder" "json_decoder.py"
    #[cfg(feature = "library")] module "json.encoder" "json_encoder.py"
    #[cfg(feature = "library")] module "numbers" "numbers.py"
    #[cfg(feature = "library")] module "random" "random.py"
    #[cfg(feature = "library")] module "re" "re.py"
    #[cfg(feature = "library")] module "string" "string.py"
    module "_io" "_io.py"
    module "errno" "errno.py"
    module "io" "io.py"
    module "os" "os.py"
    module "posixpath" "posixpath.py"
    module "struct" "struct.py"
    module "time" "time.py"
    module "types" "types.py"
    module "weakref" "weakref.py"
    module "functools" "functools.py"
    package "collections" "collections.py"
    module "collections.abc" "collections_abc_alias.py"
    module "_collections_abc" "collections_abc.py"
    module "_collections_users" "collections_users.py"
};

/// Those that only programs on a host need.
#[cfg(feature = "host-library")]
pub(crate) static HOST_MODULES: &[FrozenModule] = frozen! {
    module "hashlib" "hashlib.py"
    module "hmac" "hmac.py"
    module "platform" "platform.py"
    module "_md5" "_md5.py"
    module "_sha1" "_sha1.py"
    module "_sha2" "_sha2.py"
    module "_sha3" "_sha3.py"
    module "_blake2" "_blake2.py"
    module "_warnings" "_warnings.py"
    module "signal" "signal.py"
    module "csv" "csv.py"
    module "datetime" "datetime.py"
    module "marshal" "marshal.py"
    module "zlib" "zlib.py"
    package "logging" "logging.py"
    module "pickle" "pickle.py"
    module "_pickle" "_pickle.py"
    module "_pickle_names" "_pickle_names.py"
    module "unittest" "unittest.py"
};

/// None of those.
#[cfg(not(feature = "host-library"))]
pub(crate) static HOST_MODULES: &[FrozenModule] = &[];
