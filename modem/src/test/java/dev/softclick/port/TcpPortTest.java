package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpPortTest extends PortContract {
    @Override
    Port create() {
        return new TcpPort("127.0.0.1", 0);
    }

    @Override
    int moreThanFits() {
        return 32 << 20;
    }

    @Override
    Host attach(Port port) throws IOException {
        return Host.socket(connect(port));
    }

    static Socket connect(Port port) throws IOException {
        String address = port.address();
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Test
    void theAddressTellsTheChosenPort() throws IOException {
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(new Recorder());
            assertThat(port.address()).matches("tcp:127\\.0\\.0\\.1:[1-9]\\d*");
            assertThat(port.path()).isEmpty();
            assertThat(port.loopback()).isTrue();
        }
        try (TcpPort wide = new TcpPort("0.0.0.0", 0)) {
            wide.open(new Recorder());
            assertThat(wide.loopback()).isFalse();
        }
    }

    @Test
    void aSecondHostIsToldBusyEvenIfItHasSentSomething() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(heard);
            try (Socket first = connect(port)) {
                first.getOutputStream().write('1');
                heard.awaitText("1");
                try (Socket second = connect(port)) {
                    second.getOutputStream().write("AT\r".getBytes(StandardCharsets.US_ASCII));
                    assertThat(second.getInputStream().readAllBytes()).asString().isEqualTo("BUSY\r\n");
                }
                first.getOutputStream().write('2');
                heard.awaitText("12");
            }
        }
    }

    @Test
    void afterAHostLeftTheNextSeesNothingOfItsBytes() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(heard);
            assertThat(port.write(new byte[] {'x'})).isTrue();
            try (Socket first = connect(port)) {
                first.getOutputStream().write('1');
                heard.awaitText("1");
                assertThat(port.write(new byte[32 << 20])).isFalse();
                first.setSoLinger(true, 0);
            }
            await().until(() -> heard.drained.get() == 1);
            try (Socket second = connect(port)) {
                second.getOutputStream().write('2');
                heard.awaitText("12");
                heard.send(port, new byte[] {'y'});
                assertThat(second.getInputStream().read()).isEqualTo('y');
            }
        }
    }

    @Test
    void aHostThatHasSentItsLastStillGetsAnswersUntilTheGraceIsOver() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0, Duration.ofMillis(200))) {
            port.open(heard);
            try (Socket host = connect(port)) {
                host.getOutputStream().write("AT\r".getBytes(StandardCharsets.US_ASCII));
                host.shutdownOutput();
                heard.awaitText("AT\r");
                heard.send(port, "OK\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(host.getInputStream().readAllBytes()).asString().isEqualTo("OK\r\n");
            }
        }
    }

    @Test
    void aNewHostReplacesOneThatHasSentItsLast() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(heard);
            for (int i = 0; i < 20; i++) {
                try (Socket host = connect(port)) {
                    host.getOutputStream().write('.');
                }
                heard.awaitBytes(i + 1);
            }
            assertThat(heard.text()).isEqualTo("....................");
        }
    }

    @Test
    void addressesThatCantBeHadAreNamed() throws IOException {
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(new Recorder());
            int taken = Integer.parseInt(port.address().substring("tcp:127.0.0.1:".length()));
            try (TcpPort second = new TcpPort("127.0.0.1", taken)) {
                assertThatThrownBy(() -> second.open(new Recorder()))
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("tcp:127.0.0.1:" + taken + " can't be listened on (Address already in use)");
            }
        }
        try (TcpPort nowhere = new TcpPort("no-such-host.invalid", 0)) {
            assertThatThrownBy(() -> nowhere.open(new Recorder())).isInstanceOf(IOException.class).hasMessageContaining("no-such-host.invalid");
        }
    }

    @Test
    void afterCloseThePortIsFree() throws IOException {
        TcpPort port = new TcpPort("127.0.0.1", 0);
        port.open(new Recorder());
        int number = Integer.parseInt(port.address().substring("tcp:127.0.0.1:".length()));
        port.close();
        await().untilAsserted(() -> {
            try (TcpPort again = new TcpPort("127.0.0.1", number)) {
                again.open(new Recorder());
            }
        });
    }
}
