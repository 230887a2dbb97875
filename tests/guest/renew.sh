#!/bin/sh
# Renews tests/guest/expected/*.out, what the programs of examples/ print at their guest sizes, with the
# reference, CPython 3.13:
#     PYTHON=python3.13 tests/guest/renew.sh
set -eu
PYTHON=${PYTHON:-python3.13}
case $("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])') in
    3.13) ;;
    *) echo "renew.sh: PYTHON must be CPython 3.13" >&2; exit 2 ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../examples"
while read -r name _default _second guest_size; do
    PYTHONHASHSEED=0 "$PYTHON" -B "$name.py" "$guest_size" >"$here/expected/$name.out"
done <SIZES
