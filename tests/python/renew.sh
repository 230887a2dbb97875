#!/bin/sh
# Renews the expected output of every program under tests/python, tests/variants, examples and benches/programs with the reference, CPython 3.13:
#     PYTHON=python3.13 tests/python/renew.sh [FILE.py ...]
# A program gets NAME.out, its standard output. One in the folder `errors` gets NAME.err as well: its exit code on the
# first line, the last line of its standard error on the second. One in `tracebacks` also gets NAME.traceback, its whole standard
# error without the folders of files.
set -eu
PYTHON=${PYTHON:-python3.13}
case $("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])') in
    3.13) ;;
    *) echo "renew.sh: PYTHON must be CPython 3.13" >&2; exit 2 ;;
esac
if [ $# -eq 0 ]; then
    root=$(cd "$(dirname "$0")/../.." && pwd)
    set -- $(find "$root/tests/python" "$root/tests/variants" "$root/examples" "$root/benches/programs" -name '*.py' | sort)
fi
messages=$(mktemp)
trap 'rm -f "$messages"' EXIT
for program; do
    base=${program%.py}
    code=0
    (cd "$(dirname "$program")" && PYTHONHASHSEED=0 PYTHONIOENCODING=utf-8 "$PYTHON" -B "$(basename "$program")") \
        >"$base.out" 2>"$messages" || code=$?
    case $program in
        */errors/* | */tracebacks/*)
            printf '%s\n' "$code" >"$base.err"
            tail -n 1 "$messages" >>"$base.err"
            case $program in
                */tracebacks/*) sed 's|File ".*/|File "|' "$messages" >"$base.traceback" ;;
            esac
            ;;
        *)
            if [ "$code" -ne 0 ] || [ -s "$messages" ]; then
                echo "renew.sh: $program: exit code $code" >&2
                cat "$messages" >&2
                exit 1
            fi
            ;;
    esac
done
