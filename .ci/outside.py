#!/usr/bin/env python3
"""What a stranger does with Softclick, checked byte for byte.

Knows nothing of the project but its documented outside: clones it, runs `./softclick run`, opens the PTY raw, sends every row of the
command table, looks into the cloud with `./softclick cloud`, and stops it with SIGTERM. Standard library only.

    .ci/outside.py [--source REPOSITORY] [--keep] [--verbose]

Exit code 0 when everything was seen as expected, 1 otherwise (what was expected and what was seen is printed).
"""
import argparse
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time

# For what has to come at all: a machine may be slow.
BUILD_LIMIT_S = 900      # first use: download, compile, start
ANSWER_LIMIT_S = 30      # a final result
OPEN_LIMIT_S = 90        # URC of an open or close: DNS, TCP, TLS, MQTT; the modem itself waits 75 s
PUBLISH_LIMIT_S = 60     # SEND OK; the modem itself waits 30 s
PROGRAM_LIMIT_S = 180    # `./softclick cloud`, its JVM and all
BIG_LIMIT_S = 300        # 100,000 bytes at 9600 baud take 104 s

# What is promised, on a machine that does not take long to run the program for nothing: this many times as long as that takes here, if that is more.
STOP_LIMIT_S = 2
STOP_LIMIT_RUNS = 4


class Failure(Exception):
    pass


def visible(data):
    """Bytes as one can read them: <CR>, <LF>, <00>; long ones cut in the middle."""
    if len(data) > 600:
        return visible(data[:300]) + "...(%d bytes)..." % (len(data) - 600) + visible(data[-300:])
    names = {13: "<CR>", 10: "<LF>"}
    return "".join(names.get(b, chr(b) if 32 <= b < 127 else "<%02X>" % b) for b in data)


class Line:
    """The host's end of the serial line: raw, 8 bits, no echo of its own."""

    def __init__(self, path):
        self.fd = os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        mode = termios.tcgetattr(self.fd)
        mode[0] = 0                                                     # iflag
        mode[1] = 0                                                     # oflag
        mode[2] = termios.CS8 | termios.CREAD | termios.CLOCAL | termios.B9600
        mode[3] = 0                                                     # lflag
        mode[6][termios.VMIN] = 1
        mode[6][termios.VTIME] = 0
        termios.tcsetattr(self.fd, termios.TCSANOW, mode)
        self.kept = b""

    def send(self, data):
        while data:
            select.select([], [self.fd], [], ANSWER_LIMIT_S)
            data = data[os.write(self.fd, data):]

    def more(self, deadline):
        """Appends what comes next to `kept`; False when the time is over."""
        wait = deadline - time.monotonic()
        if wait <= 0 or not select.select([self.fd], [], [], wait)[0]:
            return False
        self.kept += os.read(self.fd, 65536)
        return True

    def expect(self, what, expected, limit=ANSWER_LIMIT_S):
        """The next bytes are exactly these."""
        deadline = time.monotonic() + limit
        while len(self.kept) < len(expected) and expected.startswith(self.kept) and self.more(deadline):
            pass
        if not self.kept.startswith(expected):
            self.more(time.monotonic() + 0.3)                           # what follows helps to read a failure
            raise Failure("%s\n  expected %s\n  seen     %s" % (what, visible(expected), visible(self.kept) or "(nothing)"))
        self.kept = self.kept[len(expected):]

    def match(self, what, pattern, limit=ANSWER_LIMIT_S):
        """The next bytes match this regular expression; gives the match."""
        deadline = time.monotonic() + limit
        while True:
            found = re.match(pattern, self.kept, re.S)
            if found:
                self.kept = self.kept[found.end():]
                return found
            if not self.more(deadline):
                raise Failure("%s\n  expected %s\n  seen     %s" % (what, pattern.decode("latin-1"), visible(self.kept) or "(nothing)"))

    def silence(self, what, seconds):
        """Nothing comes for so long."""
        if self.kept or self.more(time.monotonic() + seconds):
            self.more(time.monotonic() + 0.3)
            raise Failure("%s\n  expected silence for %s s\n  seen     %s" % (what, seconds, visible(self.kept)))


OK = b"\r\nOK\r\n"
ERROR = b"\r\nERROR\r\n"
PROMPT = b"\r\n>"
SEND_OK = b"\r\nSEND OK\r\n"


def info(*lines):
    """An information response and its OK, as V.250 frames it."""
    return b"\r\n" + b"".join(line + b"\r\n" for line in lines) + OK


def urc(text):
    return b"\r\n" + text + b"\r\n"


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


class Outside:
    def __init__(self, checkout, folder, verbose):
        self.checkout, self.folder, self.verbose = checkout, folder, verbose
        self.home = os.path.join(folder, "home")
        self.link = os.path.join(folder, "x")
        self.checks = 0

    def note(self, text):
        self.checks += 1
        if self.verbose:
            print("    ok  " + text, flush=True)

    # ---- the programs around the modem

    def softclick(self, *arguments):
        return [os.path.join(self.checkout, "softclick"), *arguments]

    def start(self):
        self.errors = open(os.path.join(self.folder, "stderr.txt"), "wb")
        self.modem = subprocess.Popen(
            self.softclick("run", "--no-terminal", "--port", "pty:" + self.link, "--home", self.home),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.errors)
        seen = b""
        deadline = time.monotonic() + BUILD_LIMIT_S
        while b"\n" not in seen:
            wait = deadline - time.monotonic()
            readable = wait > 0 and select.select([self.modem.stdout], [], [], wait)[0]
            piece = os.read(self.modem.stdout.fileno(), 4096) if readable else b""
            if not piece:
                raise Failure("./softclick run\n  expected a line that begins with ready\n  seen     %s" % (visible(seen) or "(nothing)"))
            seen += piece
        pattern = rb"ready port=pty:%s path=/dev/pts/\d+ thing=(\S+) cloud=mqtts://127\.0\.0\.1:\d+( .*)?\n\Z" % re.escape(self.link.encode())
        found = re.match(pattern, seen)
        if not found:
            raise Failure("the ready line\n  expected %s\n  seen     %s" % (pattern.decode(), visible(seen)))
        self.thing = found.group(1)
        self.note(visible(seen))

    def subscribe(self, name, topic, *options):
        """`cloud sub` in the background, once it says that it listens."""
        # `cloud sub` may be asked before the cloud is up (the modem answers first): then it is asked again.
        deadline = time.monotonic() + OPEN_LIMIT_S
        while True:
            sub = subprocess.Popen(self.softclick("cloud", "sub", "%s/%s" % (topic, self.thing.decode()), "--home", self.home,
                                                  "--timeout", str(PROGRAM_LIMIT_S), *options),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            said = b""
            while True:
                piece = sub.stderr.readline()
                said += piece
                if piece.strip() == b"ready":
                    return sub
                if not piece:
                    break
            sub.wait()
            if time.monotonic() > deadline:
                raise Failure("%s\n  expected ready on stderr of cloud sub\n  seen     %s" % (name, visible(said)))

    def seen_by(self, name, sub, expected):
        try:
            out, err = sub.communicate(timeout=PROGRAM_LIMIT_S + OPEN_LIMIT_S)
        except subprocess.TimeoutExpired:
            sub.kill()
            out, err = sub.communicate()
        if out != expected or sub.returncode != 0:
            raise Failure("%s, in the cloud\n  expected %s\n  seen     %s (exit %s) %s"
                          % (name, visible(expected), visible(out), sub.returncode, visible(err)))
        self.note(name + ", in the cloud")

    def publish(self, topic, payload):
        """`cloud pub`: text as an argument, anything else through stdin."""
        argument = payload.decode() if re.fullmatch(rb"[a-z0-9]*", payload) else "-"
        done = subprocess.run(self.softclick("cloud", "pub", "%s/%s" % (topic, self.thing.decode()), argument, "--home", self.home),
                              input=payload if argument == "-" else b"", stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PROGRAM_LIMIT_S)
        if done.returncode != 0:
            raise Failure("cloud pub of %d bytes\n  expected exit 0\n  seen     exit %d %s" % (len(payload), done.returncode, visible(done.stderr)))

    # ---- the modem

    def row(self, command, answer, *later):
        """With echo on: the command comes back, then its answer; then each URC of `later`."""
        name = visible(command)
        self.line.send(command + b"\r")
        self.line.expect(name, command + b"\r" + answer)
        for text in later:
            self.line.expect(name + ", later", urc(text), OPEN_LIMIT_S)
        self.note(name)

    def identity(self):
        for command, length in ((b"AT+QCCID", rb"\d{19,20}"), (b"AT+GSN", rb"\d{15}")):
            self.line.send(command + b"\r")
            digits = self.line.match(command.decode(), re.escape(command) + rb"\r\r\n(" + length + rb")\r\n\r\nOK\r\n").group(1)
            if not luhn(digits.decode()):
                raise Failure("%s\n  expected a valid check digit\n  seen     %s" % (command.decode(), digits.decode()))
            self.note(command.decode())
            if command == b"AT+GSN":
                self.imei = digits
            else:
                self.iccid = digits
        self.line.send(b"AT+AWSVER\r")
        self.line.match("AT+AWSVER", rb"AT\+AWSVER\r\r\n[!-~][ -~]*\r\n\r\nOK\r\n")
        self.note("AT+AWSVER")

    def test_forms(self):
        for command in (b"AT+QCCID=?", b"AT+GSN=?", b"AT+AWSVER=?", b"AT+AWSPUBLISH?", b"AT+AWSPUBCLOSE?", b"AT+AWSSUBCLOSE?",
                        b"AT+AWSRESET=?", b"AT+AWSBUTTON=?", b"AT+AWSPUBOPEN?", b"AT+AWSSUBOPEN?"):
            self.row(command, OK)
        self.row(b"AT+AWSPUBOPEN=?", info(b"+AWSPUBOPEN: (0-1),<awstopic>"))
        self.row(b"AT+AWSSUBOPEN=?", info(b"+AWSSUBOPEN: (0-7),<awstopic>"))
        self.row(b"AT+AWSPUBLISH=?", info(b"+AWSPUBLISH: (0-1),(1-240)[,(1-2)]"))
        self.row(b"AT+AWSPUBCLOSE=?", info(b"+AWSPUBCLOSE: (0-7)"))
        self.row(b"AT+AWSSUBCLOSE=?", info(b"+AWSSUBCLOSE: (0-7)"))
        self.row(b"AT+AWSSTATE=?", info(b"+AWSSTATE: (0-8)"))
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 0"))

    def refused(self):
        for command in (b"AT+AWSSTATE", b"AT+AWSVER?", b"AT+NOPE", b"AT+AWSPUBOPEN=2,\"a\"", b"AT+AWSPUBOPEN=0,a", b"AT+AWSPUBOPEN=0",
                        b"AT+AWSPUBOPEN=0,\"a\",1", b"AT+AWSPUBOPEN=0,\"\"", b"AT+AWSPUBOPEN=0,\"a/\"", b"AT+AWSPUBOPEN=0,\"a/+\"",
                        b"AT+AWSPUBOPEN=0,\"a#\"", b"AT+AWSPUBOPEN=-1,\"a\"", b"AT+AWSPUBOPEN=0,\"a\\5\"", b"AT+AWSPUBOPEN=0,\"a\"b",
                        b"AT+AWSPUBOPEN=0,\"" + b"a" * 260 + b"\"", b"AT+AWSSUBOPEN=8,\"a\"", b"AT+AWSSUBOPEN=0,\"#\"", b"AT+AWSSUBOPEN=0,\"a+\"",
                        b"AT+AWSPUBLISH=0,5", b"AT+AWSPUBLISH=2,5", b"AT+AWSPUBLISH=0,0", b"AT+AWSPUBLISH=0,241", b"AT+AWSPUBLISH=0,5,3",
                        b"AT+AWSPUBLISH=0,6,TEXT", b"AT+AWSPUBLISH=0,5,", b"AT+AWSPUBLISH=0,+5", b"AT+AWSPUBLISH=0", b"AT+AWSPUBCLOSE=8",
                        b"AT+AWSPUBCLOSE=", b"AT+AWSPUBCLOSE", b"AT+AWSSUBCLOSE=8", b"AT+AWSSUBCLOSE=0,0", b"AT+AWSBUTTON=TRIPLE",
                        b"AT+AWSPUBLISH=0,5;+GSN", b"ATE=0"):
            self.row(command, ERROR)
        self.row(b"AT+AWSPUBOPEN?", OK)
        self.row(b"AT+AWSSUBOPEN?", OK)
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 0"))

    def publishing(self):
        self.row(b"AT+AWSPUBOPEN=0,\"temperature\"", OK, b"+AWSPUBOPEN: 0,0")
        self.row(b"AT+AWSPUBOPEN?", info(b"0: temperature/" + self.thing))
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 6"))
        self.row(b"AT+AWSPUBOPEN=0,\"other\"", OK, b"+AWSPUBOPEN: 0,-2")
        self.row(b"AT+AWSPUBLISH=1,5", ERROR)
        sub = self.subscribe("a publish of text", "temperature", "--count", "1")
        self.row(b"AT+AWSPUBLISH=0,5", PROMPT)
        self.line.silence("nothing after the prompt", 0.3)
        self.payload(b"21.5C")
        self.seen_by("a publish of text", sub, b"temperature/" + self.thing + b" 21.5C\n")
        # Anything may be payload; each quality of service is tried once.
        for number, (suffix, payload) in enumerate(((b"", bytes(range(240))), (b",0", b"\r\nAT\r\n>\0"), (b",1", b"\x1a\x1b+++"), (b",2", bytes(range(255, 15, -1))))):
            name = "publish %d of %d bytes" % (number, len(payload))
            sub = self.subscribe(name, "temperature", "--count", "1", "--hex")
            self.row(b"AT+AWSPUBLISH=0,%d%s" % (len(payload), suffix), PROMPT)
            self.payload(payload)
            self.seen_by(name, sub, b"temperature/" + self.thing + b" " + payload.hex().encode() + b"\n")

    def payload(self, payload):
        self.line.send(payload)
        self.line.expect("payload of %d bytes" % len(payload), SEND_OK, PUBLISH_LIMIT_S)
        self.note("payload of %d bytes" % len(payload))

    def line_feeds(self):
        self.line.send(b"AT\r\n")
        self.line.expect("AT<CR><LF>", b"AT\r" + OK)
        sub = self.subscribe("a line feed after <CR>", "temperature", "--count", "2", "--hex")
        self.line.send(b"AT+AWSPUBLISH=0,5\r\n")
        self.line.expect("a publish that ends in <CR><LF>", b"AT+AWSPUBLISH=0,5\r" + PROMPT)
        self.payload(b"lf=no")
        self.line.send(b"AT\r")
        self.line.expect("AT<CR>", b"AT\r" + OK)
        self.line.send(b"AT+AWSPUBLISH=0,5\r\nlf=y")
        self.line.expect("a publish that ends in <CR>, its payload begins with <LF>", b"AT+AWSPUBLISH=0,5\r" + PROMPT + SEND_OK, PUBLISH_LIMIT_S)
        topic = b"temperature/" + self.thing + b" "
        self.seen_by("a line feed after <CR>", sub, topic + b"lf=no".hex().encode() + b"\n" + topic + b"\nlf=y".hex().encode() + b"\n")

    def subscribing(self):
        self.row(b"AT+AWSSUBOPEN=0,\"resolution\"", OK, b"+AWSSUBOPEN: 0,0")
        self.row(b"AT+AWSSUBOPEN=0,\"resolution\"", OK, b"+AWSSUBOPEN: 0,-2")
        self.row(b"AT+AWSSUBOPEN=7,\"+/new\"", OK, b"+AWSSUBOPEN: 7,0")
        self.row(b"AT+AWSSUBOPEN?", info(b"0: resolution/" + self.thing, b"7: +/new/" + self.thing))
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 7"))
        for payload in (b"7", b"", b"hello", b"\r\nOK\r\n\0>"):
            self.receive(0, "resolution", payload, ANSWER_LIMIT_S)
        self.receive(7, "fields/new", b"x", ANSWER_LIMIT_S)
        self.receive(0, "resolution", random.Random(2).randbytes(100000), BIG_LIMIT_S)
        self.row(b"AT+AWSSUBCLOSE=7", OK, b"+AWSSUBCLOSE: 7,0")
        self.row(b"AT+AWSSUBCLOSE=7", OK, b"+AWSSUBCLOSE: 7,-2")

    def receive(self, index, topic, payload, limit):
        name = "a message of %d bytes" % len(payload)
        self.publish(topic, payload)
        self.line.expect(name, urc(b"+AWS:%d,%d" % (index, len(payload))) + payload, limit)
        self.note(name)

    def order(self):
        """A publish waits for its open; a close of what is not open says so."""
        self.line.send(b"AT+AWSPUBOPEN=1,\"a;b\\2Fc\"\r")
        self.line.expect("AT+AWSPUBOPEN=1", b"AT+AWSPUBOPEN=1,\"a;b\\2Fc\"\r" + OK)
        self.line.send(b"AT+AWSPUBLISH=1,3\r")
        # A host that is slow to send may find the URC before its echo; never inside it, and never after the prompt.
        echo, opened = re.escape(b"AT+AWSPUBLISH=1,3\r"), re.escape(urc(b"+AWSPUBOPEN: 1,0"))
        self.line.match("a publish right after the OK of its open", b"(?:%s%s|%s%s)%s" % (echo, opened, opened, echo, PROMPT), OPEN_LIMIT_S)
        self.payload(b"abc")
        self.row(b"AT+AWSPUBOPEN?", info(b"0: temperature/" + self.thing, b"1: a;b/c/" + self.thing))
        self.row(b"AT+AWSPUBCLOSE=1", OK, b"+AWSPUBCLOSE: 1,0")
        self.row(b"AT+AWSPUBCLOSE=1", OK, b"+AWSPUBCLOSE: 1,-2")
        self.row(b"AT+AWSPUBCLOSE=7", OK, b"+AWSPUBCLOSE: 7,-2")

    def extensions(self):
        sub = self.subscribe("a click", "iotbutton", "--count", "1")
        self.row(b"at+awsbutton=single", OK)
        self.seen_by("a click", sub, b"iotbutton/" + self.thing + b" {\"serialNumber\":\"" + self.imei
                     + b"\",\"batteryVoltage\":\"3300mV\",\"clickType\":\"SINGLE\"}\n")
        self.row(b"AT+AWSSUBCLOSE=0", OK, b"+AWSSUBCLOSE: 0,0")
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 6"))
        self.row(b"AT+AWSRESET", OK)
        self.row(b"AT+AWSPUBOPEN?", OK)
        self.row(b"AT+AWSSTATE?", info(b"+AWSSTATE: 0"))

    def probes(self):
        """What hosts ask to find out whom they speak to: an answer that ends in OK."""
        for command in (b"ATI", b"ATZ", b"AT&F", b"AT&W", b"AT+CMEE=0", b"AT+IPR?", b"AT+GMI", b"AT+GMM", b"AT+GMR", b"AT+CGMI", b"AT+CGMM",
                        b"AT+CGMR", b"AT+CGSN", b"AT+CIMI", b"AT+CCID", b"AT+CPIN?", b"AT+CSQ", b"AT+CREG?", b"AT+CGATT?", b"AT+COPS?"):
            self.line.send(command + b"\r")
            self.line.match(command.decode(), re.escape(command) + rb"\r(\r\n[ -~\r\n]*)?\r\nOK\r\n")
            self.note(command.decode())
        self.row(b"ATS3?", info(b"013"))
        self.row(b"AT+CPIN?", info(b"+CPIN: READY"))
        self.row(b"AT+CMEE=1", OK)
        self.row(b"AT+AWSPUBOPEN=9,\"a\"", ERROR)
        self.row(b"AT+CMEE=0", OK)

    def discipline(self):
        self.row(b"AT", OK)
        self.row(b"at", OK)
        self.row(b"AT+QCCID;+GSN", b"\r\n" + self.iccid + b"\r\n\r\n" + self.imei + b"\r\n" + OK)
        self.row(b"AT+GSN;+NOPE;+QCCID", b"\r\n" + self.imei + b"\r\n" + ERROR)
        self.row(b"AT+AWSPUBCLOSE = 07", OK, b"+AWSPUBCLOSE: 7,-2")
        self.row(b"ATE0V1", OK)
        for name, sent, answer in (
                ("noise before AT", b"\0\xff\"\r\nAT\r", OK),
                ("an empty line, then AT", b"\r\n\r\nAT\r\n", OK),
                ("backspace", b"AT+GSM\bN\r", info(self.imei)),
                ("control characters inside a line", b"AT+G\x01S\x02N\r", info(self.imei)),
                ("A/ repeats the last line", b"A/", info(self.imei)),
                ("a line of 1,100 bytes", b"AT" + b"X" * 1098 + b"\r", ERROR),
                ("two lines in one burst", b"AT+GSN\rAT+QCCID\r", info(self.imei) + info(self.iccid)),
                ("ATV0", b"ATV0\r", b"0\r"),
                ("an information line under V0", b"AT+GSN\r", self.imei + b"\r\n0\r"),
                ("an error under V0", b"AT+NOPE\r", b"4\r"),
                ("ATV1", b"ATV1\r", OK),
                ("ATQ1 silences final results, not information", b"ATQ1\rAT+GSN\r", b"\r\n" + self.imei + b"\r\n"),
                ("ATQ0", b"ATQ0\r", OK)):
            self.line.send(sent)
            self.line.expect(name, answer)
            self.note(name)
        self.line.send(b"ATE1\r")
        self.line.expect("ATE1", OK)
        self.row(b"AT", OK)
        self.line.silence("after everything", 0.5)

    def idle_run(self):
        """How long the program takes here for next to nothing."""
        begin = time.monotonic()
        subprocess.run(self.softclick("--version"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True, timeout=PROGRAM_LIMIT_S)
        return time.monotonic() - begin

    def stop(self):
        before = self.idle_run()
        os.close(self.line.fd)
        self.modem.send_signal(signal.SIGTERM)
        begin = time.monotonic()
        try:
            code = self.modem.wait(PROGRAM_LIMIT_S)
        except subprocess.TimeoutExpired:
            raise Failure("SIGTERM\n  expected exit 0 within %d s\n  seen     still running after %d s" % (STOP_LIMIT_S, PROGRAM_LIMIT_S)) from None
        took = time.monotonic() - begin
        limit = max(STOP_LIMIT_S, STOP_LIMIT_RUNS * max(before, self.idle_run()))
        if code != 0 or took > limit:
            raise Failure("SIGTERM\n  expected exit 0 within %.1f s\n  seen     exit %d after %.1f s" % (limit, code, took))
        if os.path.lexists(self.link):
            raise Failure("SIGTERM\n  expected %s to be gone\n  seen     it is still there" % self.link)
        self.note("SIGTERM: exit 0 after %.1f s" % took)

    def run(self):
        parts = (("build and start", self.start), ("identity", self.identity), ("test and read forms", self.test_forms),
                 ("malformed lines", self.refused), ("publish", self.publishing), ("line feeds", self.line_feeds),
                 ("subscribe", self.subscribing), ("order", self.order), ("extensions", self.extensions), ("probes", self.probes),
                 ("line discipline", self.discipline), ("stop", self.stop))
        for name, part in parts:
            before, begin = self.checks, time.monotonic()
            part()
            if part == self.start:
                self.line = Line(self.link)
            print("  %-22s %3d checks  %6.1f s" % (name, self.checks - before, time.monotonic() - begin), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--source", default=os.path.dirname(os.path.dirname(os.path.abspath(__file__))), help="repository to clone")
    options.add_argument("--keep", action="store_true", help="leave the temporary folder behind")
    options.add_argument("--verbose", action="store_true", help="one line for each check")
    options = options.parse_args()
    folder = tempfile.mkdtemp(prefix="softclick-")
    checkout = os.path.join(folder, "clone")
    subprocess.run(["git", "clone", "-q", options.source, checkout], check=True)
    outside = Outside(checkout, folder, options.verbose)
    try:
        outside.run()
        print("outside: %d checks passed" % outside.checks)
        return 0
    except Failure as failure:
        print("outside: FAILED: %s" % failure)
        errors = os.path.join(folder, "stderr.txt")
        if os.path.exists(errors):
            print("--- the modem's stderr, its end:")
            print("".join(open(errors, errors="replace").readlines()[-30:]), end="")
        return 1
    finally:
        modem = getattr(outside, "modem", None)
        if modem is not None and modem.poll() is None:
            modem.kill()
            modem.wait()
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
