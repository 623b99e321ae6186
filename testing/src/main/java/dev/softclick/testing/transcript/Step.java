package dev.softclick.testing.transcript;

import java.time.Duration;
import java.util.List;

/** One step of a transcript; {@link #line} says where in the file, from 1. */
public sealed interface Step {
    /** Line of the file, from 1. */
    int line();

    /** {@code > text}: typed by the host and ended with CR; its echo is taken as read. */
    record Type(int line, Template text) implements Step {}

    /** {@code >> bytes}: sent by the host as they are. */
    record Send(int line, Template bytes) implements Step {}

    /** {@code ~> topic payload}: published by the cloud. */
    record Publish(int line, Template topic, Template payload) implements Step {}

    /** {@code @2s}: time that passes in silence. */
    record Pause(int line, Duration length) implements Step {}

    /** {@code @<=90s}: how long the next thing expected may take. */
    record Within(int line, Duration limit) implements Step {}

    /** {@code @>=50ms}: how long after the last thing said the next one comes at the earliest. */
    record NotBefore(int line, Duration gap) implements Step {}

    /** {@code # at 12.345s}: when, since the recording began, the next step happened. Players of the host's side pass over it. */
    record Moment(int line, Duration sinceStart) implements Step {}

    /** {@code # echo on|off}: whether the line typed last was echoed, told where that changes. Players of the host's side pass over it. */
    record Echo(int line, boolean on) implements Step {}

    /** {@code [} to {@code ]}: all of these, in any order. */
    record AnyOrder(int line, List<Expected> expected) implements Step {
        /** Keeps a copy. */
        public AnyOrder {
            expected = List.copyOf(expected);
        }
    }

    /** What must come. */
    sealed interface Expected extends Step {}

    /** {@code < text}: a line of the modem, with V.250's framing. */
    record Line(int line, Template text) implements Expected {}

    /** {@code << bytes}: exactly these bytes of the modem. */
    record Bytes(int line, Template bytes) implements Expected {}

    /** {@code ~< topic payload}: a message that the cloud saw. */
    record Seen(int line, Template topic, Template payload) implements Expected {}
}
