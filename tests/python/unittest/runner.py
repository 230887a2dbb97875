import io
import unittest


class A(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class up")

    @classmethod
    def tearDownClass(cls):
        print("class down")

    def setUp(self):
        print("up", self._testMethodName)

    def tearDown(self):
        print("down")

    def test_ok(self):
        "What is said of it."
        self.assertEqual(1, 1)

    def test_fail(self):
        self.assertEqual([1, 2], [1, 3])

    def test_error(self):
        1 / 0

    def test_raises(self):
        with self.assertRaises(ValueError) as caught:
            int("x")
        self.assertIn("invalid", str(caught.exception))
        self.assertRaisesRegex(TypeError, "unsupp", lambda: 1 + "a")

    @unittest.skip("not now")
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_xfail(self):
        self.fail("x")

    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)

    def test_cleanup(self):
        self.addCleanup(print, "cleaned")
        self.assertAlmostEqual(1.0, 1.00000001)
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertRegex("abc", "b")


class B(unittest.TestCase):
    def test_msgs(self):
        for f in (lambda: self.assertTrue(0), lambda: self.assertIs(1, None, "why"), lambda: self.assertIn(1, []), lambda: self.assertIsInstance(1, str),
                  lambda: self.assertLess(2, 1), lambda: self.assertAlmostEqual(1, 2), lambda: self.assertDictEqual({1: 2}, {}), lambda: self.assertSetEqual({1}, {2}),
                  lambda: self.assertCountEqual([1], [2]), lambda: self.assertRegex("a", "b"), lambda: self.assertRaises(ValueError, int, "1"), lambda: self.assertIsNone(1), lambda: self.assertTupleEqual((1,), (2,3))):
            try:
                f()
            except AssertionError as e:
                print("|", str(e).split("\n")[0])


stream = io.StringIO()
loader = unittest.TestLoader()
suite = unittest.TestSuite([loader.loadTestsFromTestCase(A), loader.loadTestsFromTestCase(B)])
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
for line in stream.getvalue().splitlines():
    # Times differ, and so do the files of tracebacks and the marks of differences.
    if line.startswith("Ran"):
        print(line.rsplit(" ", 1)[0])
    elif line and not line.startswith(("  ", "Traceback", "?", "- ", "+ ")):
        print(line)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful(), suite.countTestCases())
