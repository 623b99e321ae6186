package dev.softclick.port;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Standard input and output as a line: {@code stdio}. Both streams block, so each has a thread; bytes of one read are kept while reading is off.
 *
 * <p>A read of standard input can't be called off: its thread may stay behind after {@link #close()}, so a process uses one such port.
 */
public final class StdioPort implements Port {
    private static final int READ_BYTES = 8192;

    private final InputStream input;
    private final OutputStream output;

    /** Held while the listener is called, so that the two threads take turns; no method of the port takes it. */
    private final ReentrantLock calls = new ReentrantLock();

    /** Guards all below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private @Nullable PortListener listener;
    private @Nullable Thread reader;
    private byte @Nullable [] pending;
    private boolean reading = true;
    private boolean ended;
    private boolean deaf;
    private boolean closed;

    StdioPort(InputStream input, OutputStream output) {
        this.input = input;
        this.output = output;
    }

    /** This process's own standard input and output, whatever {@code System.in} and {@code System.out} are set to. */
    public static StdioPort ofProcess() {
        return new StdioPort(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void open(PortListener listener) {
        lock.lock();
        try {
            if (closed || reader != null) {
                throw new IllegalStateException("a port opens once");
            }
            this.listener = listener;
            reader = Thread.ofPlatform().name("softclick-stdin").daemon().start(this::read);
            Thread.ofPlatform().name("softclick-stdout").daemon().start(this::send);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String address() {
        return "stdio";
    }

    @Override
    public Optional<String> path() {
        return Optional.empty();
    }

    @Override
    public boolean write(byte[] bytes) {
        lock.lock();
        try {
            if (pending != null) {
                throw new IllegalStateException("the bytes before have not left yet");
            }
            if (closed || deaf) {
                return true;
            }
            pending = bytes;
            changed.signalAll();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reading(boolean on) {
        lock.lock();
        try {
            reading = on;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        byte[] bytes = new byte[READ_BYTES];
        IOException failure = null;
        try {
            int got;
            while (awaitReading() && (got = input.read(bytes)) >= 0 && awaitReading()) {
                int length = got;
                tell(owner -> owner.received(bytes, 0, length));
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            return;
        }
        end(failure);
    }

    /** False once closed. */
    private boolean awaitReading() throws InterruptedException {
        lock.lock();
        try {
            while (!reading && !closed) {
                changed.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            byte[] bytes;
            while ((bytes = awaitPending()) != null) {
                IOException failure = null;
                try {
                    output.write(bytes);
                    output.flush();
                } catch (IOException e) {
                    failure = e;
                }
                sent(failure != null);
                tell(PortListener::drained);
                if (failure != null) {
                    end(failure);
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Closed while there was nothing to send.
        }
    }

    /** Null once closed. */
    private byte @Nullable [] awaitPending() throws InterruptedException {
        lock.lock();
        try {
            while (pending == null && !closed) {
                changed.await();
            }
            return closed ? null : pending;
        } finally {
            lock.unlock();
        }
    }

    private void sent(boolean forTheLastTime) {
        lock.lock();
        try {
            pending = null;
            deaf |= forTheLastTime;
        } finally {
            lock.unlock();
        }
    }

    private void end(@Nullable IOException reason) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        tell(owner -> owner.ended(reason));
    }

    private interface Telling {
        void to(PortListener owner);
    }

    private void tell(Telling telling) {
        calls.lock();
        try {
            PortListener owner = owner();
            if (owner != null) {
                telling.to(owner);
            }
        } finally {
            calls.unlock();
        }
    }

    private @Nullable PortListener owner() {
        lock.lock();
        try {
            return closed ? null : listener;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            pending = null;
            changed.signalAll();
            if (reader != null && !reader.equals(Thread.currentThread())) {
                reader.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
