package dev.softclick.simulation.world;

import dev.softclick.firmware.Modem;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import org.jspecify.annotations.Nullable;

/** A modem by its verbs, so that a test can put one that misbehaves in the place of the real one. */
public interface Engine {
    /** As {@link Modem#receive}. */
    int receive(byte[] bytes, int offset, int length, long now);

    /** As {@link Modem#handle}. */
    void handle(LinkEvent event, long now);

    /** As {@link Modem#timeout}. */
    void timeout(long now);

    /** As {@link Modem#nextTimeout}. */
    long nextTimeout();

    /** As {@link Modem#pollRequest}. */
    @Nullable LinkRequest pollRequest();

    /** As {@link Modem#transmit}. */
    byte @Nullable [] transmit(long now);

    /** As {@link Modem#wantsInput}. */
    boolean wantsInput();

    /** As {@link Modem#state}, its number. */
    int state();

    /** The real one. */
    static Engine of(Modem modem) {
        return new Engine() {
            @Override
            public int receive(byte[] bytes, int offset, int length, long now) {
                return modem.receive(bytes, offset, length, now);
            }

            @Override
            public void handle(LinkEvent event, long now) {
                modem.handle(event, now);
            }

            @Override
            public void timeout(long now) {
                modem.timeout(now);
            }

            @Override
            public long nextTimeout() {
                return modem.nextTimeout();
            }

            @Override
            public @Nullable LinkRequest pollRequest() {
                return modem.pollRequest();
            }

            @Override
            public byte @Nullable [] transmit(long now) {
                return modem.transmit(now);
            }

            @Override
            public boolean wantsInput() {
                return modem.wantsInput();
            }

            @Override
            public int state() {
                return modem.state().code();
            }
        };
    }
}
