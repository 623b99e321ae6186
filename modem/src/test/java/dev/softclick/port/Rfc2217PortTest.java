package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.port.LineSignal.Break;
import dev.softclick.port.LineSignal.HostPresent;
import dev.softclick.port.LineSignal.Rate;
import dev.softclick.port.LineSignal.TerminalReady;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class Rfc2217PortTest extends PortContract {
    private static final int MEGABYTE = 1 << 20;

    private static Rfc2217Port port(boolean takeover) {
        return new Rfc2217Port("127.0.0.1", 0, new ListenPolicy(takeover, false, List.of()), 9600);
    }

    @Override
    Port create() {
        return port(false);
    }

    @Override
    Host attach(Port port) throws IOException {
        return TelnetHost.on(TcpPortTest.connect(port));
    }

    @Override
    int moreThanFits() {
        return 32 << 20;
    }

    private static void send(Socket client, String hex) throws IOException {
        client.getOutputStream().write(HexFormat.of().parseHex(hex));
    }

    @Test
    void theAddressTellsTheKindAndWhatIsRefusedTellsItToo() throws IOException {
        try (Rfc2217Port port = port(false)) {
            port.open(new Recorder());
            assertThat(port.address()).matches("rfc2217:127\\.0\\.0\\.1:[1-9]\\d*");
            assertThat(port.caution()).isEmpty();
        }
        try (Rfc2217Port wide = new Rfc2217Port("0.0.0.0", 0, ListenPolicy.CAREFUL, 9600)) {
            assertThatThrownBy(() -> wide.open(new Recorder())).hasMessageStartingWith("rfc2217:0.0.0.0:0 could be reached").hasMessageContaining("--listen-any");
        }
    }

    @Test
    void whatTheClientDoesToTheLineIsSignalledInOrderWithItsBytes() throws IOException {
        StringBuilder order = new StringBuilder();
        Recorder heard = new Recorder() {
            @Override
            public void received(byte[] lent, int offset, int length) {
                super.received(lent, offset, length);
                order.append(new String(lent, offset, length, java.nio.charset.StandardCharsets.ISO_8859_1));
            }

            @Override
            public void signalled(LineSignal signal) {
                super.signalled(signal);
                order.append('<').append(signal.getClass().getSimpleName()).append('>');
            }
        };
        try (Rfc2217Port port = port(false)) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port)) {
                send(client, "41" + "fffa2c010001c200fff0" + "42" + "fffa2c0509fff0" + "43" + "fffa2c0505fff0" + "fffa2c0508fff0" + "44");
                heard.awaitText("ABCD");
            }
            heard.awaitSignals(new HostPresent(true), new TerminalReady(true), new Rate(115_200), new TerminalReady(false), new Break(), new TerminalReady(true),
                    new TerminalReady(false), new HostPresent(false));
            assertThat(order).hasToString("<HostPresent><TerminalReady>A<Rate>B<TerminalReady>C<Break><TerminalReady>D<TerminalReady><HostPresent>");
        }
    }

    @Test
    void aSuspendedClientGetsAnswersButNoData() throws IOException {
        Recorder heard = new Recorder();
        try (Rfc2217Port port = port(false)) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port)) {
                client.getInputStream().readNBytes(18);
                send(client, "fffa2c08fff0" + "2e");
                heard.awaitText(".");
                assertThat(port.write(new byte[] {'x'})).isFalse();
                send(client, "fffa2c0500fff0");
                assertThat(HexFormat.of().formatHex(client.getInputStream().readNBytes(7))).isEqualTo("fffa2c6901fff0");
                assertThat(heard.drained).hasValue(0);
                send(client, "fffa2c09fff0");
                assertThat(client.getInputStream().read()).isEqualTo('x');
                await().until(() -> heard.drained.get() == 1);
            }
        }
    }

    @Test
    void aPurgeThrowsAwayWhatHasNotLeft() throws IOException {
        Recorder heard = new Recorder();
        try (Rfc2217Port port = port(false)) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port)) {
                client.getInputStream().readNBytes(18);
                send(client, "fffa2c08fff0" + "2e");
                heard.awaitText(".");
                assertThat(port.write(new byte[MEGABYTE])).isFalse();
                send(client, "fffa2c0c01fff0");
                await().until(() -> heard.drained.get() == 1);
                send(client, "fffa2c09fff0" + "2e");
                heard.awaitText("..");
                heard.send(port, new byte[] {'y'});
                assertThat(HexFormat.of().formatHex(client.getInputStream().readNBytes(8))).isEqualTo("fffa2c7001fff0" + "79");
            }
        }
    }

    @Test
    void aClientThatTakesOverStartsAfresh() throws IOException {
        Recorder heard = new Recorder();
        try (Rfc2217Port port = port(true)) {
            port.open(heard);
            try (Socket first = TcpPortTest.connect(port)) {
                send(first, "fffa2c08fff0" + "31");
                heard.awaitText("1");
                assertThat(port.write(new byte[MEGABYTE])).isFalse();
                try (Socket second = TcpPortTest.connect(port)) {
                    send(second, "32");
                    heard.awaitText("12");
                    assertThat(heard.drained).hasValue(1);
                    heard.left.acquireUninterruptibly();
                    heard.send(port, new byte[] {'y'});
                    assertThat(HexFormat.of().formatHex(second.getInputStream().readNBytes(19))).isEqualTo("fffb01fffb03fffd03fffb00fffd00fffd2c" + "79");
                    heard.awaitSignals(new HostPresent(true), new TerminalReady(true), new TerminalReady(false), new HostPresent(false), new HostPresent(true),
                            new TerminalReady(true));
                }
            }
        }
    }

    /** Asks for the signature for ever, and reads nothing. */
    @Test
    void aClientThatAsksWithoutReadingIsNoLongerRead() throws Exception {
        Recorder heard = new Recorder();
        try (Rfc2217Port port = port(false)) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port)) {
                byte[] questions = HexFormat.of().parseHex("fffa2c00fff0".repeat(10_000));
                Thread asking = Thread.ofPlatform().daemon().start(() -> {
                    try {
                        for (int i = 0; i < 1000; i++) {
                            client.getOutputStream().write(questions);
                        }
                    } catch (IOException e) {
                        // The test is over.
                    }
                });
                await().atMost(Duration.ofSeconds(60)).during(Duration.ofMillis(300)).until(() -> !port.readingBelow());
                assertThat(asking.isAlive()).as("60 MB of questions are not taken").isTrue();
            }
        }
    }

    @Test
    void whatAFullDuplexStormOfCommandsLeavesIsTheData() throws Exception {
        Recorder heard = new Recorder();
        try (Rfc2217Port port = port(false)) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port); Host host = TelnetHost.on(client)) {
                var reading = java.util.concurrent.CompletableFuture.supplyAsync(() -> host.readExactly(MEGABYTE));
                byte[] storm = HexFormat.of().parseHex("fffb18fffd1f" + "fffa2c0500fff0" + "fffa2c00fff0" + "fffd01fffe01" + "41");
                Thread storming = Thread.ofPlatform().start(() -> {
                    try {
                        for (int i = 0; i < 20_000; i++) {
                            client.getOutputStream().write(storm);
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
                await().until(() -> heard.count() > 0);
                byte[] much = random(MEGABYTE);
                for (int at = 0; at < MEGABYTE; at += 8192) {
                    heard.send(port, java.util.Arrays.copyOfRange(much, at, at + 8192));
                }
                assertThat(reading.get()).isEqualTo(much);
                storming.join();
                await().until(() -> heard.count() == 20_000);
            }
        }
    }
}
