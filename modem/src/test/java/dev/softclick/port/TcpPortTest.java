package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    }

    @Test
    void theNextPortHasTheAddressOfOneThatWasJustClosed() throws IOException {
        TcpPort first = new TcpPort("127.0.0.1", 0);
        first.open(new Recorder());
        int number = Integer.parseInt(first.address().substring(first.address().lastIndexOf(':') + 1));
        Port before = first;
        for (int i = 0; i < 200; i++) {
            try (Socket host = connect(before)) {
                before.close();
                TcpPort next = new TcpPort("127.0.0.1", number);
                next.open(new Recorder());
                before = next;
            }
        }
        before.close();
    }

    @Test
    void whereOtherMachinesReachItItIsOpenedOnlyIfThatIsMeantAndWarnsThen() throws IOException {
        try (TcpPort wide = new TcpPort("0.0.0.0", 0)) {
            assertThatThrownBy(() -> wide.open(new Recorder()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("tcp:0.0.0.0:0 could be reached from other machines, and an AT line has no password: add --listen-any if that is meant, "
                            + "or use tcp:127.0.0.1:0");
        }
        try (TcpPort wide = new TcpPort("0.0.0.0", 0, new ListenPolicy(false, true, List.of()))) {
            wide.open(new Recorder());
            assertThat(wide.loopback()).isFalse();
            assertThat(wide.caution().orElseThrow())
                    .isEqualTo(wide.address() + " can be reached from other machines, and an AT line has no password: --allow CIDR limits who may");
        }
        try (TcpPort limited = new TcpPort("0.0.0.0", 0, new ListenPolicy(false, true, List.of(CidrBlock.parse("10.0.0.0/8"))))) {
            limited.open(new Recorder());
            assertThat(limited.caution().orElseThrow()).contains("any machine of 10.0.0.0/8, and an AT line has no password");
        }
    }

    @Test
    void aNewerHostTakesOverWhereThatIsAllowed() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0, new ListenPolicy(true, false, List.of()))) {
            port.open(heard);
            try (Socket first = connect(port)) {
                first.getOutputStream().write('1');
                heard.awaitText("1");
                assertThat(port.write(new byte[32 << 20])).isFalse();
                try (Socket second = connect(port)) {
                    second.getOutputStream().write('2');
                    heard.awaitText("12");
                    assertThat(heard.drained).as("what the first was owed").hasValue(1);
                    heard.left.acquireUninterruptibly();
                    heard.send(port, new byte[] {'y'});
                    assertThat(second.getInputStream().read()).isEqualTo('y');
                }
            }
        }
    }

    @Test
    void whoIsNotAllowedIsClosedWithoutAWord() throws IOException {
        Recorder heard = new Recorder();
        ListenPolicy others = new ListenPolicy(false, false, List.of(CidrBlock.parse("10.0.0.0/8"), CidrBlock.parse("::1")));
        try (TcpPort port = new TcpPort("127.0.0.1", 0, others)) {
            port.open(heard);
            try (Socket stranger = connect(port)) {
                assertThat(stranger.getInputStream().readAllBytes()).isEmpty();
            }
        }
        ListenPolicy us = new ListenPolicy(false, false, List.of(CidrBlock.parse("10.0.0.0/8"), CidrBlock.parse("127.0.0.1")));
        try (TcpPort port = new TcpPort("127.0.0.1", 0, us)) {
            port.open(heard);
            try (Socket friend = connect(port)) {
                friend.getOutputStream().write('1');
                heard.awaitText("1");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHostThatVanishesIsFoundOutByKeepAlive() throws IOException {
        Recorder heard = new Recorder();
        try (TcpPort port = new TcpPort("127.0.0.1", 0)) {
            port.open(heard);
            try (Socket host = connect(port)) {
                String ours = String.format(":%04X", host.getPort());
                String theirs = String.format(":%04X", host.getLocalPort());
                // proc(5): "sl local remote st tx:rx tr:when ..."; timer 2 is keep-alive.
                await().until(() -> connections().anyMatch(field -> field[1].endsWith(ours) && field[2].endsWith(theirs) && field[5].startsWith("02:")));
            }
        }
    }

    private static Stream<String[]> connections() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
        return lines.stream().map(line -> line.strip().split("\\s+"));
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
        try (TcpPort port = new TcpPort("tcp", new HostAndPort("127.0.0.1", 0), ListenPolicy.CAREFUL, Duration.ofSeconds(3))) {
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
