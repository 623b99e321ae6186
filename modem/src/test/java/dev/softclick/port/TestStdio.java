package dev.softclick.port;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/** A {@link StdioPort} on two pipes, as a process has them, for tests of other packages. */
public final class TestStdio implements Closeable {
    private final Pipe toPort = Pipe.open();
    private final Pipe fromPort = Pipe.open();

    /** The pipes. */
    public TestStdio() throws IOException {}

    /** The port on them. */
    public Port port() {
        return new StdioPort(Channels.newInputStream(toPort.source()), Channels.newOutputStream(fromPort.sink()));
    }

    /** What the port is to read. */
    public OutputStream toPort() {
        return Channels.newOutputStream(toPort.sink());
    }

    /** What the port has written. */
    public InputStream fromPort() {
        return Channels.newInputStream(fromPort.source());
    }

    @Override
    public void close() throws IOException {
        toPort.sink().close();
        fromPort.source().close();
        toPort.source().close();
        fromPort.sink().close();
    }
}
