package dev.softclick.link;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A little proxy on loopback, one thread for each direction: SOCKS 5 (RFC 1928) or HTTP CONNECT, or whatever a lambda does to its client. */
final class TestProxy implements AutoCloseable {
    /** What is done with a client; it is closed afterwards. */
    interface Serving {
        void serve(Socket client, TestProxy proxy) throws IOException;
    }

    /** What clients asked for, as {@code localhost:8883}, and for SOCKS how ({@code name} or {@code address}). */
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final ServerSocket server;
    private final Serving serving;

    TestProxy(Serving serving) throws IOException {
        this.serving = serving;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(() -> {
            while (true) {
                Socket client = keep(server.accept());
                thread(() -> serve(client));
            }
        });
    }

    static TestProxy socks() throws IOException {
        return new TestProxy(TestProxy::socks);
    }

    static TestProxy http() throws IOException {
        return new TestProxy(TestProxy::http);
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            serving.serve(client, this);
        }
    }

    private static void socks(Socket client, TestProxy proxy) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        in.readByte();
        in.readNBytes(in.readByte());
        out.write(new byte[] {5, 0});
        in.readNBytes(3);
        boolean named = in.readByte() == 3;
        byte[] host = in.readNBytes(named ? in.readByte() : 4);
        int port = in.readUnsignedShort();
        String text = named ? new String(host, StandardCharsets.US_ASCII) : InetAddress.getByAddress(host).getHostAddress();
        proxy.asked.add((named ? "name " : "address ") + text + ":" + port);
        Socket cloud = proxy.keep(new Socket(InetAddress.getLoopbackAddress(), port));
        out.write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        proxy.join(client, cloud);
    }

    private static void http(Socket client, TestProxy proxy) throws IOException {
        String request = readHead(client.getInputStream());
        String to = request.split(" ")[1];
        proxy.asked.add(request.split(" ")[0] + " " + to);
        Socket cloud = proxy.keep(new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(to.substring(to.lastIndexOf(':') + 1))));
        client.getOutputStream().write("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        proxy.join(client, cloud);
    }

    /** All up to and with an empty line. */
    static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("end of stream");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private void join(Socket client, Socket cloud) throws IOException {
        thread(() -> {
            try (client; cloud) {
                cloud.getInputStream().transferTo(client.getOutputStream());
            }
        });
        client.getInputStream().transferTo(cloud.getOutputStream());
        cloud.close();
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(Work work) {
        Thread.ofPlatform().daemon().name("test-proxy").start(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // somebody went away, as they do
            }
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
