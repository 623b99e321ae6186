package dev.softclick;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Who is told of what happens in a {@link ModemLoop}, in its turns.
 *
 * @param name what log lines say of whom they are; empty: nothing
 * @param lineRate the host asked for another line rate
 * @param ended as {@link SoftModem.Builder#onEnded}
 * @param observer as {@link SoftModem.Builder#observer}
 * @param failed as {@link SoftModem.Builder#onFailure}
 */
record LoopOwner(
        String name,
        IntConsumer lineRate,
        Consumer<Optional<IOException>> ended,
        Consumer<ModemEvent> observer,
        Consumer<Throwable> failed) {}
