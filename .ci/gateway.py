"""Measures an installed softclick as a gateway: how soon it answers AT, and what it costs when nothing happens.

    gateway.py start PROGRAM     from the start of the process to the first OK, of one modem and of eight
    gateway.py idle PROGRAM      CPU time and wake-ups of eight modems that are connected and idle

Exits with 1 when it is worse than the bounds below.
"""

import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

MODEMS = 8

# "Answers AT within a second of process start", in seconds, on a machine where a bare JVM takes no more than BARE; the bound grows with what it takes here.
# One start of several has to be so quick, not counting the time that its main thread was ready to run and others had the processors: a busy machine tells
# nothing of a gateway.
START = 1.0
BARE = 0.1
STARTS = 5
MOST_STARTS = 20

# "Idle CPU is under 1 % of a core with 8 modems, and it wakes up less than 5 times a second."
IDLE_CPU = 0.01
IDLE_WAKE_UPS = 5.0
IDLE_SECONDS = float(os.environ.get("SOFTCLICK_IDLE_SECONDS", "30"))
# After the start the JVM still compiles and Netty's first timers run out. On a slow or busy machine that takes longer: what is still at it in the first
# looks has to have come to rest by the last.
SETTLE_SECONDS = float(os.environ.get("SOFTCLICK_SETTLE_SECONDS", "15"))
MOST_LOOKS = 4

PATIENCE = 180


class Line:
    """The host's end of a modem's line: a terminal or a socket, whichever is there."""

    def __init__(self, path, until):
        self.path = path
        self.connect(until)

    def connect(self, until):
        while True:
            try:
                if self.path.is_socket():
                    self.socket = socket.socket(socket.AF_UNIX)
                    self.socket.connect(str(self.path))
                    self.descriptor = self.socket.fileno()
                else:
                    self.descriptor = os.open(self.path, os.O_RDWR | os.O_NOCTTY)
                return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.002)

    def say(self, text, answer, until):
        while True:
            try:
                os.write(self.descriptor, text)
                heard = b""
                while answer not in heard:
                    if not select.select([self.descriptor], [], [], max(0, until - time.monotonic()))[0]:
                        sys.exit(f"no {answer} to {text}, but {heard}")
                    part = os.read(self.descriptor, 4096)
                    if not part:
                        raise BrokenPipeError
                    heard += part
                return
            except (BrokenPipeError, ConnectionResetError):
                # Who calls a socket in the moment before it is private is sent away.
                self.connect(until)


class Box:
    """A home with SIMs, and services on it."""

    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="softclick-box-"))
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, failure, *_):
        if failure:
            sys.stderr.write((self.folder / "log").read_text())
        for process in self.running:
            process.kill()
            process.wait()
        shutil.rmtree(self.folder)

    def sims(self, names):
        for name in names:
            subprocess.run([self.program, "sim", "new", name, "--home", self.folder / "home"], check=True, stdout=subprocess.DEVNULL)

    def config(self, names, more):
        """Every second one is a terminal, the others are sockets."""
        path = self.folder / f"{names[0]}.toml"
        text = f'control = "{self.folder}/control-{names[0]}/socket"\n'
        for number, name in enumerate(names):
            kind = "unix" if number % 2 else "pty"
            text += f'[[modem]]\nname = "{name}"\nsim = "{name}"\nport = "{kind}:{self.folder}/{name}"\n{more}\n'
        path.write_text(text)
        return path

    def serve(self, config, **environment):
        process = subprocess.Popen(
            [self.program, "serve", config, "--home", self.folder / "home"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=open(self.folder / "log", "ab"),
            env={**os.environ, **environment},
        )
        self.running.append(process)
        return process

    def end(self, process):
        self.running.remove(process)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()

    def lines(self, names, until):
        return [Line(self.folder / name, until) for name in names]


def kept_waiting(pid):
    """Seconds that the main thread, of those called java the one that ran most, was ready to run and did not: proc(5), schedstat."""
    ran = [(task / "schedstat").read_text().split() for task in pathlib.Path(f"/proc/{pid}/task").iterdir() if (task / "comm").read_text().strip() == "java"]
    return max((int(on), int(waited) / 1e9) for on, waited, _ in ran)[1]


def first_answers(box, names, config):
    """From the start of a process until all of its modems have said OK, in seconds: less what others took, and by the clock."""
    begin = time.monotonic()
    process = box.serve(config)
    lines = box.lines(names, begin + PATIENCE)
    for line in lines:
        line.say(b"AT\r", b"OK\r\n", begin + PATIENCE)
    took = time.monotonic() - begin
    waited = kept_waiting(process.pid)
    box.end(process)
    return took - waited, took


def bare_java(program):
    java = pathlib.Path(os.path.realpath(shutil.which(program))).parent.parent / "lib/softclick/runtime/bin/java"
    begin = time.monotonic()
    subprocess.run([java, "-XX:+UseSerialGC", "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


def start(program):
    slow = False
    with Box(program) as box:
        names = [f"m{number}" for number in range(1, MODEMS + 1)]
        box.sims(names)
        bare = min(bare_java(program) for _ in range(STARTS))
        bound = START * max(1, bare / BARE)
        print(f"start: a bare JVM of the same runtime {bare:.2f} s, so the bound is {bound:.2f} s")
        for modems, cloud, what in (
            (1, 'cloud = "cloud.invalid"', "no network"),
            (MODEMS, 'cloud = "cloud.invalid"', "no network"),
            (MODEMS, "", "the local cloud in the same process"),
        ):
            config = box.config(names[:modems], cloud)
            took = []
            while len(took) < STARTS or min(took)[0] >= bound and len(took) < MOST_STARTS:
                took.append(first_answers(box, names[:modems], config))
            took.sort()
            best, clock = took[0]
            print(
                f"start: {modems} modem{'s' * (modems > 1)}, {what}: OK after {best:.2f} s, {took[len(took) // 2][0]:.2f} s in the middle of {len(took)}; "
                f"{clock:.2f} s by the clock"
            )
            slow |= best >= bound
        if slow:
            sys.exit(f"a first OK takes {bound:.2f} s or more")


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wake_ups(pid):
    """How often each thread went to sleep, which it does as often as it wakes up."""
    counts = {}
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        fields = dict(line.split(":\t", 1) for line in (task / "status").read_text().splitlines() if ":\t" in line)
        counts[task.name] = (fields["Name"], int(fields["voluntary_ctxt_switches"]))
    return counts


def connected(line, topic):
    line.say(f'AT+AWSPUBOPEN=0,"{topic}"\r'.encode(), b"+AWSPUBOPEN: 0,0\r\n", time.monotonic() + PATIENCE)
    line.say(f'AT+AWSSUBOPEN=1,"{topic}"\r'.encode(), b"+AWSSUBOPEN: 1,0\r\n", time.monotonic() + PATIENCE)


def at_rest(pid):
    """Looks once; whether it took little enough."""
    before, cpu, begin = wake_ups(pid), cpu_seconds(pid), time.monotonic()
    time.sleep(IDLE_SECONDS)
    after, cpu, took = wake_ups(pid), cpu_seconds(pid) - cpu, time.monotonic() - begin
    woken = {task: (name, count - before.get(task, (name, 0))[1]) for task, (name, count) in after.items()}
    rate = sum(count for _, count in woken.values()) / took
    memory = dict(line.split(":\t", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)["VmRSS"].strip()
    print(f"idle: {MODEMS} modems, connected: {cpu / took:.2%} of a core, {rate:.1f} wake-ups a second over {took:.0f} s, {memory}")
    for name, count in sorted(woken.values(), key=lambda each: -each[1])[:12]:
        if count:
            print(f"idle:   {count / took:6.2f}/s {name}")
    return cpu / took < IDLE_CPU and rate < IDLE_WAKE_UPS


def idle(program):
    with Box(program) as box:
        names = [f"m{number}" for number in range(1, MODEMS + 1)]
        box.sims(["other", *names])
        # The cloud is another process's.
        other = box.serve(box.config(["other"], ""))
        connected(box.lines(["other"], time.monotonic() + PATIENCE)[0], "t")
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        notify.bind(str(box.folder / "notify"))
        # As the unit has it.
        served = box.serve(
            box.config(names, ""),
            NOTIFY_SOCKET=str(box.folder / "notify"),
            WATCHDOG_USEC="60000000",
            SOFTCLICK_JAVA_OPTS=os.environ.get("SOFTCLICK_JAVA_OPTS", "-Xmx96m -XX:+ExitOnOutOfMemoryError"),
        )
        lines = box.lines(names, time.monotonic() + PATIENCE)
        for line in lines:
            connected(line, "t")
        time.sleep(SETTLE_SECONDS)
        if not any(at_rest(served.pid) for _ in range(MOST_LOOKS)):
            sys.exit(f"idle, it may take {IDLE_CPU:.0%} of a core and wake up {IDLE_WAKE_UPS:.0f} times a second")
        for line in lines:
            line.say(b"AT\r", b"OK\r\n", time.monotonic() + PATIENCE)
        box.end(served)
        box.end(other)


# Who is ended takes along what it has started.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
{"start": start, "idle": idle}[sys.argv[1]](sys.argv[2])
