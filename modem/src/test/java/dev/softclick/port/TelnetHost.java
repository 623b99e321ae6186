package dev.softclick.port;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A host on an {@code rfc2217:} port that speaks as little telnet as it can: binary, and nothing else. */
final class TelnetHost {
    private static final int IAC = 255;
    private static final int SB = 250;
    private static final int SE = 240;
    private static final byte[] HELLO = {(byte) IAC, (byte) 251, 0, (byte) IAC, (byte) 253, 0};

    private TelnetHost() {}

    static Host on(Socket socket) throws IOException {
        socket.getOutputStream().write(HELLO);
        Reader reader = new Reader(socket.getInputStream());
        return Host.of(bytes -> socket.getOutputStream().write(escaped(bytes)), reader::read, socket);
    }

    private static byte[] escaped(byte[] bytes) {
        byte[] out = new byte[bytes.length * 2];
        int length = 0;
        for (byte each : bytes) {
            out[length++] = each;
            if ((each & 0xFF) == IAC) {
                out[length++] = each;
            }
        }
        return java.util.Arrays.copyOf(out, length);
    }

    /** Drops every command. */
    private static final class Reader {
        private final InputStream in;
        private final byte[] raw = new byte[8192];
        private int at;
        private int end;

        Reader(InputStream in) {
            this.in = in;
        }

        private int next() throws IOException {
            if (at == end) {
                at = 0;
                end = in.read(raw);
                if (end < 0) {
                    end = 0;
                    return -1;
                }
            }
            return raw[at++] & 0xFF;
        }

        int read(byte[] into) throws IOException {
            int got = 0;
            while (got < into.length && (got == 0 || at < end)) {
                int value = next();
                if (value < 0) {
                    return got == 0 ? -1 : got;
                }
                if (value == IAC) {
                    value = next();
                    if (value != IAC) {
                        skip(value);
                        continue;
                    }
                }
                into[got++] = (byte) value;
            }
            return got;
        }

        private void skip(int command) throws IOException {
            if (command > SB) {
                next();
            } else if (command == SB) {
                int value = 0;
                for (int before = 0; !(before == IAC && value == SE); ) {
                    before = value;
                    value = next();
                }
            }
        }
    }
}
