package dev.softclick.sim;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of looking at something that others wrote: a value that was found good, or the fault in it.
 *
 * @param <T> what was looked for
 */
public sealed interface Checked<T> {
    /** It is good. */
    record Sound<T>(T value) implements Checked<T> {}

    /** It can't be used. */
    record Faulty<T>(SimFault fault) implements Checked<T> {}

    /** A good value. */
    static <T> Checked<T> sound(T value) {
        return new Sound<>(value);
    }

    /** A fault, one line in plain words. */
    static <T> Checked<T> faulty(SimFault.Reason reason, String text) {
        return new Faulty<>(new SimFault(reason, text));
    }

    /** Goes on with a good value; a fault stays as it is. */
    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Sound<T>(T value) -> next.apply(value);
            case Faulty<T>(SimFault fault) -> new Faulty<>(fault);
        };
    }

    /** The fault, if it is one. */
    default Optional<SimFault> faultIfAny() {
        return switch (this) {
            case Sound<T> sound -> Optional.empty();
            case Faulty<T>(SimFault fault) -> Optional.of(fault);
        };
    }

    /**
     * The value, for start-up code that ends with one clear line.
     *
     * @throws IllegalArgumentException with the text of the fault
     */
    default T orThrow() {
        return switch (this) {
            case Sound<T>(T value) -> value;
            case Faulty<T>(SimFault fault) -> throw new IllegalArgumentException(fault.text());
        };
    }
}
