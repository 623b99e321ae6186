#!/usr/bin/env bash
# Builds the packages and tries them: lintian, an installation, a session of what was installed, how soon it answers and what it costs when idle, the
# manual pages and completions, a removal that leaves nothing, the tar.gz without a Java on the PATH, the image where a container engine runs. Installs
# as root into an overlay of this machine's root, which is thrown away; where that can't be mounted, into the machine itself if it is a container or CI
# says so. With --built it takes the jars that `mvn verify` has left. About four minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null
checkout=$PWD

fail() {
    printf 'package: %s\n' "$1" >&2
    exit 1
}

say() {
    printf -- '-- %s (%d s)\n' "$1" "$SECONDS"
}

# ---- what runs where the package is installed: with the .deb as argument

wait_for() { # FILE TEXT
    for _ in $(seq 3000); do
        ! grep -qF -- "$2" "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    tail -n 20 "$(dirname "$1")"/* >&2
    fail "no '$2' in $1"
}

# A service of one modem as the unit starts it, told of by a notify socket; a publish goes over the line and is seen in the cloud.
session() { # PROGRAM FOLDER
    local program=$1 folder=$2
    mkdir -p "$folder"
    "$program" --version
    "$program" sim new box --home "$folder/home" >/dev/null
    printf '[[modem]]\nname = "box"\nsim = "box"\nport = "unix:%s/line"\n' "$folder" >"$folder/softclick.toml"
    "$program" serve --check "$folder/softclick.toml" --home "$folder/home"
    # `exec`: $! is the modem itself.
    (exec "$program" serve "$folder/softclick.toml" --home "$folder/home" >"$folder/ready" 2>"$folder/log") &
    local serve=$!
    wait_for "$folder/ready" ready
    (exec "$program" cloud sub 'a/+' --count 1 --timeout 300 --home "$folder/home" >"$folder/seen" 2>"$folder/sub") &
    local sub=$!
    wait_for "$folder/sub" ready
    "$python" - "$folder/line" <<'END' || { cat "$folder/log" >&2; fail "the session over the line failed"; }
import socket, sys
line = socket.socket(socket.AF_UNIX)
line.settimeout(100)
line.connect(sys.argv[1])
heard = b""
def hears(text):
    global heard
    while text not in heard:
        part = line.recv(4096)
        if not part:
            sys.exit(f"the line ended; heard {heard}")
        heard += part
    heard = b""
for typed, answer in ((b"AT\r", b"OK\r\n"), (b'AT+AWSPUBOPEN=0,"a"\r', b"+AWSPUBOPEN: 0,0\r\n"), (b"AT+AWSPUBLISH=0,5\r", b">"), (b"hello", b"SEND OK\r\n")):
    line.sendall(typed)
    hears(answer)
END
    wait "$sub" || { cat "$folder/sub" >&2; fail "the cloud did not see the message"; }
    [ "$(cat "$folder/seen")" = "a/box hello" ] || fail "the cloud saw $(cat "$folder/seen")"
    "$program" status --home "$folder/home" >"$folder/status"
    grep -q '^box ' "$folder/status" || fail "status does not know the modem"
    kill "$serve"
    wait "$serve" || fail "serve ended with exit code $?"
    [ ! -s "$folder/log" ] || { cat "$folder/log" >&2; fail "the log of a session is not empty"; }
}

# Where packages put things. dpkg and systemd remember that one was there in files of their own, without its name.
left() {
    find /etc /opt /run /srv /usr /var -xdev -iname '*softclick*' -print 2>/dev/null | LC_ALL=C sort
}

installed() { # DEB
    local before folder
    ! dpkg -s softclick >/dev/null 2>&1 || fail "there is a softclick on this machine already"
    if [ -e /var/lib/softclick ] || [ -e /etc/softclick ]; then
        fail "there is state of a softclick on this machine already"
    fi
    folder=$(mktemp -d /tmp/softclick-installed-XXXXXX)
    export HOME=$folder
    # shellcheck disable=SC2064 # the folder's name as it is now
    trap "dpkg -P softclick >/dev/null 2>&1 || true; rm -rf '$folder'" EXIT
    before=$(left)
    dpkg -i "$1" >"$folder/dpkg.log" 2>&1 || { cat "$folder/dpkg.log"; fail "dpkg -i failed"; }
    [ ! -e /etc/systemd/system/multi-user.target.wants/softclick.service ] || fail "installing it has enabled it"
    [ ! -e /var/lib/softclick ] || fail "installing it has made state"
    say "a session of what was installed"
    (cd / && session softclick "$folder/session")
    # There is no modem in it yet, and that is what is said.
    ! softclick serve --check /etc/softclick/softclick.toml >"$folder/check" 2>&1 || fail "a file without modems is good"
    grep -q 'no modem' "$folder/check" || { cat "$folder/check"; fail "the file that comes with it has a mistake"; }
    sed 's/^#\(\[\[modem\]\]\|[a-z]* = \)/\1/' /etc/softclick/softclick.toml >"$folder/all.toml"
    softclick serve --check "$folder/all.toml" || fail "the commented lines of softclick.toml are not good"
    softclick-gateway sim new board >/dev/null
    [ "$(stat -L -c %a /var/lib/softclick)" = 700 ] || fail "the state folder is open to others"
    softclick-gateway sim show board >/dev/null || fail "softclick-gateway does not find its SIM"

    say "how soon it answers, and what it costs when idle"
    "$python" "$checkout/.ci/gateway.py" start softclick || fail "it answers too late"
    "$python" "$checkout/.ci/gateway.py" idle softclick || fail "it does not rest"

    if command -v systemd-analyze >/dev/null; then
        say "the unit"
        systemd-analyze verify --man=no softclick.service || fail "systemd-analyze verify"
        systemd-analyze security --offline=yes --threshold=25 softclick.service >"$folder/security" || { cat "$folder/security"; fail "systemd-analyze security"; }
        tail -n 1 "$folder/security"
    else
        say "no systemd-analyze here: nobody has looked at the unit"
    fi
    say "manual pages and completions"
    local page
    for page in /usr/share/man/man1/softclick*.1.gz /usr/share/man/man8/softclick*.8.gz; do
        zcat "$page" >"$folder/page"
        groff -man -Tutf8 -ww -z "$folder/page" >"$folder/groff" 2>&1 || fail "$page does not render"
        [ ! -s "$folder/groff" ] || { cat "$folder/groff"; fail "$page does not render cleanly"; }
    done
    # shellcheck disable=SC2016 # for the other shells
    bash -c '. /usr/share/bash-completion/completions/softclick; COMP_WORDS=(softclick s); COMP_CWORD=1; COMP_LINE="softclick s"; COMP_POINT=11
        _complete_softclick; [[ " ${COMPREPLY[*]} " == *" serve "*" status "* || " ${COMPREPLY[*]} " == *" status "* ]]' || fail "no completion in bash"
    # Into files: a shell that still writes when grep has seen enough would count as failed.
    fish -c 'complete -C "softclick sim "' >"$folder/fish"
    grep -q '^import' "$folder/fish" || fail "no completion in fish"
    fish -c 'complete -C "softclick run --dialect "' >"$folder/fish"
    grep -q '^field' "$folder/fish" || fail "no values in fish"
    # shellcheck disable=SC2016
    zsh -f -c 'autoload -Uz compinit && compinit -u -d "$HOME/zcompdump" && [[ ${_comps[softclick]} == _softclick ]] && autoload -U +X bashcompinit && bashcompinit &&
        source /usr/share/bash-completion/completions/softclick && (( $+functions[_complete_softclick] ))' >/dev/null || fail "no completion in zsh"

    say "removal"
    dpkg -P softclick >"$folder/dpkg.log" 2>&1 || { cat "$folder/dpkg.log"; fail "dpkg -P failed"; }
    ! grep -qi warning "$folder/dpkg.log" || { cat "$folder/dpkg.log"; fail "dpkg -P warns"; }
    [ "$(left)" = "$before" ] || fail "left behind: $(comm -13 <(echo "$before") <(left))"
}

# Whether an overlay of the root can be mounted: not in a container without the capability for it.
overlay_works() {
    # shellcheck disable=SC2016 # the other shell's own
    unshare --mount --pid --fork --kill-child bash -euo pipefail -c "$overlay"'
        true' overlay "$1" >"$1/overlay.log" 2>&1
}

python=/usr/bin/python3
if [ "${1:-}" = --installed ]; then
    installed "$2"
    exit 0
fi

# ---- Debian packages

[ "$(id -u)" -eq 0 ] || fail "only root can try an installation"
missing=()
for tool in fish groff lintian shellcheck zsh; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
command -v strip >/dev/null || missing+=(binutils)
[ -x "$python" ] || missing+=(python3)
if [ "${#missing[@]}" -gt 0 ]; then
    say "installing ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -q -y --no-install-recommends "${missing[@]}"; } >/tmp/softclick-apt.log 2>&1 || {
        tail -n 20 /tmp/softclick-apt.log
        fail "could not install ${missing[*]}"
    }
fi

# ---- packages

folder=$(mktemp -d "${TMPDIR:-/tmp}/softclick-package-XXXXXX")
trap 'rm -rf "$folder"' EXIT
shellcheck -x softclick packaging/build packaging/files/softclick packaging/files/softclick-gateway packaging/debian/p* .ci/package.sh
"$python" packaging/check-containerfile.py packaging/Containerfile
say "packaging/build"
packaging/build "$@" >"$folder/build.out"
deb=$(echo "$checkout"/packaging/target/*.deb)
tarball=$(echo "$checkout"/packaging/target/*.tar.gz)
ls -l --block-size=K "$deb" "$tarball"
say "lintian"
lintian --allow-root --fail-on error "$deb" 2>"$folder/lintian.err" || { cat "$folder/lintian.err"; fail "lintian"; }

mkdir "$folder/changes" "$folder/root"
# Its own mounts and processes: they end with it.
# shellcheck disable=SC2016 # the other shell's own
overlay='
    mount -t tmpfs tmpfs "$1/changes"
    mkdir "$1/changes/upper" "$1/changes/work"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$1/changes/upper,workdir=$1/changes/work" "$1/root"
    mount -t proc proc "$1/root/proc"
    mount --rbind /dev "$1/root/dev"
    mount -t tmpfs tmpfs "$1/root/tmp"
'
# No Java but its own.
bare=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 bash)
if overlay_works "$folder"; then
    say "installation into an overlay"
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child bash -euo pipefail -c "$overlay"'
        mkdir -p "$1/root/tmp/package"
        cp "$2" "$1/root/tmp/package"
        cp -r "$3/.ci" "$1/root/tmp/package"
        root=$1/root deb=/tmp/package/${2##*/}
        shift 3
        exec chroot "$root" "$@" /tmp/package/.ci/package.sh --installed "$deb"
    ' overlay "$folder" "$deb" "$checkout" "${bare[@]}"
elif [ -n "${CI:-}" ] || [ -e /.dockerenv ] || [ -e /run/.containerenv ]; then
    say "installation into this machine: an overlay can't be mounted ($(tail -n 1 "$folder/overlay.log"))"
    "${bare[@]}" "$checkout/.ci/package.sh" --installed "$deb"
else
    fail "an overlay can't be mounted here ($(tail -n 1 "$folder/overlay.log")); CI=true installs into the machine itself"
fi

say "the tar.gz, elsewhere, without a Java"
mkdir "$folder/else where"
tar -C "$folder/else where" -xzf "$tarball"
env -i PATH=/usr/bin:/bin bash -euo pipefail -c "$(declare -f session wait_for fail); python=$python; session \"\$@\"" session \
    "$(echo "$folder/else where"/*/bin/softclick)" "$folder/tarball"
engine=
for each in podman docker; do
    if command -v "$each" >/dev/null && "$each" info >/dev/null 2>&1; then
        engine=$each
        break
    fi
done
if [ -n "$engine" ]; then
    say "the image, by $engine"
    "$engine" build -q -f packaging/Containerfile --build-arg "TARGETARCH=$(dpkg --print-architecture)" -t softclick-ci packaging/target
    "$engine" run --rm softclick-ci --version
    "$engine" rmi softclick-ci >/dev/null
else
    say "no container engine runs here: the Containerfile was looked over, not built"
fi
say "the packages are good"
