package dev.softclick.port;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A port whose host is the test. */
class FakePort implements Port {
    private final String name;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    PortListener listener;
    boolean stuck;
    boolean outstanding;
    boolean reading = true;
    boolean closed;
    int rate;

    FakePort(String name) {
        this.name = name;
    }

    @Override
    public void open(PortListener listener) {
        this.listener = listener;
    }

    @Override
    public String address() {
        return "fake:" + name;
    }

    @Override
    public Optional<String> path() {
        return Optional.of("/fake/" + name);
    }

    @Override
    public boolean write(byte[] bytes) {
        if (outstanding) {
            throw new IllegalStateException("written to before it drained");
        }
        written.writeBytes(bytes);
        outstanding = stuck;
        return !stuck;
    }

    @Override
    public void reading(boolean on) {
        reading = on;
    }

    @Override
    public void rate(int bitsPerSecond) {
        rate = bitsPerSecond;
    }

    @Override
    public void close() {
        closed = true;
    }

    String written() {
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    int writtenCount() {
        return written.size();
    }

    void drain() {
        stuck = false;
        outstanding = false;
        listener.drained();
    }

    void hostSends(String text) {
        byte[] bytes = ("__" + text).getBytes(StandardCharsets.ISO_8859_1);
        listener.received(bytes, 2, bytes.length - 2);
    }
}
