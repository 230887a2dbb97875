#!/bin/sh
# Renews tests/guest/expected/*.out, what the programs of examples/, their variants and those of benches/ (sizes: tests/guest/benches) print at their guest
# sizes, with the reference, CPython 3.13:
#     PYTHON=python3.13 tests/guest/renew.sh
set -eu
PYTHON=${PYTHON:-python3.13}
case $("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])') in
    3.13) ;;
    *) echo "renew.sh: PYTHON must be CPython 3.13" >&2; exit 2 ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
renew() { # renew FOLDER EXPECTED
    mkdir -p "$2"
    while read -r name _default _second guest_size; do
        PYTHONHASHSEED=0 "$PYTHON" -B "$1/$name.py" "$guest_size" >"$2/$name.out"
    done <"$1/SIZES"
}
renew "$here/../../examples" "$here/expected"
for folder in renamed retyped; do renew "$here/../variants/$folder" "$here/expected/$folder"; done
mkdir -p "$here/expected/benches"
while read -r name size; do
    PYTHONHASHSEED=0 "$PYTHON" -B "$here/../../benches/programs/$name.py" "$size" >"$here/expected/benches/$name.out"
done <"$here/benches"
