package dev.softclick.sim;

/**
 * Name of a thing in AWS IoT: 1 to 128 of {@code a-z A-Z 0-9 : _ -} (AWS IoT API Reference, CreateThing). It is the MQTT client id and the last
 * level of every topic.
 *
 * @param text the name
 */
public record ThingName(String text) {
    /** Longest thing name, in characters (AWS IoT API Reference, CreateThing). */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException with a plain reason when the text is no thing name */
    public ThingName {
        boolean allowed = text.chars().allMatch(c ->
                c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-');
        if (text.isEmpty() || text.length() > MAX_LENGTH || !allowed) {
            throw new IllegalArgumentException("a thing name is 1 to " + MAX_LENGTH + " of a-z A-Z 0-9 : _ -, not '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
