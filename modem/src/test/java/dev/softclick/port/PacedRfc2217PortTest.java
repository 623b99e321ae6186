package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.port.LineSignal.Rate;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract through a pacer, and a client that sets the pacer's rate. */
class PacedRfc2217PortTest extends PortContract {
    private ScheduledExecutorService timer;

    @Override
    Port create() {
        timer = Executors.newSingleThreadScheduledExecutor();
        return paced();
    }

    private Port paced() {
        return new BaudPacer(new Rfc2217Port("127.0.0.1", 0, ListenPolicy.CAREFUL, 9600), BaudPacer.MAX_BAUD, System::nanoTime, timer);
    }

    @Override
    Host attach(Port port) throws IOException {
        return TelnetHost.on(TcpPortTest.connect(port));
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void theRateThatAClientSetsIsTheLines() throws IOException {
        Recorder heard = new Recorder();
        try (Port port = paced()) {
            port.open(heard);
            try (Socket client = TcpPortTest.connect(port);
                    Host host = TelnetHost.on(client)) {
                client.getOutputStream().write(HexFormat.of().parseHex("fffa2c0100000960fff0" + "2e"));
                heard.awaitText(".");
                assertThat(heard.signals()).contains(new Rate(2400));
                long begun = System.nanoTime();
                heard.send(port, new byte[48]);
                host.readExactly(48);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("48 bytes at 2400 baud").isGreaterThan(Duration.ofMillis(190));
                client.getOutputStream().write(HexFormat.of().parseHex("fffa2c0100989680fff0" + "2e"));
                heard.awaitText("..");
                // At 2400 baud this would take seven minutes.
                heard.send(port, new byte[100_000]);
                host.readExactly(100_000);
            }
        }
    }
}
