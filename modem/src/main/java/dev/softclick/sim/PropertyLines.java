package dev.softclick.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a small file of lines {@code key=value}; {@code #} begins a comment, and what is no such line is passed over.
 *
 * @param values by their key, both without blanks around them
 */
record PropertyLines(Map<String, String> values) {
    /** Reads them; a key that is there twice is a mistake, and then there is nothing. */
    static Optional<PropertyLines> of(String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String before = values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
                if (before != null) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new PropertyLines(Map.copyOf(values)));
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The values stay unsaid. */
    @Override
    public String toString() {
        return "PropertyLines[" + values.size() + "]";
    }
}
