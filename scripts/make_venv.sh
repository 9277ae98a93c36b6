#!/bin/sh
# Makes .venv with the pinned dependencies. Usage: make_venv.sh FOLDER
set -eu
venv=$1
least="3.11"

is_good() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14 python; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && is_good "$name"; then
            echo "$name"
            return 0
        fi
    done
    return 1
}

if ! python=$(find_python); then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "medviewer: installing python3 and python3-venv"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends python3 python3-venv; } </dev/null >/dev/null || true
    fi
    if ! python=$(find_python); then
        echo "medviewer needs Python $least or newer with its venv module." >&2
        echo "On Debian or Ubuntu type:  sudo apt-get install -y python3 python3-venv" >&2
        echo "or name another one:       make PYTHON=/path/to/python3 ..." >&2
        exit 1
    fi
fi

# A half-made, moved or outdated environment is made again from nothing.
if [ -d "$venv" ] && ! { is_good "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }; then
    rm -rf "$venv"
fi
[ -d "$venv" ] || "$python" -m venv "$venv"
echo "medviewer: installing pinned dependencies into $venv (a few minutes the first time)"
PIP_DISABLE_PIP_VERSION_CHECK=1 "$venv/bin/python" -m pip install --quiet --constraint constraints.txt --editable ".[dev]" </dev/null
