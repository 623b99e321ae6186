package dev.softclick.flood;

import dev.softclick.port.LineSetup;
import dev.softclick.port.ListenPolicy;
import dev.softclick.port.Port;
import dev.softclick.port.PtyPort;
import dev.softclick.port.Rfc2217Port;
import dev.softclick.port.SerialPort;
import dev.softclick.port.TcpConnectPort;
import dev.softclick.port.TcpPort;
import dev.softclick.port.TestStdio;
import dev.softclick.port.UnixPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** A kind of port, opened for a modem, with what a host needs to get at it. */
enum Kind {
    PTY {
        @Override
        Line line(Path folder) {
            Path link = folder.resolve("pty");
            return new Line(new PtyPort(link), port -> RawHost.device(link), () -> {});
        }
    },
    SERIAL {
        @Override
        Line line(Path folder) throws IOException {
            Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
            Path near = folder.resolve("near");
            Path far = folder.resolve("far");
            Process socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far).start();
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(near) && Files.exists(far));
            return new Line(new SerialPort(near, LineSetup.DEFAULT), port -> RawHost.device(far), socat::destroy);
        }
    },
    TCP {
        @Override
        Line line(Path folder) {
            return new Line(new TcpPort("127.0.0.1", 0), Kind::call, () -> {});
        }
    },
    TCP_CONNECT {
        @Override
        Line line(Path folder) throws IOException {
            ServerSocket server = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
            return new Line(new TcpConnectPort("127.0.0.1", server.getLocalPort()), port -> RawHost.socket(server.accept()), server);
        }
    },
    UNIX {
        @Override
        Line line(Path folder) {
            Path file = folder.resolve("socket");
            return new Line(
                    new UnixPort(file),
                    port -> {
                        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
                        return new RawHost(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
                    },
                    () -> {});
        }
    },
    RFC2217 {
        @Override
        Line line(Path folder) {
            return new Line(new Rfc2217Port("127.0.0.1", 0, ListenPolicy.CAREFUL, 9600), Kind::call, () -> {});
        }
    },
    STDIO {
        @Override
        Line line(Path folder) throws IOException {
            TestStdio stdio = new TestStdio();
            return new Line(stdio.port(), port -> new RawHost(stdio.fromPort(), stdio.toPort(), stdio), () -> {});
        }
    };

    interface Attaching {
        RawHost to(Port port) throws IOException;
    }


    /** @param ending closes what the host's side needs beside the host */
    record Line(Port port, Attaching attaching, java.io.Closeable ending) {}

    abstract Line line(Path folder) throws IOException;

    private static RawHost call(Port port) throws IOException {
        return RawHost.socket(new Socket("127.0.0.1", Integer.parseInt(port.address().replaceFirst(".*:", ""))));
    }
}
