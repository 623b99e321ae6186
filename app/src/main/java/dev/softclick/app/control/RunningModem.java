package dev.softclick.app.control;

import dev.softclick.ModemStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A modem that runs, with its SIM and its ports. Calls come one at a time, but for {@link #status}. */
public interface RunningModem extends AutoCloseable {
    /** Where hosts find it now: {@code pty:/tmp/a path=/dev/pts/3}, one for each port; empty while it is off its ports. */
    List<String> ports();

    /** Name of the SIM. */
    String sim();

    /** The thing that it is. */
    String thing();

    /** The cloud that it speaks to. */
    String cloud();

    /** How it is; see {@link dev.softclick.SoftModem#status}. */
    CompletableFuture<ModemStatus> status();

    /** Name of the network that the link leaves by, as {@code AT+COPS?} shows it. */
    String network(ModemStatus status);

    /** Power off and on. */
    void reset();

    /** The radio off or on. */
    void radio(boolean on);

    /** Takes the modem off its ports, which are free then; without effect when it is off already. */
    void detach();

    /**
     * Puts it back on them.
     *
     * @throws IOException with one line when they can't be had; it stays off them
     */
    void attach() throws IOException;

    /**
     * Gives the SIM its next keys; the words for who asked.
     *
     * @throws IOException with one line when that can't be done
     */
    String rotate() throws IOException;

    /** Ends it and frees what it holds. */
    @Override
    void close();
}
