# Runs programs for the fuzzer: a line with the length, the program; answers with the length and what the program printed.
import builtins, contextlib, io, linecache, math, resource, sys, traceback

FILE = "<fuzz>"
# What programs may change of modules, and the next one must not see.
ORIGINAL = {module: dict(vars(module)) for module in (builtins, math)}
requests, answers = sys.stdin.buffer, sys.stdout.buffer
real_stdout, real_stderr = sys.stdout, sys.stderr
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
# The frames below the program's first.
sys.setrecursionlimit(1000 + 3)

def restore():
    for module, original in ORIGINAL.items():
        for name in [name for name in vars(module) if name not in original]:
            delattr(module, name)
        for name, value in original.items():
            setattr(module, name, value)

def run(code):
    exec(code, {"__name__": "__main__", "__builtins__": builtins, "__file__": FILE, "__doc__": None, "__spec__": None})

def serve(source):
    output = io.StringIO()
    sys.stdout = sys.stderr = output
    ended = "Finished"
    try:
        code = compile(source, FILE, "exec", dont_inherit=True)
        run(code)
    except SystemExit as error:
        ended = f"Exit({error.code})"
    except BaseException as error:
        caught = error
        ended = "Raised"
    finally:
        sys.stdout, sys.stderr = real_stdout, real_stderr
        restore()
    if ended == "Raised":
        linecache.cache[FILE] = (len(source), None, source.splitlines(True), FILE)
        trace = caught.__traceback__
        while trace is not None and trace.tb_frame.f_code.co_filename != FILE:
            trace = trace.tb_next
        try:
            lines = traceback.TracebackException(type(caught), caught, trace).format()
            output.write("".join(lines))
        except BaseException as error:
            output.write(f"no report: {error!r}")
    return ended + "\n" + output.getvalue()

while True:
    line = requests.readline()
    if not line:
        break
    answer = serve(requests.read(int(line)).decode()).encode("utf-8", "backslashreplace")
    answers.write(b"%d\n" % len(answer) + answer)
    answers.flush()
