package dev.softclick.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a broker says that does all it is asked, for {@link ScriptedServer}: MQTT 5 and 3.1.1, no messages of its own. */
final class PoliteBroker {
    private PoliteBroker() {}

    /** What a CONNECT says. */
    record Greeting(int version, String clientId) {}

    static void serve(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        Greeting greeting = greeting(in);
        accept(socket, greeting);
        goOn(socket, greeting);
    }

    static Greeting greeting(InputStream in) throws IOException {
        byte[] packet = ScriptedServer.readPacket(in);
        int version = packet[7];
        int at = 11; // type, "MQTT", version, flags, keep-alive
        if (version == 5) {
            at += 1 + packet[at];
        }
        int length = (packet[at] & 0xFF) << 8 | packet[at + 1] & 0xFF;
        return new Greeting(version, new String(packet, at + 2, length, StandardCharsets.UTF_8));
    }

    static void accept(Socket socket, Greeting greeting) throws IOException {
        answer(socket, greeting, 0);
    }

    /** CONNACK. */
    static void answer(Socket socket, Greeting greeting, int code) throws IOException {
        send(socket, greeting.version() == 5 ? new int[] {0x20, 3, 0, code, 0} : new int[] {0x20, 2, 0, code});
    }

    /** After CONNACK. */
    static void goOn(Socket socket, Greeting greeting) throws IOException {
        boolean five = greeting.version() == 5;
        while (true) {
            byte[] packet = ScriptedServer.readPacket(socket.getInputStream());
            switch ((packet[0] & 0xF0) >> 4) {
                case 3 -> {
                    int at = 3 + ((packet[1] & 0xFF) << 8 | packet[2] & 0xFF);
                    if ((packet[0] & 2) != 0) {
                        send(socket, 0x40, 2, packet[at], packet[at + 1]);
                    }
                }
                case 8 -> send(socket, five ? new int[] {0x90, 4, packet[1], packet[2], 0, 1} : new int[] {0x90, 3, packet[1], packet[2], 1});
                case 10 -> send(socket, five ? new int[] {0xB0, 4, packet[1], packet[2], 0, 0} : new int[] {0xB0, 2, packet[1], packet[2]});
                case 12 -> send(socket, 0xD0, 0);
                default -> {
                    return;
                }
            }
        }
    }

    private static void send(Socket socket, int... bytes) throws IOException {
        byte[] packet = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            packet[i] = (byte) bytes[i];
        }
        OutputStream out = socket.getOutputStream();
        out.write(packet);
        out.flush();
    }
}
