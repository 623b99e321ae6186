"""What pyserial makes of an rfc2217: port whose modem echoes. Usage: rfc2217_client.py PORT. Says "ok" at the end."""

import random
import sys
import time

import serial


def echoed(line, payload):
    line.write(payload)
    # pyserial hands bytes over one by one: on a busy machine, two threads that both want them take a minute for what one does in a second.
    deadline = time.monotonic() + line.timeout
    while line.in_waiting < len(payload) and time.monotonic() < deadline:
        time.sleep(0.01)
    got = line.read(min(len(payload), line.in_waiting))
    assert got == payload, f"{len(got)} of {len(payload)} bytes came back" if len(got) != len(payload) else "other bytes came back"


line = serial.serial_for_url(f"rfc2217://127.0.0.1:{sys.argv[1]}", baudrate=9600, timeout=100)
every = bytes(range(256))
echoed(line, every)
echoed(line, bytes(reversed(every)))
echoed(line, b"\xff" * 1000 + b"\r\x00\r\n\r")

for baud in (19200, 300, 115200, 65470, 9600):
    line.baudrate = baud
    echoed(line, every)
for size in (serial.FIVEBITS, serial.SIXBITS, serial.SEVENBITS, serial.EIGHTBITS):
    line.bytesize = size
for parity in line.PARITIES:
    line.parity = parity
for stop in (serial.STOPBITS_TWO, serial.STOPBITS_ONE_POINT_FIVE, serial.STOPBITS_ONE):
    line.stopbits = stop
for flow in ({"rtscts": True}, {"rtscts": False}, {"xonxoff": True}, {"xonxoff": False}):
    line.apply_settings(flow)
try:
    line.baudrate = 10
    raise SystemExit("10 baud were accepted")
except ValueError as e:
    assert "baudrate" in str(e), e
line.baudrate = 9600

assert line.cts and line.dsr and not line.ri and not line.cd
line.dtr = False
line.dtr = True
line.rts = False
line.rts = True
line.break_condition = True
line.break_condition = False
line.reset_input_buffer()
line.reset_output_buffer()

echoed(line, random.Random(2217).randbytes(100_000))
line.close()
print("ok")
