package dev.softclick.port;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** The contract through a pacer, at a rate that lets a megabyte pass in about a second. */
class PacedTcpPortTest extends PortContract {
    private ScheduledExecutorService timer;

    @Override
    Port create() {
        timer = Executors.newSingleThreadScheduledExecutor();
        return new BaudPacer(new TcpPort("127.0.0.1", 0), BaudPacer.MAX_BAUD, System::nanoTime, timer);
    }

    @Override
    Host attach(Port port) throws Exception {
        return Host.socket(TcpPortTest.connect(port));
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }
}
