//! Modules whose Python source is part of this library; each is compiled when it is first imported.

/// A module in source.
pub(crate) struct FrozenModule {
    /// Its whole dotted name.
    pub(crate) name: &'static str,
    /// Whether other modules have names below its own.
    pub(crate) is_package: bool,
    /// The text.
    pub(crate) source: &'static str,
    /// What of it is written in C in CPython.
    pub(crate) native: Native,
}

/// What tracebacks and frames do not show.
#[derive(Clone, Copy)]
pub(crate) enum Native {
    /// Everything.
    Whole,
    /// The functions and classes of these qualified names, and what is inside them.
    Names(&'static str),
}

impl Native {
    /// Whether the code of a qualified name is meant.
    pub(crate) fn holds(self, qualified_name: &str) -> bool {
        let begins = |name: &str| qualified_name.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        match self {
            Native::Whole => true,
            Native::Names(names) => names.split_ascii_whitespace().any(begins),
        }
    }
}

macro_rules! frozen {
    ($($(#[$condition:meta])? $kind:ident $name:literal $file:literal $(, native: $names:literal)?)*) => {
        &[$($(#[$condition])? FrozenModule {
            name: $name,
            is_package: frozen!(@package $kind),
            source: include_str!($file),
            native: frozen!(@native $kind $($names)?),
        }),*]
    };
    (@package package) => { true };
    (@package $other:ident) => { false };
    (@native native) => { Native::Whole };
    (@native $kind:ident) => { Native::Names("") };
    (@native $kind:ident $names:literal) => { Native::Names($names) };
}

/// Those that every machine has, and with the feature `library` those that only their own users need.
pub(crate) static MODULES: &[FrozenModule] = frozen! {
    native "_generics" "_generics.py"
    native "_structseq" "_structseq.py"
    native "_syshooks" "_syshooks.py"
    native "_sysinfo" "_sysinfo.py"
    native "_frames" "_frames.py"
    native "_typing" "_typing.py"
    #[cfg(feature = "library")] module "typing" "typing.py"
    module "linecache" "linecache.py"
    module "__future__" "__future__.py"
    #[cfg(feature = "library")] module "keyword" "keyword.py"
    module "warnings" "warnings.py",
        native: "warn warn_explicit _matches _filters_mutated _is_internal"
    #[cfg(feature = "library")] module "inspect" "inspect.py"
    native "atexit" "atexit.py"
    native "contextvars" "contextvars.py"
    native "_contextvars" "contextvars.py"
    native "_thread" "_thread.py"
    #[cfg(feature = "library")] module "threading" "threading.py"
    #[cfg(feature = "library")] module "asyncio" "asyncio.py",
        native: "Future Task get_running_loop _get_running_loop current_task"
    module "traceback" "traceback.py"
    #[cfg(feature = "unicode-data")] native "_codec_tables" "_codec_tables.py"
    native "_codecs_more" "_codecs_more.py"
    module "codecs" "codecs.py",
        native: "register unregister lookup lookup_error register_error encode decode strict_errors ignore_errors replace_errors _end _by_native _surrogateescape _surrogatepass _handled _find_own _native_functions _native_codec _make _decode_marked _MarkedDecoder _unfinished _noted _coded _text_codec _encode_text _decode_text _bytes _normal __getattr__"
    #[cfg(feature = "library")] native "_codecs" "_codecs.py"
    #[cfg(feature = "library")] package "encodings" "encodings.py"
    #[cfg(feature = "library")] module "encodings.aliases" "encodings_aliases.py"
    module "abc" "abc.py",
        native: "get_cache_token _Classes _is_abstract _note_abstract _counts_as_subclass"
    #[cfg(feature = "library")] native "_array_parts" "_array_parts.py"
    #[cfg(feature = "library")] module "base64" "base64.py"
    native "bisect" "bisect.py"
    module "contextlib" "contextlib.py",
        native: "_protocol"
    module "copy" "copy.py",
        native: "_taken_apart"
    module "copyreg" "copyreg.py",
        native: "_getstate _exception_parts _built_in_parts _generic_parts _take_apart _builtin_base _Methods"
    #[cfg(feature = "library")] module "dataclasses" "dataclasses.py"
    #[cfg(feature = "library")] module "enum" "enum.py"
    module "heapq" "heapq.py",
        native: "_check _up _down _empty _Reversed _Entry _on_reversed heappush heappop heapreplace heappushpop heapify _heapify_max _heappop_max _heapreplace_max"
    native "_heapq" "_heapq.py"
    native "_operator" "_operator.py"
    package "importlib" "importlib.py"
    #[cfg(feature = "library")] module "importlib.abc" "importlib_abc.py"
    #[cfg(feature = "library")] module "importlib.machinery" "importlib_machinery.py"
    #[cfg(feature = "library")] module "importlib.util" "importlib_util.py"
    native "_finders" "_finders.py"
    #[cfg(feature = "library")] package "json" "json.py"
    #[cfg(feature = "library")] module "json.decoder" "json_decoder.py",
        native: "_behind_space JSONDecoder.__init__.<locals>.scan_once"
    #[cfg(feature = "library")] module "json.encoder" "json_encoder.py"
    #[cfg(feature = "library")] module "numbers" "numbers.py"
    #[cfg(feature = "library")] module "random" "random.py",
        native: "_index _primes _root _sha512"
    #[cfg(feature = "library")] module "re" "re.py"
    #[cfg(feature = "library")] module "string" "string.py",
        native: "_number _split_field _parts _parse"
    native "_io" "_io.py"
    native "errno" "errno.py"
    module "io" "io.py"
    module "os" "os.py",
        native: "fspath chdir getcwd getcwdb listdir remove mkdir rmdir rename putenv unsetenv uname open close read write isatty"
    module "posixpath" "posixpath.py",
        native: "normpath splitroot"
    native "struct" "struct.py"
    native "time" "time.py"
    module "types" "types.py"
    module "weakref" "weakref.py",
        native: "ProxyType CallableProxyType _target _next _other _fill _forget proxy"
    module "functools" "functools.py",
        native: "_HashedSeq _make_key _make_cache_info __getattr__ __dir__"
    package "collections" "collections.py",
        native: "defaultdict _is_mapping __getattr__ __dir__"
    module "collections.abc" "collections_abc_alias.py"
    module "_collections_abc" "collections_abc.py"
    module "_collections_users" "collections_users.py"
};

/// Those that only programs on a host need.
#[cfg(feature = "host-library")]
pub(crate) static HOST_MODULES: &[FrozenModule] = frozen! {
    module "_warning_options" "_warning_options.py"
    module "runpy" "runpy.py"
    module "textwrap" "textwrap.py"
    module "queue" "queue.py",
        native: "SimpleQueue"
    module "fractions" "fractions.py"
    module "pprint" "pprint.py"
    module "statistics" "statistics.py"
    module "hashlib" "hashlib.py",
        native: "_function _blake blake2b blake2s pbkdf2_hmac"
    module "hmac" "hmac.py",
        native: "compare_digest"
    module "platform" "platform.py"
    native "_md5" "_md5.py"
    native "_sha1" "_sha1.py"
    native "_sha2" "_sha2.py"
    native "_sha3" "_sha3.py"
    native "_blake2" "_blake2.py"
    native "_warnings" "_warnings.py"
    module "signal" "signal.py",
        native: "_check default_int_handler raise_signal siginterrupt set_wakeup_fd"
    module "csv" "csv.py",
        native: "_character _Settings register_dialect unregister_dialect get_dialect list_dialects field_size_limit reader writer _Writer _is_number"
    native "datetime" "datetime.py"
    native "marshal" "marshal.py"
    native "zlib" "zlib.py"
    package "logging" "logging.py"
    module "pickle" "pickle.py",
        native: "_little Pickler dump dumps load loads"
    native "_pickle" "_pickle.py"
    module "_pickle_names" "_pickle_names.py"
    module "unittest" "unittest.py"
};

/// None of those.
#[cfg(not(feature = "host-library"))]
pub(crate) static HOST_MODULES: &[FrozenModule] = &[];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_names_are_there() {
        for module in MODULES.iter().chain(HOST_MODULES) {
            let Native::Names(names) = module.native else { continue };
            for name in names.split_ascii_whitespace() {
                let name = name.split('.').next_back().unwrap_or(name);
                let defined = ["def ", "class "].iter().any(|word| {
                    let start = std::format!("{word}{name}");
                    module.source.split(&start).skip(1).any(|rest| rest.starts_with(['(', ':']))
                });
                assert!(defined, "{} has no {name}", module.name);
            }
        }
    }
}
