package dev.softclick.port;

import static dev.softclick.port.Recorder.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StdioPortTest extends PortContract {
    private Pipe toModem;
    private Pipe fromModem;

    @Override
    Port create() {
        try {
            toModem = Pipe.open();
            fromModem = Pipe.open();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return new StdioPort(Channels.newInputStream(toModem.source()), Channels.newOutputStream(fromModem.sink()));
    }

    @Override
    Host attach(Port port) {
        return Host.streams(Channels.newInputStream(fromModem.source()), Channels.newOutputStream(toModem.sink()), () -> {
            toModem.sink().close();
            fromModem.source().close();
        });
    }

    @Test
    void theEndOfInputIsToldOnceAndOutputGoesOn() {
        Recorder heard = new Recorder();
        var output = new java.io.ByteArrayOutputStream();
        try (StdioPort port = new StdioPort(new ByteArrayInputStream(new byte[] {'A', 'T'}), output)) {
            port.open(heard);
            heard.awaitText("AT");
            await().until(() -> heard.endCount() == 1);
            heard.send(port, new byte[] {'O', 'K'});
            assertThat(output.toString()).isEqualTo("OK");
            await().during(Duration.ofMillis(50)).until(() -> heard.ends.equals(java.util.List.of(Optional.empty())));
        }
    }

    @Test
    void aBrokenOutputEndsThePortAndOwesNothing() {
        Recorder heard = new Recorder();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (StdioPort port = new StdioPort(Channels.newInputStream(toModem.source()), broken)) {
            port.open(heard);
            heard.send(port, new byte[] {1});
            await().until(() -> heard.endCount() == 1);
            assertThat(heard.ends.getFirst()).get().extracting(Throwable::getMessage).isEqualTo("Broken pipe");
            assertThat(port.write(new byte[] {2})).isTrue();
        }
    }
}
