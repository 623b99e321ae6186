package dev.softclick.port;

/** The contract through a line of several ports, of which the test's host leads. */
class SharedTcpPortTest extends PortContract {
    @Override
    Port create() {
        return new SharedLine(java.util.List.of(new TcpPort("127.0.0.1", 0), new TcpPort("127.0.0.1", 0)));
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
