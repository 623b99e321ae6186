package dev.softclick.app.serve;

import dev.softclick.app.control.RunningModem;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Puts a modem together as its plan says, and starts it.
 *
 * @param <P> a plan: equal to another when the modem would be the same
 */
@FunctionalInterface
public interface ModemStarter<P> {
    /**
     * Starts it.
     *
     * @param failed to be told, from any thread, when the modem has ended by itself or can't go on
     * @throws IOException with one line when something can't be had; nothing is left of it then. RuntimeExceptions count the same
     */
    RunningModem start(String name, P plan, Consumer<Throwable> failed) throws IOException;
}
