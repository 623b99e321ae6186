"""A modem for each test session, a fresh line for each test: `pytest` and pyserial against Softclick.

SOFTCLICK is the launcher to run; by default the one of this checkout.
"""
import os
import pathlib
import subprocess

import pytest
import serial

LAUNCHER = os.environ.get("SOFTCLICK", str(pathlib.Path(__file__).resolve().parents[2] / "softclick"))


class Modem:
    """A running modem: where its port is, what its thing is called, and its cloud."""

    def __init__(self, home, ready):
        self.home = home
        self.path = ready["path"]
        self.thing = ready["thing"]

    def cloud(self, *arguments):
        """Runs `softclick cloud ...` and gives what it printed."""
        return subprocess.run([LAUNCHER, "cloud", *arguments, "--home", self.home], check=True, capture_output=True, timeout=180).stdout

    def watch(self, topic_filter, count):
        """Begins to look for messages; `communicate()` gives them."""
        watching = subprocess.Popen(
            [LAUNCHER, "cloud", "sub", topic_filter, "--count", str(count), "--timeout", "120", "--home", self.home],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert watching.stderr.readline() == "ready\n"
        return watching


@pytest.fixture(scope="session")
def modem(tmp_path_factory):
    folder = tmp_path_factory.mktemp("softclick")
    home = str(folder / "home")
    process = subprocess.Popen(
        [LAUNCHER, "run", "--no-terminal", "--port", f"pty:{folder}/modem", "--baud", "unpaced", "--home", home],
        stdout=subprocess.PIPE, text=True)
    ready = process.stdout.readline()
    assert ready.startswith("ready "), "the modem did not start"
    yield Modem(home, dict(word.split("=", 1) for word in ready.split()[1:]))
    process.terminate()
    assert process.wait(timeout=60) == 0


@pytest.fixture
def line(modem):
    """The serial line, with echo off and no sockets open."""
    with serial.Serial(modem.path, 9600, timeout=60) as port:
        port.write(b"ATE0\r")
        port.read_until(b"OK\r\n")
        yield port
        port.write(b"AT+AWSRESET\r")
        port.read_until(b"OK\r\n")
