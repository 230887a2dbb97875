"""Tests as classes: cases, suites, and a runner that tells how they went."""

import sys
import time

try:
    import traceback
except ImportError:
    traceback = None
try:
    import warnings
except ImportError:
    warnings = None

__all__ = [
    "TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader", "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf",
    "skipUnless", "expectedFailure", "TextTestResult", "addModuleCleanup", "doModuleCleanups", "enterModuleContext",
]
__unittest = True


class SkipTest(Exception):
    """Raised to leave a test out."""


class _ShouldStop(Exception):
    """A subtest failed, and nothing more is wanted."""


def skip(reason):
    """Leaves a test or a class of tests out."""

    def mark(target):
        if not isinstance(target, type):
            def wrapper(*args, **kwargs):
                raise SkipTest(reason)

            wrapper.__name__ = getattr(target, "__name__", "test")
            wrapper.__doc__ = getattr(target, "__doc__", None)
            wrapper.__wrapped__ = target
            target = wrapper
        target.__unittest_skip__ = True
        target.__unittest_skip_why__ = reason
        return target

    if callable(reason) and not isinstance(reason, str):
        function, reason = reason, ""
        return mark(function)
    return mark


def _unchanged(target):
    return target


def skipIf(condition, reason):
    """Leaves it out if the condition holds."""
    return skip(reason) if condition else _unchanged


def skipUnless(condition, reason):
    """Leaves it out unless the condition holds."""
    return _unchanged if condition else skip(reason)


def expectedFailure(test):
    """Marks a test that fails."""
    test.__unittest_expecting_failure__ = True
    return test


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """To be called when the module's tests are done."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enters a context that is left when the module's tests are done."""
    value = type(cm).__enter__(cm)
    addModuleCleanup(type(cm).__exit__, cm, None, None, None)
    return value


def doModuleCleanups():
    """Calls what was to be called at the end."""
    failures = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            failures.append(error)
    if failures:
        raise failures[0]


def _short(value, limit=80):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text


def _names(classes):
    if isinstance(classes, tuple):
        return " or ".join(getattr(one, "__name__", str(one)) for one in classes)
    return getattr(classes, "__name__", str(classes))


class _Expected:
    """What `assertRaises` and its like return as context managers."""

    def __init__(self, case, expected, pattern=None):
        self.case = case
        self.expected = expected
        self.pattern = pattern
        self.msg = None
        self.called = None

    def _fail(self, message):
        raise self.case.failureException(self.case._formatMessage(self.msg, message))

    def _check_text(self, text):
        import re

        pattern = re.compile(self.pattern) if isinstance(self.pattern, (str, bytes)) else self.pattern
        if not pattern.search(text):
            self._fail(f'"{pattern.pattern}" does not match "{text}"')

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self.called = getattr(function, "__name__", str(function))
        with self:
            function(*args, **kwargs)
        return None


class _Raises(_Expected):
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            self._fail(f"{_names(self.expected)} not raised" + (f" by {self.called}" if self.called else ""))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None:
            self._check_text(str(value))
        return True


class _Warns(_Expected):
    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self._catcher.__exit__(kind, value, tb)
        if kind is not None:
            return
        first = None
        for found in self.warnings:
            text = found.message
            if not isinstance(text, self.expected):
                continue
            first = first or text
            if self.pattern is not None:
                import re

                if not re.search(self.pattern, str(text)):
                    continue
            self.warning = text
            self.filename = found.filename
            self.lineno = found.lineno
            return
        if first is not None:
            self._check_text(str(first))
        self._fail(f"{_names(self.expected)} not triggered" + (f" by {self.called}" if self.called else ""))


class _SubTest:
    """The part of a test that `subTest` opens."""

    def __init__(self, case, message, params):
        self.test_case = case
        self._message = message
        self.params = params
        self.failureException = case.failureException

    def _description(self):
        parts = []
        if self._message is not None:
            parts.append(f"[{self._message}]")
        if self.params:
            parts.append("({})".format(", ".join(f"{key}={value!r}" for key, value in self.params.items())))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._description()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._description()}"


class _SubTestContext:
    def __init__(self, case, message, params):
        outer = case._subtest
        self.case = case
        self.outer = outer
        self.sub = _SubTest(case, message, {**(outer.params if outer else {}), **params})

    def __enter__(self):
        self.case._subtest = self.sub

    def __exit__(self, kind, value, tb):
        case = self.case
        case._subtest = self.outer
        result = case._result
        if kind is None:
            if result is not None:
                result.addSubTest(case, self.sub, None)
            return False
        if result is None or not issubclass(kind, Exception):
            return False
        if issubclass(kind, SkipTest):
            result.addSkip(self.sub, str(value))
            return True
        if isinstance(value, _ShouldStop):
            return False
        case._failed = True
        if case._expecting_failure:
            case._expected_error = (kind, value, tb)
            return True
        result.addSubTest(case, self.sub, (kind, value, tb))
        if result.failfast:
            raise _ShouldStop
        return True


class TestCase:
    """A test: a method whose name starts with `test`."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._subtest = None
        self._result = None
        self._failed = False
        self._expecting_failure = False
        self._expected_error = None
        self._equalities = {}
        method = getattr(self, methodName, None)
        if method is None:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {type(self)}: {methodName}")
            self._testMethodDoc = "No test"
        else:
            self._testMethodDoc = method.__doc__
        for kind, name in (
            (dict, "assertDictEqual"), (list, "assertListEqual"), (tuple, "assertTupleEqual"), (set, "assertSetEqual"), (frozenset, "assertSetEqual"),
            (str, "assertMultiLineEqual"),
        ):
            self.addTypeEqualityFunc(kind, name)

    def setUp(self):
        """Before each test."""

    def tearDown(self):
        """After each test."""

    @classmethod
    def setUpClass(cls):
        """Before the class's tests."""

    @classmethod
    def tearDownClass(cls):
        """After the class's tests."""

    def addTypeEqualityFunc(self, typeobj, function):
        self._equalities[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        kind = type(cm)
        try:
            enter, leave = kind.__enter__, kind.__exit__
        except AttributeError:
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support the context manager protocol") from None
        value = enter(cm)
        self.addCleanup(leave, cm, None, None, None)
        return value

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        value = type(cm).__enter__(cm)
        cls.addClassCleanup(type(cm).__exit__, cm, None, None, None)
        return value

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def subTest(self, msg=None, **params):
        return _SubTestContext(self, msg, params)

    def _part(self, function, *args):
        """Runs a part of the test; says whether the test goes on."""
        result = self._result
        try:
            function(*args)
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as reason:
            self._failed = True
            result.addSkip(self, str(reason))
        except _ShouldStop:
            self._failed = True
        except BaseException as error:
            self._failed = True
            information = (type(error), error, error.__traceback__)
            if self._expecting_failure:
                self._expected_error = information
            elif isinstance(error, self.failureException):
                result.addFailure(self, information)
            else:
                result.addError(self, information)
        return False

    def run(self, result=None):
        own_result = result is None
        if own_result:
            result = self.defaultTestResult()
            getattr(result, "startTestRun", lambda: None)()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            for target in (type(self), method):
                if getattr(target, "__unittest_skip__", False):
                    result.addSkip(self, getattr(target, "__unittest_skip_why__", ""))
                    return result
            self._result = result
            self._failed = False
            self._expected_error = None
            self._expecting_failure = getattr(self, "__unittest_expecting_failure__", False) or getattr(method, "__unittest_expecting_failure__", False)
            if self._part(self._callSetUp):
                self._part(self._callTestMethod, method)
                self._part(self._callTearDown)
            self.doCleanups()
            if self._expecting_failure:
                if self._expected_error:
                    result.addExpectedFailure(self, self._expected_error)
                elif not self._failed:
                    result.addUnexpectedSuccess(self)
            elif not self._failed:
                result.addSuccess(self)
            return result
        finally:
            self._result = None
            self._expected_error = None
            result.stopTest(self)
            if own_result:
                getattr(result, "stopTestRun", lambda: None)()

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        method()

    def _callTearDown(self):
        self.tearDown()

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            if self._result is None:
                function(*args, **kwargs)
            else:
                self._part(lambda: function(*args, **kwargs))
        return not self._failed

    def debug(self):
        """Runs the test without a result: what it raises goes on."""
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        return f"{standardMsg} : {msg}"

    def _assert(self, holds, msg, text, *values):
        if not holds:
            raise self.failureException(self._formatMessage(msg, text.format(*map(_short, values))))

    def assertTrue(self, expr, msg=None):
        self._assert(expr, msg, "{} is not true", expr)

    def assertFalse(self, expr, msg=None):
        self._assert(not expr, msg, "{} is not false", expr)

    def assertEqual(self, first, second, msg=None):
        compare = self._equalities.get(type(first)) if type(first) is type(second) else None
        if compare is None:
            self._assert(first == second, msg, "{} != {}", first, second)
        elif isinstance(compare, str):
            getattr(self, compare)(first, second, msg)
        else:
            compare(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        self._assert(first != second, msg, "{} == {}", first, second)

    def assertIs(self, expr1, expr2, msg=None):
        self._assert(expr1 is expr2, msg, "{} is not {}", expr1, expr2)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._assert(expr1 is not expr2, msg, "unexpectedly identical: {}", expr1)

    def assertIsNone(self, obj, msg=None):
        self._assert(obj is None, msg, "{} is not None", obj)

    def assertIsNotNone(self, obj, msg=None):
        self._assert(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._assert(member in container, msg, "{} not found in {}", member, container)

    def assertNotIn(self, member, container, msg=None):
        self._assert(member not in container, msg, "{} unexpectedly found in {}", member, container)

    def assertIsInstance(self, obj, cls, msg=None):
        self._assert(isinstance(obj, cls), msg, "{} is not an instance of {}", obj, cls)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._assert(not isinstance(obj, cls), msg, "{} is an instance of {}", obj, cls)

    def assertLess(self, a, b, msg=None):
        self._assert(a < b, msg, "{} not less than {}", a, b)

    def assertLessEqual(self, a, b, msg=None):
        self._assert(a <= b, msg, "{} not less than or equal to {}", a, b)

    def assertGreater(self, a, b, msg=None):
        self._assert(a > b, msg, "{} not greater than {}", a, b)

    def assertGreaterEqual(self, a, b, msg=None):
        self._assert(a >= b, msg, "{} not greater than or equal to {}", a, b)

    def _nearness(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, f"within {_short(delta)} delta", difference
        places = 7 if places is None else places
        return round(difference, places) == 0, f"within {_short(places)} places", difference

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        near, how, difference = self._nearness(first, second, places, delta)
        if not near:
            text = f"{_short(first)} != {_short(second)} {how} ({_short(difference)} difference)"
            raise self.failureException(self._formatMessage(msg, text))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        near, how, difference = self._nearness(first, second, places, delta)
        if first == second or near:
            text = f"{_short(first)} == {_short(second)} {how}"
            if delta is not None:
                text += f" ({_short(difference)} difference)"
            raise self.failureException(self._formatMessage(msg, text))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        kind = "sequence"
        if seq_type is not None:
            kind = seq_type.__name__
            for which, value in (("First", first), ("Second", second)):
                if not isinstance(value, seq_type):
                    raise self.failureException(f"{which} sequence is not a {kind}: {_short(value)}")
        if first == second:
            return
        text = f"{kind.capitalize()}s differ: {_short(first)} != {_short(second)}\n"
        shorter = min(len(first), len(second))
        for place in range(shorter):
            if first[place] != second[place]:
                text += f"\nFirst differing element {place}:\n{_short(first[place])}\n{_short(second[place])}\n"
                break
        for which, longer, other in (("First", first, second), ("Second", second, first)):
            if len(longer) > len(other):
                text += f"\n{which} {kind} contains {len(longer) - len(other)} additional elements.\n"
                text += f"First extra element {len(other)}:\n{_short(longer[len(other)])}\n"
        text += f"\n- {_short(first)}\n+ {_short(second)}"
        raise self.failureException(self._formatMessage(msg, text))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        try:
            left, right = set1.difference(set2), set2.difference(set1)
        except (TypeError, AttributeError) as error:
            raise self.failureException(f"invalid type when attempting set difference: {error}") from None
        lines = []
        for which, items in (("first", left), ("second", right)):
            if items:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += [repr(item) for item in items]
        if lines:
            raise self.failureException(self._formatMessage(msg, "\n".join(lines)))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            text = f"{_short(d1)} != {_short(d2)}\n- {_short(d1)}\n+ {_short(d2)}"
            raise self.failureException(self._formatMessage(msg, text))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first != second:
            text = f"{_short(first)} != {_short(second)}\n"
            text += "".join("\n- " + line for line in first.splitlines()) + "".join("\n+ " + line for line in second.splitlines()) + "\n"
            raise self.failureException(self._formatMessage(msg, text))

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        missing = []
        for item in first:
            for place, other in enumerate(rest):
                if item is other or item == other:
                    del rest[place]
                    break
            else:
                missing.append(item)
        if missing or rest:
            lines = ["Element counts were not equal:"]
            everything = missing + rest
            done = []
            for item in everything:
                if item not in done:
                    done.append(item)
                    lines.append(f"First has {list(first).count(item)}, Second has {list(second).count(item)}:  {_short(item)}")
            raise self.failureException(self._formatMessage(msg, "\n".join(lines)))

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        pattern = re.compile(expected_regex) if isinstance(expected_regex, (str, bytes)) else expected_regex
        if not pattern.search(text):
            raise self.failureException(self._formatMessage(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}"))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re

        pattern = re.compile(unexpected_regex) if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex
        found = pattern.search(text)
        if found:
            shown = text[found.start() : found.end()]
            raise self.failureException(self._formatMessage(msg, f"Regex matched: {shown!r} matches {pattern.pattern!r} in {text!r}"))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(self, expected_exception).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(self, expected_exception, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(self, expected_warning).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(self, expected_warning, expected_regex).handle(args, kwargs)


class FunctionTestCase(TestCase):
    """A test that is a function."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        self._function, self._before, self._after, self._description = testFunc, setUp, tearDown, description
        super().__init__()

    def setUp(self):
        if self._before is not None:
            self._before()

    def tearDown(self):
        if self._after is not None:
            self._after()

    def runTest(self):
        self._function()

    def id(self):
        return self._function.__name__

    def __str__(self):
        return f"{type(self).__module__}.{type(self).__qualname__} ({self._function.__name__})"

    def shortDescription(self):
        return self._description or super().shortDescription()


class IsolatedAsyncioTestCase(TestCase):
    """A test whose methods may be coroutines."""

    async def asyncSetUp(self):
        """Before each test."""

    async def asyncTearDown(self):
        """After each test."""

    def _run(self, made):
        if hasattr(made, "__await__"):
            import asyncio

            if self._runner is None:
                self._runner = asyncio.Runner()
            return self._runner.run(made)
        return made

    def run(self, result=None):
        self._runner = None
        try:
            return super().run(result)
        finally:
            if self._runner is not None:
                self._runner.close()

    def _callSetUp(self):
        self.setUp()
        self._run(self.asyncSetUp())

    def _callTestMethod(self, method):
        self._run(method())

    def _callTearDown(self):
        self._run(self.asyncTearDown())
        self.tearDown()


class TestSuite:
    """Tests and suites in order."""

    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tests={self._tests!r}>"

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self._tests:
            test.debug()

    def run(self, result, debug=False):
        outermost = not getattr(result, "_suite_entered", False)
        if outermost:
            result._suite_entered = True
            result._class = None
            result._class_failed = False
            result._module_failed = False
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            self._change_class(type(test), result)
            if not (result._class_failed or result._module_failed):
                test(result)
        if outermost:
            self._change_class(None, result)
            result._suite_entered = False
        return result

    def _fixture(self, name, result, function, *args):
        """Runs what belongs to a class or module; says whether it went well."""
        try:
            function(*args)
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as reason:
            result.addSkip(_Fixture(name), str(reason))
        except BaseException as error:
            result.addError(_Fixture(name), (type(error), error, error.__traceback__))
        return False

    def _change_class(self, cls, result):
        before = result._class
        if before is cls:
            return
        if before is not None and not result._class_failed and not result._module_failed and not getattr(before, "__unittest_skip__", False):
            name = f"{before.__module__}.{before.__qualname__}"
            self._fixture(f"tearDownClass ({name})", result, before.tearDownClass)
            before.doClassCleanups()
            for information in before.tearDown_exceptions:
                result.addError(_Fixture(f"tearDownClass ({name})"), information)
        old_module = getattr(before, "__module__", None)
        new_module = getattr(cls, "__module__", None)
        if old_module != new_module:
            module = sys.modules.get(old_module)
            if before is not None and not result._module_failed and hasattr(module, "tearDownModule"):
                self._fixture(f"tearDownModule ({old_module})", result, module.tearDownModule)
            if before is not None:
                self._fixture(f"tearDownModule ({old_module})", result, doModuleCleanups)
            module = sys.modules.get(new_module)
            result._module_failed = False
            if cls is not None and hasattr(module, "setUpModule"):
                result._module_failed = not self._fixture(f"setUpModule ({new_module})", result, module.setUpModule)
        result._class = cls
        result._class_failed = False
        if cls is None or result._module_failed or getattr(cls, "__unittest_skip__", False) or not issubclass(cls, TestCase):
            return
        name = f"{cls.__module__}.{cls.__qualname__}"
        if not self._fixture(f"setUpClass ({name})", result, cls.setUpClass):
            result._class_failed = True
            cls.doClassCleanups()


class _Fixture:
    """Stands for a class's or module's preparation in results."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def __str__(self):
        return self.description


class TestResult:
    """How tests went."""

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures = []
        self.errors = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []
        self.collectedDurations = []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False
        self.buffer = False
        self.tb_locals = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        """A test is done."""

    def startTestRun(self):
        """Before the first test."""

    def stopTestRun(self):
        """After the last test."""

    def stop(self):
        self.shouldStop = True

    def _text(self, information):
        kind, value, tb = information
        if traceback is None:
            return f"{kind.__name__}: {value}\n"
        while tb is not None and "__unittest" in tb.tb_frame.f_globals:
            tb = tb.tb_next
        end = tb
        kept = 0
        while end is not None and "__unittest" not in end.tb_frame.f_globals:
            kept += 1
            end = end.tb_next
        limit = kept if end is not None else None
        return "".join(traceback.format_exception(kind, value, tb, limit=limit))

    def _failed_now(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))
        self._failed_now()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))
        self._failed_now()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], test.failureException)
            (self.failures if failed else self.errors).append((subtest, self._text(err)))
            self._failed_now()

    def addSuccess(self, test):
        """It went well."""

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._failed_now()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def __repr__(self):
        counts = f"run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}"
        return f"<{type(self).__module__}.{type(self).__qualname__} {counts}>"


class TextTestResult(TestResult):
    """The same, telling it while it goes."""

    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream = stream
        self.showAll = verbosity > 1
        self.dots = verbosity == 1
        self.descriptions = descriptions
        self.durations = durations

    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
            self.stream.flush()

    def _tell(self, word, letter):
        if self.showAll:
            self.stream.write(word + "\n")
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self._tell("ok", ".")

    def addError(self, test, err):
        super().addError(test, err)
        self._tell("ERROR", "E")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._tell("FAIL", "F")

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            if self.showAll:
                self.stream.write(f"\n  {self.getDescription(subtest)} ... ")
            self._tell(*(("FAIL", "F") if failed else ("ERROR", "E")))
        super().addSubTest(test, subtest, err)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._tell(f"skipped {reason!r}", "s")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._tell("expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._tell("unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for flavour, errors in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, text in errors:
                self.stream.write(f"{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n")
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")
        self.stream.flush()


class TextTestRunner:
    """Runs tests and tells how they went."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *,
                 tb_locals=False, durations=None):
        self.stream = stream if stream is not None else sys.stderr
        self.descriptions = descriptions
        self.verbosity = verbosity
        self.failfast = failfast
        self.buffer = buffer
        self.warnings = warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        start = time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        elapsed = time.perf_counter() - start
        if hasattr(result, "printErrors"):
            result.printErrors()
        write = self.stream.write
        write(getattr(result, "separator2", "-" * 70) + "\n")
        write(f"Ran {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {elapsed:.3f}s\n\n")
        counts = []
        if not result.wasSuccessful():
            write("FAILED")
            counts += [f"{name}={len(items)}" for name, items in (("failures", result.failures), ("errors", result.errors)) if items]
        elif result.testsRun == 0 and not result.skipped:
            write("NO TESTS RAN")
        else:
            write("OK")
        for name, items in (
            ("skipped", result.skipped), ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses),
        ):
            if items:
                counts.append(f"{name}={len(items)}")
        write(f" ({', '.join(counts)})\n" if counts else "\n")
        self.stream.flush()
        return result


class TestLoader:
    """Finds tests."""

    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None
    errors = ()

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))]
        if self.testNamePatterns:
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}."
            names = [name for name in names if any(_fits(full + name, pattern) for pattern in self.testNamePatterns)]
        return sorted(names)

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        suites = []
        for name in dir(module):
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, TestCase) and value not in (TestCase, FunctionTestCase, IsolatedAsyncioTestCase):
                suites.append(self.loadTestsFromTestCase(value))
        suite = self.suiteClass(suites)
        load = getattr(module, "load_tests", None)
        return suite if load is None else load(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        if module is None:
            count = len(parts)
            while True:
                try:
                    __import__(".".join(parts[:count]))
                    break
                except ImportError:
                    count -= 1
                    if count == 0:
                        raise
            value = sys.modules[".".join(parts[:count])]
            parts = parts[count:]
        else:
            value = module
        parent = None
        for part in parts:
            parent, value = value, getattr(value, part)
        if isinstance(value, type(sys)):
            return self.loadTestsFromModule(value)
        if isinstance(value, type) and issubclass(value, TestCase):
            return self.loadTestsFromTestCase(value)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(value, TestSuite):
            return value
        made = value()
        return made if isinstance(made, TestSuite) else self.suiteClass([made])

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


def _fits(text, pattern):
    if "*" not in pattern:
        return pattern in text
    place = 0
    pieces = pattern.split("*")
    for number, piece in enumerate(pieces):
        found = text.find(piece, place)
        if found < 0 or (number == 0 and found != 0):
            return False
        place = found + len(piece)
    return not pieces[-1] or text.endswith(pieces[-1])


defaultTestLoader = TestLoader()


class TestProgram:
    """A command that runs a module's tests."""

    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None,
                 catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            __import__(module)
            self.module = sys.modules[module]
            for part in module.split(".")[1:]:
                self.module = getattr(self.module, part, self.module)
        else:
            self.module = module
        names = []
        patterns = []
        arguments = list((sys.argv if argv is None else argv)[1:])
        while arguments:
            argument = arguments.pop(0)
            if argument in ("-v", "--verbose"):
                verbosity = 2
            elif argument in ("-q", "--quiet"):
                verbosity = 0
            elif argument in ("-f", "--failfast"):
                failfast = True
            elif argument in ("-b", "--buffer", "-c", "--catch", "--locals"):
                pass
            elif argument == "-k" and arguments:
                patterns.append(arguments.pop(0))
            elif argument.startswith("-"):
                print(f"unrecognized arguments: {argument}", file=sys.stderr)
                sys.exit(2)
            else:
                names.append(argument)
        if patterns:
            testLoader = TestLoader()
            testLoader.testNamePatterns = patterns
        if self.module is None and not names and defaultTest is None:
            sys.exit("unittest: name the modules with tests: they are not looked for")
        if names or defaultTest is not None:
            names = names or ([defaultTest] if isinstance(defaultTest, str) else list(defaultTest))
            self.test = testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        if testRunner is None:
            testRunner = TextTestRunner
        if isinstance(testRunner, type):
            testRunner = testRunner(verbosity=verbosity, failfast=failfast)
        self.result = testRunner.run(self.test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                sys.exit(5)
            sys.exit(not self.result.wasSuccessful())


main = TestProgram

# Programs see where CPython has these.
for _class, _part in (
    (SkipTest, "case"),
    (TestCase, "case"),
    (FunctionTestCase, "case"),
    (IsolatedAsyncioTestCase, "async_case"),
    (TestSuite, "suite"),
    (TestResult, "result"),
    (TextTestResult, "runner"),
    (TextTestRunner, "runner"),
    (TestLoader, "loader"),
    (TestProgram, "main"),
):
    _class.__module__ = "unittest." + _part
del _class, _part
