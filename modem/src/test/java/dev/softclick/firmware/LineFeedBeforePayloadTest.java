package dev.softclick.firmware;

import org.junit.jupiter.api.Test;

/** "LF after CR" of wire.md, where it decides what is payload. */
class LineFeedBeforePayloadTest {
    private static Bench open(String openLine) {
        return new Bench().run(">> ATE0" + openLine + "\n<< ATE0\\r\\r\\nOK\\r\\n"
                + "\n>> AT+AWSPUBOPEN=0,\"t\"" + openLine + "\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void afterALineEndedByCrLfThePromptComesWithTheLineFeed() {
        open("\\r\\n").run("""
                >> AT+AWSPUBLISH=0,2\\r
                @19ms
                >> \\n
                << \\r\\n>
                >> \\nx
                < SEND OK
                ~< t/thing_0001 \\nx
                """);
    }

    @Test
    void afterALineEndedByCrLfThePromptComesAfter20MillisecondsWithoutOne() {
        open("\\r\\n").run("""
                >> AT+AWSPUBLISH=0,1\\r
                @19ms
                @1ms
                << \\r\\n>
                >> \\n
                < SEND OK
                ~< t/thing_0001 \\n
                """);
    }

    @Test
    void anotherByteEndsTheWaitAndIsPayload() {
        open("\\r\\n").run("""
                >> AT+AWSPUBLISH=0,2\\rab
                << \\r\\n>\\r\\nSEND OK\\r\\n
                ~< t/thing_0001 ab
                """);
    }

    @Test
    void afterALineEndedByCrAloneEveryByteIsPayload() {
        open("\\r").run("""
                >> AT+AWSPUBLISH=0,2\\r
                << \\r\\n>
                >> \\nx
                < SEND OK
                ~< t/thing_0001 \\nx
                >> AT+AWSPUBLISH=0,1\\r\\n
                << \\r\\n>\\r\\nSEND OK\\r\\n
                ~< t/thing_0001 \\n
                """);
    }

    @Test
    void withNoLineBeforeItWaits() {
        Bench bench = new Bench();
        bench.run(">> AT+AWSPUBLISH=0,1\\r\n<< AT+AWSPUBLISH=0,1\\r\\r\\nERROR\\r\\n\n>> \\n");
    }

    @Test
    void trailingCrLfBehindThePayloadIsAnEmptyLine() {
        open("\\r\\n").run("""
                >> AT+AWSPUBLISH=0,5\\r\\n
                << \\r\\n>
                >> hello\\r\\n
                < SEND OK
                >> AT\\r\\n
                < OK
                ~< t/thing_0001 hello
                """);
    }

    @Test
    void everyByteValueIsPayload() {
        StringBuilder escapes = new StringBuilder();
        for (int i = 0; i < 240; i++) {
            escapes.append(String.format("\\x%02x", i));
        }
        StringBuilder rest = new StringBuilder();
        for (int i = 240; i < 256; i++) {
            rest.append(String.format("\\x%02x", i));
        }
        open("\\r").run(">> AT+AWSPUBLISH=0,240\\r\n<< \\r\\n>\n>> " + escapes + "\n< SEND OK\n~< t/thing_0001 " + escapes
                + "\n>> AT+AWSPUBLISH=0,16,2\\r\n<< \\r\\n>\n>> " + rest + "\n< SEND OK\n~< t/thing_0001 " + rest);
    }

    @Test
    void aResyncOfFortyNineAte0EndsAForgottenPayload() {
        open("\\r\\n").run(">> AT+AWSPUBLISH=0,240\\r\\n\n<< \\r\\n>\n>> " + "ATE0\\r\\n".repeat(40) + "\n< SEND OK\n>> ATE0\\r\\n\n< OK");
    }
}
