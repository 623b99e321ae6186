package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import org.junit.jupiter.api.Test;

/** The command table of wire.md, row by row. */
class AwsCommandsTest {
    @Test
    void identityAndVersion() {
        new Bench().run("""
                >> AT+QCCID=?\\r
                << AT+QCCID=?\\r\\r\\nOK\\r\\n
                >> AT+QCCID\\r
                << AT+QCCID\\r\\r\\n8944501234567890124\\r\\n\\r\\nOK\\r\\n
                >> AT+GSN=?\\r
                << AT+GSN=?\\r\\r\\nOK\\r\\n
                >> AT+GSN\\r
                << AT+GSN\\r\\r\\n356938035643809\\r\\n\\r\\nOK\\r\\n
                >> AT+AWSVER=?\\r
                << AT+AWSVER=?\\r\\r\\nOK\\r\\n
                >> AT+AWSVER\\r
                << AT+AWSVER\\r\\r\\n0.1.0\\r\\n\\r\\nOK\\r\\n
                """);
    }

    @Test
    void testAndReadForms() {
        Bench.withoutEcho().run("""
                > AT+AWSPUBOPEN=?
                << \\r\\n+AWSPUBOPEN: (0-1),<awstopic>\\r\\n\\r\\nOK\\r\\n
                > AT+AWSPUBOPEN?
                < OK
                > AT+AWSPUBLISH=?
                << \\r\\n+AWSPUBLISH: (0-1),(1-240)[,(1-2)]\\r\\n\\r\\nOK\\r\\n
                > AT+AWSPUBLISH?
                < OK
                > AT+AWSSUBOPEN=?
                << \\r\\n+AWSSUBOPEN: (0-7),<awstopic>\\r\\n\\r\\nOK\\r\\n
                > AT+AWSSUBOPEN?
                < OK
                > AT+AWSPUBCLOSE=?
                << \\r\\n+AWSPUBCLOSE: (0-7)\\r\\n\\r\\nOK\\r\\n
                > AT+AWSPUBCLOSE?
                < OK
                > AT+AWSSUBCLOSE=?
                << \\r\\n+AWSSUBCLOSE: (0-7)\\r\\n\\r\\nOK\\r\\n
                > AT+AWSSUBCLOSE?
                < OK
                > AT+AWSSTATE=?
                << \\r\\n+AWSSTATE: (0-8)\\r\\n\\r\\nOK\\r\\n
                > AT+AWSSTATE?
                << \\r\\n+AWSSTATE: 0\\r\\n\\r\\nOK\\r\\n
                > AT+AWSRESET=?
                < OK
                > AT+AWSBUTTON=?
                < OK
                """);
    }

    @Test
    void formsThatAreNotInTheTable() {
        Bench bench = Bench.withoutEcho();
        for (String line : new String[] {
            "AT+AWSSTATE", "AT+AWSSTATE=1", "AT+AWSVER?", "AT+AWSVER=1", "AT+QCCID?", "AT+QCCID=1", "AT+GSN?", "AT+AWSPUBOPEN", "AT+AWSSUBOPEN",
            "AT+AWSPUBLISH", "AT+AWSPUBCLOSE", "AT+AWSSUBCLOSE", "AT+AWSRESET?", "AT+AWSRESET=1", "AT+AWSBUTTON", "AT+AWSBUTTON?", "AT+NOPE", "ATD", "ATH"
        }) {
            bench.run("> " + line + "\n< ERROR");
        }
    }

    @Test
    void openListPublishClose() {
        Bench.withoutEcho().run("""
                > AT+AWSPUBOPEN=0,"temperature"
                < OK
                @49ms
                @1ms
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBOPEN = 1 , "humidity/room"
                < OK
                @50ms
                < +AWSPUBOPEN: 1,0
                > AT+AWSPUBOPEN?
                << \\r\\n0: temperature/thing_0001\\r\\n1: humidity/room/thing_0001\\r\\n\\r\\nOK\\r\\n
                > AT+AWSSTATE?
                < +AWSSTATE: 6
                < OK
                # the line before ended in CR alone: the prompt comes at once, with nothing behind it
                > AT+AWSPUBLISH=0,5
                << \\r\\n>
                >> 12345
                << \\r\\nSEND OK\\r\\n
                ~< temperature/thing_0001 12345
                > AT+AWSPUBLISH=1,2,2
                << \\r\\n>
                >> \\r\\n
                < SEND OK
                ~< humidity/room/thing_0001 \\r\\n
                > AT+AWSPUBCLOSE=0
                < OK
                @50ms
                < +AWSPUBCLOSE: 0,0
                > AT+AWSPUBCLOSE=0
                < OK
                @50ms
                < +AWSPUBCLOSE: 0,-2
                > AT+AWSPUBLISH=0,5
                < ERROR
                > AT+AWSPUBCLOSE=7
                < OK
                @50ms
                < +AWSPUBCLOSE: 7,-2
                """);
    }

    @Test
    void subscribeReceiveUnsubscribe() {
        Bench.withoutEcho().run("""
                > AT+AWSSUBOPEN=0,"resolution"
                < OK
                @50ms
                < +AWSSUBOPEN: 0,0
                > AT+AWSSTATE?
                < +AWSSTATE: 7
                < OK
                ~> resolution/thing_0001 12345
                << \\r\\n+AWS:0,5\\r\\n12345
                ~> resolution/thing_0001
                << \\r\\n+AWS:0,0\\r\\n
                > AT+AWSSUBOPEN?
                < 0: resolution/thing_0001
                < OK
                > AT+AWSSUBCLOSE=0
                < OK
                @50ms
                < +AWSSUBCLOSE: 0,0
                > AT+AWSSTATE?
                < +AWSSTATE: 6
                < OK
                > AT+AWSSUBCLOSE=0
                < OK
                @50ms
                < +AWSSUBCLOSE: 0,-2
                """);
    }

    @Test
    void malformedWritesChangeNothing() {
        Bench bench = Bench.withoutEcho();
        for (String line : new String[] {
            "AT+AWSPUBOPEN=", "AT+AWSPUBOPEN=0", "AT+AWSPUBOPEN=0,", "AT+AWSPUBOPEN=0,temperature", "AT+AWSPUBOPEN=2,\"t\"", "AT+AWSPUBOPEN=-1,\"t\"",
            "AT+AWSPUBOPEN=0,\"t\",1", "AT+AWSPUBOPEN=0,\"\"", "AT+AWSPUBOPEN=0,\"t/\"", "AT+AWSPUBOPEN=0,\"+\"", "AT+AWSPUBOPEN=0,\"a/#\"",
            "AT+AWSPUBOPEN=0,\"t", "AT+AWSPUBOPEN=0,\"a\"b\"", "AT+AWSPUBOPEN=0,\"t\"x", "AT+AWSPUBOPEN=0,\"a\\\\\"", "AT+AWSPUBOPEN=0,\"\\\\00\"",
            "AT+AWSPUBOPEN=0,\"\\\\0g\"", "AT+AWSPUBOPEN=0,\"\\\\ff\"", "AT+AWSPUBOPEN=0,\"" + "x".repeat(246) + "\"", "AT+AWSPUBOPEN=0 0,\"t\"",
            "AT+AWSPUBOPEN=+0,\"t\"", "AT+AWSSUBOPEN=8,\"t\"", "AT+AWSSUBOPEN=0,\"#\"", "AT+AWSSUBOPEN=0,\"a+\"", "AT+AWSPUBCLOSE=8", "AT+AWSPUBCLOSE=",
            "AT+AWSPUBCLOSE=0,0", "AT+AWSSUBCLOSE=8", "AT+AWSPUBLISH=0", "AT+AWSPUBLISH=0,0", "AT+AWSPUBLISH=0,241", "AT+AWSPUBLISH=2,5",
            "AT+AWSPUBLISH=0,5,3", "AT+AWSPUBLISH=0,5,1,1", "AT+AWSPUBLISH=0,6,TEXT", "AT+AWSPUBLISH=0,5,", "AT+AWSPUBLISH=0,-5", "AT+AWSBUTTON=TRIPLE",
            "AT+AWSBUTTON=1", "AT+AWSPUBLISH=0,99999999999999999999"
        }) {
            bench.run("> " + line + "\n< ERROR");
        }
        bench.run("@2s\n> AT+AWSSTATE?\n< +AWSSTATE: 0\n< OK");
    }

    @Test
    void theLongestTopic() {
        // 245 bytes, "/" and "thing_0001" are 256
        Bench.withoutEcho().run("> AT+AWSPUBOPEN=0,\"" + "x".repeat(245) + "\"\n< OK\n@50ms\n< +AWSPUBOPEN: 0,0");
    }

    @Test
    void lowerCaseSpacesAndLeadingZeros() {
        Bench.withoutEcho().run("""
                > at+awspubopen = 00 , "Temp \\\\22x\\\\22"
                < OK
                @50ms
                < +AWSPUBOPEN: 0,0
                > at+awspubopen?
                < 0: Temp "x"/thing_0001
                < OK
                > at+awsbutton=single
                < OK
                ~< iotbutton/thing_0001 {"serialNumber":"356938035643809","batteryVoltage":"3300mV","clickType":"SINGLE"}
                """);
    }

    @Test
    void verbatimDialect() {
        Bench.withoutEcho(Dialect.VERBATIM).run("""
                > AT+AWSPUBLISH=?
                < AWSPUBLISH: (0-1), (1-240)[,(0-1)]
                < OK
                > AT+AWSSUBOPEN=?
                < +AWSSUBOPEN: (0-1),<awstopic>
                < OK
                > AT+AWSSUBOPEN=7,"t"
                < OK
                @50ms
                < +AWSSUBOPEN: 7,0
                > AT+AWSSUBCLOSE=7
                < OK
                @50ms
                < +AWSPUBCLOSE: 7, 0
                > AT+AWSPUBCLOSE=1
                < OK
                @50ms
                < +AWSPUBCLOSE: 1, -2
                """);
    }

    @Test
    void fieldDialect() {
        Bench.withoutEcho(Dialect.FIELD).run("""
                > AT+QCCID
                < +QCCID: 8944501234567890124
                < OK
                > AT+AWSVER
                < +AWSVER: 0.1.0
                < OK
                > AT+AWSPUBLISH=?
                < +AWSPUBLISH: (0-7),(1-240)[,(1-2)]
                < OK
                > AT+AWSPUBOPEN=7,"t"
                < OK
                @50ms
                < +AWSPUBOPEN:7,0
                > AT+AWSPUBLISH=7,1
                << \\r\\n>
                >> x
                < SEND OK
                > AT+AWSPUBCLOSE=7
                < OK
                @50ms
                < +AWSPUBCLOSE:7,0
                > AT+AWSSUBCLOSE=0
                < OK
                @50ms
                < +AWSSUBCLOSE:0,-2
                > AT+AWSSTATE?
                < +AWSSTATE: 6
                < OK
                """);
    }
}
