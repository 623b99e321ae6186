"""What a test of a host program looks like: the line on one side, the cloud on the other."""


def opened(line, command, urc):
    line.write(command)
    assert line.read_until(b"OK\r\n") == b"\r\nOK\r\n"
    assert line.read_until(urc).endswith(urc)


def test_publishes_its_temperature(modem, line):
    watching = modem.watch("temperature/+", 1)
    opened(line, b'AT+AWSPUBOPEN=0,"temperature"\r', b"+AWSPUBOPEN: 0,0\r\n")
    line.write(b"AT+AWSPUBLISH=0,5,2\r")
    assert line.read_until(b">") == b"\r\n>"
    line.write(b"21.5C")
    assert line.read_until(b"OK\r\n") == b"\r\nSEND OK\r\n"
    seen, _ = watching.communicate(timeout=180)
    assert seen == f"temperature/{modem.thing} 21.5C\n"


def test_receives_its_resolution(modem, line):
    opened(line, b'AT+AWSSUBOPEN=0,"resolution"\r', b"+AWSSUBOPEN: 0,0\r\n")
    modem.cloud("pub", f"resolution/{modem.thing}", "10\r\n")
    assert line.read_until(b"\r\n+AWS:0,4\r\n") == b"\r\n+AWS:0,4\r\n"
    assert line.read(4) == b"10\r\n"


def test_a_topic_that_is_not_open(line):
    line.write(b"AT+AWSPUBLISH=1,5\r")
    assert line.read_until(b"ERROR\r\n") == b"\r\nERROR\r\n"
