#!/usr/bin/env python3
"""Looks that `./softclick run` comes to its first answer with not much more work than a bare JVM's hello: docs/technical/speed.md, "A start".

What is compared is processor time, all of the bare JVM's and the main thread's of the modem, as the clock tells on a busy machine how busy it is. One of
several starts has to be so quick. Exits with 1 when none is. Run it where ./softclick has been built.
"""

import os
import pathlib
import resource
import select
import subprocess
import sys
import tempfile
import time

# 6 to 7 times; without the AOT cache it was 15.
MOST = 10
MOST_STARTS = 8
PATIENCE = 30

OK = b"AT\r\r\nOK\r\n"


def bare(java):
    """Processor time of a JVM that tells its version, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([java, "-XX:+UseSerialGC", "--version"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main_thread(pid):
    """Processor time of the main thread so far, of those called java the one that ran most, in seconds: proc(5), schedstat."""
    threads = [task for task in pathlib.Path(f"/proc/{pid}/task").iterdir() if (task / "comm").read_text().strip() == "java"]
    return max(int((task / "schedstat").read_text().split()[0]) for task in threads) / 1e9


def first_ok(folder):
    """Processor time of a modem's main thread when it has said OK, in seconds."""
    line = folder / "line"
    line.unlink(missing_ok=True)
    begin = time.monotonic()
    command = ["./softclick", "run", "--no-terminal", "--port", f"pty:{line}", "--baud", "unpaced", "--home", folder / "home"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        while not line.exists():
            if process.poll() is not None or time.monotonic() > begin + PATIENCE:
                sys.exit("start: no line comes up")
            time.sleep(0.001)
        host = os.open(line, os.O_RDWR | os.O_NOCTTY)
        os.write(host, b"AT\r")
        heard = b""
        while heard != OK:
            if not OK.startswith(heard) or not select.select([host], [], [], PATIENCE)[0]:
                sys.exit(f"start: no OK, but {heard}")
            heard += os.read(host, 64)
        took = main_thread(process.pid)
        os.close(host)
        return took
    finally:
        process.kill()
        process.wait()


def main():
    run = pathlib.Path("target/run")
    java = (run / (run / "current").read_text().strip() / "jdk").read_text().strip() + "/bin/java"
    with tempfile.TemporaryDirectory(prefix="softclick-start-") as folder:
        # Makes the SIM and warms the page cache.
        first_ok(pathlib.Path(folder))
        bares, starts = [], []
        while not starts or min(starts) > MOST * min(bares) and len(starts) < MOST_STARTS:
            bares.append(bare(java))
            starts.append(first_ok(pathlib.Path(folder)))
    ratio = min(starts) / min(bares)
    print(
        f"start: processor time of a bare JVM {min(bares) * 1000:.0f} ms, of the first OK's thread {min(starts) * 1000:.0f} ms: {ratio:.1f} times; "
        f"the least of {len(starts)}"
    )
    if ratio > MOST:
        sys.exit(f"start: the first OK may take {MOST} times a bare JVM's processor time")


main()
