package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of port does. */
abstract class PortContract {
    private static final int MEGABYTE = 1 << 20;

    final Recorder heard = new Recorder();
    private final Port port = create();

    abstract Port create();

    /** A host on the open port; the test closes it. */
    abstract Host attach(Port port) throws Exception;

    /** More bytes than this kind of port takes while its host does not read. */
    int moreThanFits() {
        return MEGABYTE;
    }

    @AfterEach
    void closed() {
        port.close();
        assertThat(heard.overlapped).as("listener calls overlapped").isFalse();
    }

    private Host opened() throws Exception {
        port.open(heard);
        Host host = attach(port);
        // What is written before the port has noticed its host is dropped, as on a wire with no listener.
        host.write("?");
        heard.awaitText("?");
        heard.forget();
        return host;
    }

    @Test
    void everyByteValuePassesBothWays() throws Exception {
        try (Host host = opened()) {
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            host.write(all);
            assertThat(heard.awaitBytes(256)).isEqualTo(all);
            heard.send(port, all);
            assertThat(host.readExactly(256)).isEqualTo(all);
        }
    }

    @Test
    void aMegabyteFromTheHostPassesAnOwnerThatPauses() throws Exception {
        try (Host host = opened()) {
            byte[] much = random(MEGABYTE);
            var writing = host.writeMeanwhile(much);
            for (int step = 1; step <= 16; step++) {
                int enough = step * MEGABYTE / 16;
                await().until(() -> heard.count() >= enough);
                port.reading(false);
                Thread.yield();
                port.reading(true);
            }
            writing.join();
            assertThat(heard.awaitBytes(MEGABYTE)).isEqualTo(much);
        }
    }

    @Test
    void aMegabyteToTheHostPassesInChunks() throws Exception {
        try (Host host = opened()) {
            byte[] much = random(MEGABYTE);
            Thread writing = Thread.ofPlatform().start(() -> {
                for (int at = 0; at < much.length; at += 10_007) {
                    heard.send(port, java.util.Arrays.copyOfRange(much, at, Math.min(much.length, at + 10_007)));
                }
            });
            assertThat(host.readExactly(MEGABYTE)).isEqualTo(much);
            writing.join();
        }
    }

    @Test
    void bytesAHostDoesNotReadAreKeptAndDrainedIsToldOnce() throws Exception {
        try (Host host = opened()) {
            byte[] much = random(moreThanFits());
            assertThat(port.write(much)).isFalse();
            assertThat(heard.drained).hasValue(0);
            assertThat(host.readExactly(much.length)).isEqualTo(much);
            await().until(() -> heard.drained.get() == 1);
            heard.send(port, new byte[] {1});
            assertThat(host.readExactly(1)).containsExactly(1);
        }
    }

    @Test
    void whileReadingIsOffNothingIsReceivedAndNothingIsLost() throws Exception {
        try (Host host = opened()) {
            port.reading(false);
            host.write("held");
            await().during(Duration.ofMillis(100)).until(() -> heard.count() == 0);
            port.reading(true);
            heard.awaitText("held");
            host.write(" on");
            heard.awaitText("held on");
        }
    }

    @Test
    void everyByteValuePassesInRunsOfItself() throws Exception {
        try (Host host = opened()) {
            byte[] runs = new byte[256 * 16];
            for (int i = 0; i < runs.length; i++) {
                runs[i] = (byte) (i / 16);
            }
            var writing = host.writeMeanwhile(runs);
            assertThat(heard.awaitBytes(runs.length)).isEqualTo(runs);
            writing.join();
            var sending = java.util.concurrent.CompletableFuture.runAsync(() -> heard.send(port, runs));
            assertThat(host.readExactly(runs.length)).isEqualTo(runs);
            sending.join();
        }
    }

    @Test
    void aPortThatIsClosedWhileItWritesDropsTheRest() throws Exception {
        try (Host host = opened()) {
            assertThat(port.write(random(moreThanFits()))).isFalse();
            port.close();
            assertThat(port.write(new byte[] {1})).as("nothing is left of the chunk before").isTrue();
            await().during(Duration.ofMillis(50)).until(() -> heard.drained.get() == 0 && heard.endCount() == 0);
        }
    }

    @Test
    void aPortOpensOnce() throws Exception {
        port.open(heard);
        assertThatThrownBy(() -> port.open(new Recorder())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSecondChunkBeforeTheFirstHasLeftIsAMistakeOfTheOwner() throws Exception {
        try (Host host = opened()) {
            assertThat(port.write(random(moreThanFits()))).isFalse();
            assertThatThrownBy(() -> port.write(new byte[] {1})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void afterCloseNothingIsHeardAndCloseMayBeRepeated() throws Exception {
        try (Host host = opened()) {
            host.write("x");
            heard.awaitText("x");
            port.close();
            port.close();
            assertThat(port.write(new byte[] {1})).isTrue();
            port.reading(true);
            try {
                host.write("late");
            } catch (java.io.UncheckedIOException e) {
                // The line has gone: as it should be.
            }
            await().during(Duration.ofMillis(50)).until(() -> heard.count() == 1 && heard.drained.get() == 0 && heard.endCount() == 0);
        }
    }

    static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
