package dev.softclick.firmware;

import org.junit.jupiter.api.Test;

/** "Line discipline" of wire.md. */
class LineDisciplineTest {
    @Test
    void echoIsOnAtPowerUpAndTurnsOffFromTheNextLineOn() {
        new Bench().run("""
                >> AT\\r
                << AT\\r\\r\\nOK\\r\\n
                >> ATE0\\r
                << ATE0\\r\\r\\nOK\\r\\n
                >> AT\\r
                << \\r\\nOK\\r\\n
                >> ATE1\\r
                << \\r\\nOK\\r\\n
                >> AT\\r
                << AT\\r\\r\\nOK\\r\\n
                """);
    }

    @Test
    void lineFeedBehindTheTerminatorIsSwallowedWithoutEcho() {
        new Bench().run("""
                >> AT\\r\\n
                << AT\\r\\r\\nOK\\r\\n
                >> AT\\r\\n\\n
                << AT\\r\\r\\nOK\\r\\n\\n
                >> AT\\r\\n
                << AT\\r\\r\\nOK\\r\\n
                """);
    }

    @Test
    void emptyLinesAndNoiseGetNoAnswer() {
        new Bench().run("""
                >> \\r\\r\\n
                << \\r\\r
                >> \\x00\\xff"123\\r
                << \\x00\\xff"123\\r
                >> "xA AT\\r
                << "xA AT\\r\\r\\nOK\\r\\n
                >> AAT\\r
                << AAT\\r\\r\\nOK\\r\\n
                """);
    }

    @Test
    void backspaceEditsAndOtherControlCharactersAreIgnored() {
        Bench.withoutEcho().run("""
                >> AT+GSX\\x08N\\r
                < 356938035643809
                < OK
                >> AT\\x08\\x08\\x08+GSN\\r
                < 356938035643809
                < OK
                >> AT+\\x00G\\x1bS\\x7fN\\x0a\\r
                < 356938035643809
                < OK
                """);
    }

    @Test
    void severalCommandsOnALine() {
        Bench.withoutEcho().run("""
                > ATE0V1
                < OK
                > AT+QCCID;+GSN
                << \\r\\n8944501234567890124\\r\\n\\r\\n356938035643809\\r\\n\\r\\nOK\\r\\n
                > ATE0+GSN
                < 356938035643809
                < OK
                # the information of the commands before the one that fails stands
                > AT+GSN;+AWSVER?;+QCCID
                << \\r\\n356938035643809\\r\\n\\r\\nERROR\\r\\n
                # a malformed line is not executed at all
                > AT+GSN;+AWSPUBOPEN=0,"t
                < ERROR
                > AT+GSN;
                < ERROR
                > AT;
                < ERROR
                # a semicolon inside quotes is text
                > AT+AWSPUBOPEN=0,"a;b";+GSN
                < 356938035643809
                < OK
                @50ms
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBLISH=0,5;+GSN
                < ERROR
                > AT+GSN;+AWSPUBLISH=0,1
                << \\r\\n356938035643809\\r\\n\\r\\n>
                >> x
                < SEND OK
                """);
    }

    @Test
    void repeatsTheLastLine() {
        new Bench().run("""
                >> A/
                << A/\\r\\nOK\\r\\n
                >> AT+GSN\\r
                << AT+GSN\\r\\r\\n356938035643809\\r\\n\\r\\nOK\\r\\n
                >> A/a/
                << A/\\r\\n356938035643809\\r\\n\\r\\nOK\\r\\na/\\r\\n356938035643809\\r\\n\\r\\nOK\\r\\n
                # not at the start of a line
                >> xA/\\r
                << xA/\\r
                """);
    }

    @Test
    void repeatsAPublishWithANewPrompt() {
        Bench.withoutEcho().run("""
                > AT+AWSPUBOPEN=0,"t"
                < OK
                @50ms
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBLISH=0,1
                << \\r\\n>
                >> x
                < SEND OK
                >> A/
                << \\r\\n>
                >> \\n
                < SEND OK
                ~< t/thing_0001 x
                ~< t/thing_0001 \\n
                """);
    }

    @Test
    void aLongLineIsTakenThoughNoneWasLongBefore() {
        String open = "AT+AWSPUBOPEN=0,\"" + "t".repeat(200) + "\"";
        String tooLong = "AT+AWSPUBOPEN=0,\"" + "t".repeat(1200) + "\"";
        Bench.withoutEcho().run("> " + open + "\n< OK\n> " + tooLong + "\n< ERROR");
    }

    @Test
    void overLongLinesAreDroppedAndNotRemembered() {
        String longest = "AT" + " ".repeat(1020) + "E0";
        String tooLong = "AT" + " ".repeat(1021) + "E0";
        Bench.withoutEcho().run("> AT+GSN\n< 356938035643809\n< OK\n> " + longest + "\n< OK\n> " + tooLong + "\n< ERROR\n>> A/\n< OK"
                + "\n>> " + "x".repeat(5000) + "\\r\n> AT\n< OK");
    }

    @Test
    void numericResults() {
        Bench.withoutEcho().run("""
                > ATV0
                << 0\\r
                > AT+NOPE
                << 4\\r
                > AT+GSN
                << 356938035643809\\r\\n0\\r
                > AT+AWSPUBOPEN=0,"t"
                << 0\\r
                @50ms
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBOPEN?
                << 0: t/thing_0001\\r\\n0\\r
                > AT+AWSPUBLISH=0,1
                << \\r\\n>
                >> x
                < SEND OK
                > ATV1
                < OK
                """);
    }

    @Test
    void quietSilencesFinalResultsOnly() {
        Bench.withoutEcho().run("""
                > ATQ1
                > AT+NOPE
                > AT+GSN
                < 356938035643809
                > AT+AWSPUBOPEN=0,"t"
                @50ms
                < +AWSPUBOPEN: 0,0
                > AT+AWSPUBLISH=0,1
                << \\r\\n>
                >> x
                > ATQ0
                < OK
                ~< t/thing_0001 x
                """);
    }

    @Test
    void sParametersFrameAndEndLines() {
        Bench.withoutEcho().run("""
                > ATS3?
                < 013
                < OK
                > ATS4?S5?
                << \\r\\n010\\r\\n\\r\\n008\\r\\n\\r\\nOK\\r\\n
                > ATS4=33
                << \\r!OK\\r!
                >> ATS3=36\\r
                << $!OK$!
                >> AT+GSN$
                << $!356938035643809$!$!OK$!
                >> AT+AWSPUBOPEN=0,"t"$
                << $!OK$!
                @50ms
                << $!+AWSPUBOPEN: 0,0$!
                >> AT+AWSPUBLISH=0,2$
                << $!>
                >> $!
                << $!SEND OK$!
                >> AT&F$
                < OK
                >> ATE0\\r
                << ATE0\\r\\r\\nOK\\r\\n
                > ATS5=35
                < OK
                > AT+GSX#N
                < 356938035643809
                < OK
                > ATS3=128
                < ERROR
                > ATS3=
                < ERROR
                > ATS6?
                < ERROR
                """);
    }

    @Test
    void profiles() {
        new Bench().run("""
                >> ATE0V0&W\\r
                << ATE0V0&W\\r0\\r
                > ATE1V1
                << \\r\\nOK\\r\\n
                >> ATZ\\r
                << ATZ\\r0\\r
                > AT&F
                << \\r\\nOK\\r\\n
                >> ATZ0\\r
                << ATZ0\\r0\\r
                > ATZ1
                << 4\\r
                """);
    }

    @Test
    void identification() {
        Bench.withoutEcho().run("""
                > ATI
                << \\r\\nSoftclick\\r\\nAnyNet Click\\r\\n0.1.0\\r\\n\\r\\nOK\\r\\n
                > AT+GMI;+GMM;+GMR
                < Softclick
                << \\r\\nAnyNet Click\\r\\n\\r\\n0.1.0\\r\\n\\r\\nOK\\r\\n
                > AT+CGMI
                < Softclick
                < OK
                > AT+CGSN
                < 356938035643809
                < OK
                > AT+CIMI
                < 234500123456789
                < OK
                > AT+CCID
                < +CCID: 8944501234567890124
                < OK
                > AT+CPIN?
                < +CPIN: READY
                < OK
                > AT+CSQ
                < +CSQ: 24,99
                < OK
                > AT+CREG?
                < +CREG: 0,1
                < OK
                > AT+CGATT?
                < +CGATT: 1
                < OK
                > AT+COPS?
                < +COPS: 0,0,"AnyNet"
                < OK
                > AT+IPR?
                < +IPR: 9600
                < OK
                > AT+IPR=115200
                < OK
                > AT+IPR?
                < +IPR: 115200
                < OK
                > AT+IPR=12345
                < ERROR
                """);
    }

    @Test
    void errorReportingIsForThreeGppCommandsOnly() {
        Bench.withoutEcho().run("""
                > AT+CMEE?
                < +CMEE: 0
                < OK
                > AT+CSQ?
                < ERROR
                > AT+CMEE=1
                < OK
                > AT+CSQ?
                < +CME ERROR: 4
                > AT+CMEE=3
                < +CME ERROR: 50
                > AT+CMEE=2
                < OK
                > AT+CSQ?
                < +CME ERROR: operation not supported
                > AT+AWSPUBOPEN=9,"t"
                < ERROR
                > AT+GSN?
                < ERROR
                > AT+CNOPE
                < ERROR
                """);
    }

    @Test
    void withoutASim() {
        Bench bench = Bench.withoutEcho();
        bench.sim.removed();
        bench.run("""
                > AT+QCCID
                < ERROR
                > AT+GSN
                < ERROR
                > AT+CMEE=1
                < OK
                > AT+CPIN?
                < +CME ERROR: 10
                > AT+AWSBUTTON=SINGLE
                < ERROR
                > AT+AWSPUBOPEN=0,"t"
                < OK
                @50ms
                < +AWSPUBOPEN: 0,-1
                > AT+AWSSTATE?
                < +AWSSTATE: 8
                < OK
                """);
    }
}
