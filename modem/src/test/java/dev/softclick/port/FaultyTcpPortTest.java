package dev.softclick.port;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** The contract through delays: late is not lost. */
class FaultyTcpPortTest extends PortContract {
    private ScheduledExecutorService timer;

    @Override
    Port create() {
        timer = Executors.newSingleThreadScheduledExecutor();
        LineFaults late = LineFaults.parse("late", "host delay 1ms every 40000\nmodem delay 1ms every 40000");
        return new FaultyPort(new TcpPort("127.0.0.1", 0), late, System::nanoTime, timer, remark -> {});
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
