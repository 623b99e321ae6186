package dev.softclick.port.telnet;

import java.io.ByteArrayOutputStream;

/** What is to be sent to the client beside data. It is taken after each read, so it is bounded by what one read can ask for. */
final class Replies {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void negotiation(int verb, int option) {
        bytes.write(Telnet.IAC);
        bytes.write(verb);
        bytes.write(option);
    }

    void comPort(int command, byte... content) {
        bytes.write(Telnet.IAC);
        bytes.write(Telnet.SB);
        bytes.write(Telnet.COM_PORT);
        bytes.write(command);
        for (byte each : content) {
            bytes.write(each);
            if (each == (byte) Telnet.IAC) {
                bytes.write(each);
            }
        }
        bytes.write(Telnet.IAC);
        bytes.write(Telnet.SE);
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }
}
