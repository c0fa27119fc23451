# The shell part of every command here: makes the environment when it is missing
# or out of date, and then costs next to nothing. Sourced, never run.
# Everything it says goes to standard error: standard output is the command's.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# ensure_environment requirements.txt
ensure_environment() {
    local wanted
    wanted=$(cat "$root"/requirements*.txt | cksum)
    if ! environment_is "$1" "$wanted"; then
        alone make_environment "$1" "$wanted"
    fi
}

environment_is() {
    local stamp=$venv/$1.installed
    [[ -x $python && -r $stamp && $(<"$stamp") == "$2" ]]
}

# Two first commands at once: the second waits and finds the work done.
alone() {
    mkdir -p "$root/var/locks"
    if command -v flock >/dev/null; then
        ( flock 9; "$@" 9>&- ) 9>"$root/var/locks/environment.lock"
    else
        "$@"
    fi
}

make_environment() {
    if environment_is "$@"; then return; fi
    if ! [[ -x $python ]] || ! "$python" -c '' 2>/dev/null; then
        local base
        base=$(find_python)
        say "Making the Python environment in $venv …"
        "$base" -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
        "$base" -m venv --clear "$venv" >&2
    fi
    say "Installing $1 …"
    "$python" -m pip install --quiet --disable-pip-version-check -r "$root/$1" >&2
    ensure_libraries
    printf '%s\n' "$2" >"$venv/$1.installed"
}

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    die "Retainer needs Python 3.11 or newer, and there is none on the PATH" \
        "(Debian 12 and newer: apt-get install python3)."
}

# The native libraries that WeasyPrint loads to write PDFs.
ensure_libraries() {
    local missing
    missing=$("$python" "$root/bin/missing-libraries")
    if [[ -n $missing ]]; then
        # shellcheck disable=SC2086  # one word per package
        install_packages $missing
    fi
}

# ensure_program PROGRAM DEBIAN_PACKAGE
ensure_program() {
    command -v "$1" >/dev/null || alone install_packages "$2"
    command -v "$1" >/dev/null || die "$1 is not on the PATH although $2 is installed."
}

install_packages() {
    local as_root=()
    if ((EUID != 0)); then as_root=(sudo -n); fi
    if ! command -v apt-get >/dev/null || ! "${as_root[@]}" true 2>/dev/null; then
        die "Retainer needs the native packages named here as Debian calls them: $*" \
            $'\n'"Install them and try again; on Debian: sudo apt-get install $*"
    fi
    say "Installing Debian's packages $* …"
    local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get
        -o DPkg::Lock::Timeout=120 -qq install -y --no-install-recommends "$@")
    # A fresh machine knows no package yet, one long unused knows only old ones.
    "${install[@]}" >/dev/null 2>&1 && return
    "${as_root[@]}" apt-get -o DPkg::Lock::Timeout=120 -qq update >&2
    "${install[@]}" >/dev/null || die "Debian's packages cannot be installed: $*"
}
