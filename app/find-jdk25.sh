# shellcheck shell=sh disable=SC2034 # $jdk is for who sources it
# Sourced by ./softclick, ./softclick-bench and packaging/build: find_jdk25 sets $jdk to the home of a JDK 25, or calls fail with one line.

# Sets $jdk and succeeds when $1 is the home of a JDK 25. Reads its `release` file; only without one a JVM is asked.
is_jdk25() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    version=
    if [ -r "$1/release" ]; then
        while IFS='=' read -r key value || [ -n "$key" ]; do
            [ "$key" = JAVA_VERSION ] && version=${value#\"} && break
        done <"$1/release"
    fi
    if [ -z "$version" ]; then
        version=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/^.* version "//p' | head -n 1)
    fi
    case $version in
    25 | 25[!0-9]*) jdk=$1 ;;
    *) return 1 ;;
    esac
}

# The home behind the `java` on PATH. A shim (jenv, asdf, ...) is no JDK's own bin/java: it is asked where it leads.
java_on_path() {
    java=$(command -v java) || return 1
    while [ -L "$java" ]; do
        link=$(readlink "$java")
        case $link in
        /*) java=$link ;;
        *) java=$(dirname "$java")/$link ;;
        esac
    done
    home=${java%/bin/java}
    if [ ! -r "$home/release" ]; then
        home=$("$java" -XshowSettings:properties -version 2>&1 </dev/null | sed -n 's/^ *java\.home = //p')
    fi
    is_jdk25 "$home"
}

find_jdk25() {
    [ -n "${JAVA_HOME:-}" ] && is_jdk25 "$JAVA_HOME" && return
    java_on_path && return
    for candidate in /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
        "${ASDF_DATA_DIR:-${HOME:-}/.asdf}"/installs/java/* "${XDG_DATA_HOME:-${HOME:-}/.local/share}"/mise/installs/java/*; do
        is_jdk25 "$candidate" && return
    done
    fail 'no JDK 25 found: looked at JAVA_HOME, the java on PATH, /usr/lib/jvm, /usr/java, /opt, /Library/Java/JavaVirtualMachines, ~/.sdkman, ~/.jdks, ~/.asdf and mise; get one with "apt install openjdk-25-jdk" (Debian, Ubuntu), "sdk install java 25-tem" (SDKMAN) or from https://adoptium.net (Temurin 25)'
}
