package dev.softclick.testing.conformance;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.firmware.ModemTimer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A module with one thing wrong in it.
 *
 * @param name what is wrong
 * @param settings of the engine, made wrong
 * @param bug on its line, new for each module
 */
record Mutant(String name, UnaryOperator<ModemSettings> settings, Supplier<Bug> bug) {
    private static final Supplier<Bug> NO_BUG = () -> new Bug() {};

    /** Says something else than it should. */
    static Mutant says(String name, UnaryOperator<String> instead) {
        return with(name, () -> new Bug() {
            @Override
            public List<String> said(String text) {
                return List.of(instead.apply(text));
            }
        });
    }

    /** Says another text in place of each that matches. */
    static Mutant says(String name, String regex, String instead) {
        return says(name, text -> text.replaceAll(regex, instead));
    }

    /** Understands command lines as others. */
    static Mutant hears(String name, String regex, String instead) {
        return with(name, () -> new Bug() {
            @Override
            public String command(String text, Consumer<String> say) {
                return text.replaceAll(regex, instead);
            }
        });
    }

    /** Makes something else of payload. */
    static Mutant takes(String name, UnaryOperator<String> instead) {
        return with(name, () -> new Bug() {
            @Override
            public String payload(String text, Consumer<String> say) {
                return instead.apply(text);
            }
        });
    }

    static Mutant with(String name, Supplier<Bug> bug) {
        return new Mutant(name, UnaryOperator.identity(), bug);
    }

    /** Waits another time. */
    static Mutant waits(String name, ModemTimer timer, Duration length) {
        return new Mutant(name, settings -> settings.withTimer(timer, length), NO_BUG);
    }

    /** Speaks otherwise than its dialect has it. */
    static Mutant speaks(String name, UnaryOperator<Dialect> wrong) {
        return new Mutant(name, settings -> settings.withDialect(wrong.apply(settings.dialect())), NO_BUG);
    }

    @Override
    public String toString() {
        return name;
    }
}
