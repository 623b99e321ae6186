#!/usr/bin/env python3
"""A host program for an AnyNet Click, or for Softclick: publishes one reading, then prints what the cloud sends.

    python3 publish.py /tmp/softclick [--payload 21.5] [--messages 1]

Needs pyserial (Debian: apt install python3-serial).
"""
import argparse
import sys

import serial

ANSWER_S = 5    # a final result
CONNECT_S = 90  # the URC of an open: DNS, TCP, TLS and MQTT lie before it


class Click:
    """The module at the other end of a serial line."""

    def __init__(self, path):
        self.line = serial.Serial(path, 9600, timeout=ANSWER_S)
        self.line.reset_input_buffer()
        self.command("ATE0")

    def read_line(self, seconds):
        """The next line that is not empty."""
        self.line.timeout = seconds
        while True:
            line = self.line.readline()
            if not line.endswith(b"\n"):
                raise TimeoutError("the module said nothing for %s s (%r)" % (seconds, line))
            if line.strip():
                return line.strip().decode("ascii", "replace")

    def wait_for(self, wanted, seconds=ANSWER_S):
        """Reads lines until `wanted` comes; gives those before it."""
        before = []
        while True:
            line = self.read_line(seconds)
            if line == wanted:
                return before
            if line in ("ERROR", "SEND FAIL"):
                raise RuntimeError("the module answered %s, not %s" % (line, wanted))
            before.append(line)

    def command(self, text):
        self.line.write(text.encode() + b"\r")
        return self.wait_for("OK")

    def open(self, kind, index, topic):
        """`kind` is PUB or SUB. OK says that the line was understood; the URC says how it went."""
        self.command('AT+AWS%sOPEN=%d,"%s"' % (kind, index, topic))
        urc = "+AWS%sOPEN" % kind
        while True:
            name, _, numbers = self.read_line(CONNECT_S).partition(":")
            if name == urc:
                result = int(numbers.split(",")[1])
                if result != 0:
                    raise RuntimeError("%s of %r failed with %d" % (urc, topic, result))
                return

    def publish(self, index, payload, qos=2):
        self.line.write(b"AT+AWSPUBLISH=%d,%d,%d\r" % (index, len(payload), qos))
        self.line.timeout = CONNECT_S
        seen = self.line.read_until(b">")
        if not seen.endswith(b">"):
            raise RuntimeError("no prompt but %r" % seen)
        self.line.write(payload)
        self.wait_for("SEND OK", 35)

    def message(self, seconds=None):
        """The next `+AWS:<index>,<length>` and its bytes; they may hold anything, so they are counted, not searched."""
        while True:
            line = self.read_line(seconds)
            if line.startswith("+AWS:"):
                index, length = (int(number) for number in line[5:].split(","))
                self.line.timeout = ANSWER_S + length / 900
                return index, self.line.read(length)


def main():
    options = argparse.ArgumentParser(description="publish one reading, then print what the cloud sends")
    options.add_argument("port", help="/tmp/softclick, /dev/ttyUSB0, ...")
    options.add_argument("--payload", default="21.5", help="what to publish on temperature/<thing>")
    options.add_argument("--messages", type=int, default=0, help="leave after so many messages (default: never)")
    options = options.parse_args()

    click = Click(options.port)
    print("IMEI", *click.command("AT+GSN"), flush=True)
    click.open("PUB", 0, "temperature")
    click.publish(0, options.payload.encode())
    print("published", options.payload, flush=True)
    click.open("SUB", 0, "resolution")
    print("waiting for messages", flush=True)
    count = 0
    while options.messages == 0 or count < options.messages:
        index, payload = click.message()
        print("message on socket %d: %r" % (index, payload), flush=True)
        count += 1
    for kind, urc in (("SUB", "+AWSSUBCLOSE: 0,0"), ("PUB", "+AWSPUBCLOSE: 0,0")):
        click.command("AT+AWS%sCLOSE=0" % kind)
        click.wait_for(urc, CONNECT_S)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(0)
    except (OSError, RuntimeError) as problem:
        sys.exit("publish.py: %s" % problem)
