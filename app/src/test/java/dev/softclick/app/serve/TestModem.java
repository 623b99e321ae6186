package dev.softclick.app.serve;

import dev.softclick.ModemStatus;
import dev.softclick.SoftModem;
import dev.softclick.app.control.RunningModem;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A modem on a wire that the test plays. */
final class TestModem implements RunningModem {
    private final SoftModem modem;
    private final TestWire wire;
    private final Runnable closed;
    volatile boolean stuck;

    TestModem(SoftModem modem, TestWire wire, Runnable closed) {
        this.modem = modem;
        this.wire = wire;
        this.closed = closed;
    }

    @Override
    public List<String> ports() {
        return List.of(wire.address());
    }

    @Override
    public String sim() {
        return "sim";
    }

    @Override
    public String thing() {
        return "thing";
    }

    @Override
    public String cloud() {
        return "none";
    }

    @Override
    public CompletableFuture<ModemStatus> status() {
        return stuck ? new CompletableFuture<>() : modem.status();
    }

    @Override
    public String network(ModemStatus status) {
        return "";
    }

    @Override
    public void reset() {
        modem.powerCycle();
    }

    @Override
    public void radio(boolean on) {
        modem.radio(on);
    }

    @Override
    public void detach() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void attach() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String rotate() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        modem.close();
        closed.run();
    }
}
