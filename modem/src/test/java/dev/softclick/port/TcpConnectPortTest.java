package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.LineSignal.Attached;
import dev.softclick.port.LineSignal.Detached;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpConnectPortTest extends PortContract {
    private ServerSocket remote;

    private static DialPauses brief() {
        return new DialPauses(Duration.ofMillis(1), Duration.ofMillis(20));
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    private static TcpConnectPort to(int port) {
        return new TcpConnectPort(new HostAndPort("127.0.0.1", port), brief());
    }

    @Override
    Port create() {
        try {
            remote = listening(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to(remote.getLocalPort());
    }

    @Override
    Host attach(Port port) throws IOException {
        return Host.socket(remote.accept());
    }

    @Override
    int moreThanFits() {
        return 32 << 20;
    }

    @AfterEach
    void stopRemote() throws IOException {
        remote.close();
    }

    @Test
    void aRemoteThatIsNotThereYetIsToldOnceAndMetWhenItComes() throws IOException {
        int number = remote.getLocalPort();
        remote.close();
        Recorder heard = new Recorder();
        try (TcpConnectPort port = to(number)) {
            port.open(heard);
            assertThat(port.address()).isEqualTo("tcp-connect:127.0.0.1:" + number);
            heard.awaitSignals(new Detached());
            assertThat(port.write(new byte[] {1})).as("dropped").isTrue();
            await().during(Duration.ofMillis(100)).until(() -> heard.signals().size() == 1);
            try (ServerSocket late = listening(number);
                    Socket host = late.accept()) {
                heard.awaitSignals(new Detached(), new Attached());
                heard.send(port, new byte[] {'y'});
                assertThat(host.getInputStream().read()).isEqualTo('y');
            }
        }
    }

    @Test
    void aRemoteThatComesAndGoesIsMetEachTime() throws IOException {
        Recorder heard = new Recorder();
        try (TcpConnectPort port = to(remote.getLocalPort())) {
            port.open(heard);
            for (int i = 1; i <= 20; i++) {
                try (Socket host = remote.accept()) {
                    host.getOutputStream().write('.');
                    heard.awaitBytes(i);
                }
                int told = 2 * i;
                await().until(() -> heard.signals().size() >= told);
            }
            assertThat(heard.signals().subList(0, 40)).as("said once each time").isEqualTo(java.util.Collections.nCopies(20, List.of(new Attached(), new Detached())).stream().flatMap(List::stream).toList());
        }
    }

    @Test
    void whatItIsOwedWhenItBreaksIsCalledOff() throws IOException {
        Recorder heard = new Recorder();
        try (TcpConnectPort port = to(remote.getLocalPort())) {
            port.open(heard);
            try (Socket host = remote.accept()) {
                heard.awaitSignals(new Attached());
                assertThat(port.write(new byte[32 << 20])).isFalse();
                host.setSoLinger(true, 0);
            }
            await().until(() -> heard.drained.get() == 1);
        }
    }

    @Test
    void aNameThatMeansNothingIsLookedUpAgainAndAgain() throws IOException {
        Recorder heard = new Recorder();
        try (TcpConnectPort port = new TcpConnectPort(new HostAndPort("no-such-host.invalid", 1), brief())) {
            port.open(heard);
            heard.awaitSignals(new Detached());
        }
    }

    @Test
    void afterCloseNobodyIsCalled() throws IOException {
        Recorder heard = new Recorder();
        TcpConnectPort port = to(remote.getLocalPort());
        port.open(heard);
        try (Socket host = remote.accept()) {
            port.close();
            assertThat(host.getInputStream().read()).isEqualTo(-1);
        }
        remote.setSoTimeout(200);
        org.assertj.core.api.Assertions.assertThatThrownBy(remote::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
}
