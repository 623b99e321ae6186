package dev.softclick.testing.transcript;

/** What a {@link Performance} wants done next. */
public sealed interface HostDeed {
    /** Send all of these bytes to the modem. */
    record Send(byte[] bytes) implements HostDeed {}

    /** Have the cloud publish this. */
    record Publish(String topic, byte[] payload) implements HostDeed {}

    /** Hand over what the modem says, and come again when it said something, at {@code until} at the latest; when that is over, at once. */
    record Listen(long until) implements HostDeed {}

    /** That was all. */
    record Over(Verdict verdict) implements HostDeed {}
}
