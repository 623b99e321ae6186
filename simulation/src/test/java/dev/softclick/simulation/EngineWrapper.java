package dev.softclick.simulation;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.simulation.world.Engine;

/** The real engine; what extends it misbehaves in one verb. */
class EngineWrapper implements Engine {
    final Engine real;

    EngineWrapper(Engine real) {
        this.real = real;
    }

    @Override
    public int receive(byte[] bytes, int offset, int length, long now) {
        return real.receive(bytes, offset, length, now);
    }

    @Override
    public void handle(LinkEvent event, long now) {
        real.handle(event, now);
    }

    @Override
    public void timeout(long now) {
        real.timeout(now);
    }

    @Override
    public long nextTimeout() {
        return real.nextTimeout();
    }

    @Override
    public LinkRequest pollRequest() {
        return real.pollRequest();
    }

    @Override
    public byte[] transmit(long now) {
        return real.transmit(now);
    }

    @Override
    public boolean wantsInput() {
        return real.wantsInput();
    }

    @Override
    public int state() {
        return real.state();
    }
}
