package dev.softclick.firmware;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands a modem knows, by name. */
public final class CommandSet {
    /**
     * One line of the index.
     *
     * @param name as {@code +AWSSTATE}, {@code E}, {@code &F} or {@code S3}
     */
    public record Entry(String name, Command command) {}

    private final Map<String, Command> byName;

    /** @throws IllegalArgumentException when a name is there twice */
    public CommandSet(List<Entry> entries) {
        Map<String, Command> named = new HashMap<>();
        for (Entry entry : entries) {
            if (named.put(entry.name(), entry.command()) != null) {
                throw new IllegalArgumentException("two commands are called " + entry.name());
            }
        }
        byName = Map.copyOf(named);
    }

    /** The command of that name, or null. */
    @Nullable Command find(String name) {
        return byName.get(name);
    }
}
