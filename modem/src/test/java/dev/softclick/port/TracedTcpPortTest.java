package dev.softclick.port;

/** The contract through a trace. */
class TracedTcpPortTest extends PortContract {
    @Override
    Port create() {
        return new TracingPort(new TcpPort("127.0.0.1", 0), System::nanoTime, bytes -> {});
    }

    @Override
    int moreThanFits() {
        return 32 << 20;
    }

    @Override
    Host attach(Port port) throws Exception {
        return Host.socket(TcpPortTest.connect(port));
    }
}
