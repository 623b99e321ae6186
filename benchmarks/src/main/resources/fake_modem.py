"""The fake that one writes in an afternoon: a PTY, AT, and a publish socket that always opens. Argument: the link to make."""
import os
import re
import sys
import tty

master, slave = os.openpty()
tty.setraw(slave)
os.symlink(os.ttyname(slave), sys.argv[1])
line = b""
while True:
    byte = os.read(master, 1)
    if byte != b"\r":
        line += byte
        continue
    command, line = line.strip(), b""
    os.write(master, command + b"\r")
    opened = re.match(rb"AT\+AWSPUBOPEN=(\d),", command)
    if command.startswith(b"AT"):
        os.write(master, b"\r\nOK\r\n")
    if opened:
        os.write(master, b"\r\n+AWSPUBOPEN: " + opened.group(1) + b",0\r\n")
