package dev.softclick.testing.conformance;

import static dev.softclick.testing.conformance.Mutant.hears;
import static dev.softclick.testing.conformance.Mutant.says;
import static dev.softclick.testing.conformance.Mutant.speaks;
import static dev.softclick.testing.conformance.Mutant.takes;
import static dev.softclick.testing.conformance.Mutant.waits;
import static dev.softclick.testing.conformance.Mutant.with;

import dev.softclick.at.Dialect;
import dev.softclick.firmware.ModemTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Wrong modules, as hardware and its imitations have been seen or feared to be. */
final class Mutants {
    private static final String OK = "\r\nOK\r\n";
    private static final String SEND_OK = "\r\nSEND OK\r\n";
    private static final String PROMPT = "\r\n>";

    private Mutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(spacing());
        all.addAll(framing());
        all.addAll(order());
        all.addAll(prompts());
        all.addAll(tolerance());
        all.addAll(payload());
        all.addAll(results());
        all.addAll(line());
        return all;
    }

    private static List<Mutant> spacing() {
        return List.of(
                speaks("no blank in the open URC", d -> dialect(d, "", d.closeUrcGap(), d.closeUrcInnerGap(), d.subscribeCloseUrc(), d.publishSockets(), d.namesIdentity())),
                speaks("no blank in the close URC", d -> dialect(d, d.openUrcGap(), "", d.closeUrcInnerGap(), d.subscribeCloseUrc(), d.publishSockets(), d.namesIdentity())),
                speaks("a blank inside the close URC", d -> dialect(d, d.openUrcGap(), d.closeUrcGap(), " ", d.subscribeCloseUrc(), d.publishSockets(), d.namesIdentity())),
                speaks("the subscribe-close URC under the other name", d -> dialect(d, d.openUrcGap(), d.closeUrcGap(), d.closeUrcInnerGap(), "+AWSPUBCLOSE", d.publishSockets(), d.namesIdentity())),
                speaks("more publish sockets than there are", d -> dialect(d, d.openUrcGap(), d.closeUrcGap(), d.closeUrcInnerGap(), d.subscribeCloseUrc(), 8, d.namesIdentity())),
                speaks("the ICCID behind its name", d -> dialect(d, d.openUrcGap(), d.closeUrcGap(), d.closeUrcInnerGap(), d.subscribeCloseUrc(), d.publishSockets(), true)),
                says("no blank in AWSSTATE", "\\+AWSSTATE: ", "+AWSSTATE:"),
                says("a blank in the data URC", "\\+AWS:([0-9])", "+AWS: $1"),
                says("no blank in the list of topics", "([0-9]): (?=[^\r\n]*/thing)", "$1:"));
    }

    private static Dialect dialect(Dialect d, String open, String close, String inner, String subscribeClose, int sockets, boolean names) {
        return new Dialect(d.name(), sockets, open, close, inner, subscribeClose, d.publishTest(), d.publishOpenTest(), d.subscribeOpenTest(), names);
    }

    private static List<Mutant> framing() {
        return List.of(
                says("the last LF of OK is eaten", "OK\r\n", "OK\r"),
                says("OK without CR LF before it", "\r\nOK\r\n", "OK\r\n"),
                says("the LF behind a URC is eaten", "(\\+AWS(?:PUB|SUB)OPEN:[^\r]*)\r\n", "$1\r"),
                says("a URC without CR LF before it", "\r\n(\\+AWS(?:PUB|SUB)OPEN: [0-9],)", "$1"),
                says("LF CR instead of CR LF", "\r\n", "\n\r"),
                says("every line framed on both sides", text -> text.replaceAll("(0: [^\r]*\r\n)(?=1: )", "$1\r\n")),
                says("an empty line too many behind the IMEI", "([0-9]{15}\r\n)\r\nOK", "$1\r\n\r\nOK"),
                says("CR LF behind received data", "(?s)(\r\n\\+AWS:0,5\r\n.{5})", "$1\r\n"),
                says("ERROR told as +CME ERROR", "\r\nERROR\r\n", "\r\n+CME ERROR: 50\r\n"));
    }

    private static List<Mutant> order() {
        return List.of(
                waits("the URC at once behind OK", ModemTimer.RESULT_AFTER_OK, Duration.ZERO),
                waits("the URC 10 ms too early", ModemTimer.RESULT_AFTER_OK, Duration.ofMillis(40)),
                waits("a half typed line holds nothing back", ModemTimer.HALF_TYPED, Duration.ZERO),
                waits("the link ends with the last socket", ModemTimer.LINGER, Duration.ZERO),
                waits("the link never ends", ModemTimer.LINGER, Duration.ofHours(1)),
                with("OK behind its URC", Mutants::okBehindItsResult),
                with("a message before SEND OK", Mutants::messageBeforeSendOk),
                says("a URC twice", "(?s)(\r\n\\+AWSPUBOPEN: [^\r]*\r\n)", "$1$1"),
                says("the URC of a close is lost", "\r\n\\+AWSPUBCLOSE: [^\r(]*\r\n", ""),
                says("sockets told in the wrong order", text -> text.replaceAll("\\+AWS:2,", "+AWS:9,").replaceAll("\\+AWS:5,", "+AWS:2,").replaceAll("\\+AWS:9,", "+AWS:5,")),
                says("the second of two sockets gets nothing", "(?s)\r\n\\+AWS:5,.*", ""));
    }

    private static Bug okBehindItsResult() {
        return new Bug() {
            private boolean opening;
            private boolean owes;

            @Override
            public String command(String text, Consumer<String> say) {
                opening = text.contains("OPEN=");
                return text;
            }

            @Override
            public List<String> said(String text) {
                if (opening && text.equals(OK)) {
                    owes = true;
                    return List.of();
                }
                boolean pays = owes && text.contains("OPEN:");
                owes &= !pays;
                return pays ? List.of(text, OK) : List.of(text);
            }
        };
    }

    private static Bug messageBeforeSendOk() {
        return new Bug() {
            private boolean owes;

            @Override
            public List<String> said(String text) {
                if (text.equals(SEND_OK)) {
                    owes = true;
                    return List.of();
                }
                boolean paid = owes;
                owes = false;
                return paid ? text.startsWith("\r\n+AWS:") ? List.of(text, SEND_OK) : List.of(SEND_OK, text) : List.of(text);
            }

            @Override
            public List<String> nothingMore() {
                boolean paid = owes;
                owes = false;
                return paid ? List.of(SEND_OK) : List.of();
            }
        };
    }

    private static List<Mutant> prompts() {
        return List.of(
                says("no prompt", text -> text.equals(PROMPT) ? "" : text),
                says("a blank behind the prompt", text -> text.equals(PROMPT) ? PROMPT + " " : text),
                says("CR LF behind the prompt", text -> text.equals(PROMPT) ? PROMPT + "\r\n" : text),
                says("a prompt that begins no line", text -> text.equals(PROMPT) ? ">" : text),
                says("OK before the prompt", text -> text.equals(PROMPT) ? OK + PROMPT : text),
                says("no SEND OK", text -> text.equals(SEND_OK) ? "" : text),
                says("OK instead of SEND OK", text -> text.equals(SEND_OK) ? OK : text),
                says("SEND FAIL for all", text -> text.equals(SEND_OK) ? "\r\nSEND FAIL\r\n" : text));
    }

    private static List<Mutant> tolerance() {
        return List.of(
                hears("a length of 241 is taken", "(AWSPUBLISH=0,)241", "$1240"),
                hears("a length of 0 is taken", "(AWSPUBLISH=0,)0(?=[\r,])", "$11"),
                hears("240 is too long", "(AWSPUBLISH=0,)240", "$1241"),
                hears("quality of service 3 is taken", "(AWSPUBLISH=0,[0-9]+,)3", "$12"),
                hears("quality of service 0 is refused", "(AWSPUBLISH=0,[0-9]+,)0", "$13"),
                hears("a text for quality of service is taken", ",TEXT", ",1"),
                hears("a topic without quotes is taken", "(OPEN=0,)([a-z]+)\r", "$1\"$2\"\r"),
                hears("a missing closing quote is taken", "(OPEN=0,\"[a-z]+)\r", "$1\"\r"),
                hears("unknown commands are OK", "AT\\+NOPE\r", "AT\r"),
                hears("an index of 8 is taken", "CLOSE=8\r", "CLOSE=7\r"),
                hears("a trailing comma is taken", ",\r", "\r"),
                hears("AT+AWSSTATE without ? is taken", "AT\\+AWSSTATE\r", "AT+AWSSTATE?\r"),
                hears("capitals only", "at\\+", "AT+NOPE"),
                hears("blanks are refused", ", \"", ",!\""),
                hears("leading zeros are refused", "=00", "=+0"),
                hears("topics lose their case", "TempeRature", "temperature"),
                hears("commands can't be joined", ";", ";!"),
                says("a malformed line says nothing", "\r\nERROR\r\n", ""));
    }

    private static List<Mutant> payload() {
        return List.of(
                hears("one byte too many is waited for", "(AWSPUBLISH=0,)([1-9])(?=[\r,])", "$11$2"),
                takes("line feeds in payload are eaten", text -> text.replace("\n", "")),
                takes("payload ends at CR", text -> text.contains("\r") ? text.substring(0, text.indexOf('\r')) + " ".repeat(text.length() - text.indexOf('\r')) : text),
                takes("NUL in payload is dropped", text -> text.replace("\0", "")),
                takes("NUL in payload becomes a blank", text -> text.replace('\0', ' ')),
                takes("the high bit is stripped", text -> Pattern.compile("[\u0080-\u00ff]").matcher(text).replaceAll(high -> quoted((char) (high.group().charAt(0) & 0x7f)))),
                takes("Ctrl-Z ends a payload", text -> text.contains("\u001a") ? text.substring(0, text.indexOf('\u001a')) + " ".repeat(text.length() - text.indexOf('\u001a')) : text),
                takes("backspace edits the payload", text -> text.replace("\b", "")),
                with("payload is echoed", () -> new Bug() {
                    @Override
                    public String payload(String text, Consumer<String> say) {
                        say.accept(text);
                        return text;
                    }
                }),
                says("the length of a message is one too many", text -> Pattern.compile("(\\+AWS:[0-9],)([0-9]+)").matcher(text).replaceAll(Mutants::oneMore)),
                says("an empty message is not told", "\r\n\\+AWS:0,0\r\n", ""),
                says("the high bit of a message is stripped", text -> text.startsWith("\r\n+AWS:") ? Pattern.compile("[\u0080-\u00ff]").matcher(text).replaceAll("?") : text));
    }

    private static String quoted(char c) {
        return java.util.regex.Matcher.quoteReplacement(String.valueOf(c));
    }

    private static String oneMore(MatchResult found) {
        return found.group(1) + (Integer.parseInt(found.group(2)) + 1);
    }

    private static List<Mutant> results() {
        return List.of(
                says("-1 for a socket in use", "OPEN: ([0-9]),-2", "OPEN: $1,-1"),
                says("-1 for a socket not open", "CLOSE: ([0-9]),-2", "CLOSE: $1,-1"),
                says("0 for a socket not open", "CLOSE: ([0-9]),-2", "CLOSE: $1,0"),
                says("the state stays 6 with a subscription", "\\+AWSSTATE: 7", "+AWSSTATE: 6"),
                says("the state is always 0", "\\+AWSSTATE: [1-8]", "+AWSSTATE: 0"),
                says("the lists of topics are empty", "\r\n[0-7]: .*\r\n(?:[0-7]: .*\r\n)*", ""),
                says("the lists of topics lack the thing", "/thing_0001", ""),
                says("the IMEI lacks its last digit", "([0-9]{14})[0-9]\r\n", "$1\r\n"),
                says("OK twice behind a read", text -> text.equals("\r\n+AWSSTATE: 0\r\n\r\nOK\r\n") ? text + OK : text),
                says("-2 as the answer instead of OK and URC", text -> text.contains(",-2") ? text.replace(",-2", ", -2") : text));
    }

    private static List<Mutant> line() {
        return List.of(
                says("CR is not echoed", text -> text.equals("\r") ? "" : text.replaceAll("^([^\r\n]+)\r(?=\r\n|$)", "$1")),
                with("the line feed of a line is echoed", () -> new Bug() {
                    private boolean echo;

                    @Override
                    public String command(String text, Consumer<String> say) {
                        echo = text.contains("ATE1") || echo && !text.contains("ATE0");
                        if (echo && text.endsWith("\r\n")) {
                            say.accept("\n");
                        }
                        return text;
                    }
                }),
                hears("A/ is ignored", "^[Aa]/", ""),
                hears("backspace is ignored", "\b", ""),
                hears("S3 can't be set", "ATS3=36", "ATS3=13"),
                hears("S4 can't be set", "ATS4=33", "ATS4=10"),
                hears("ATV0 is ignored", "ATV0\r", "ATV1\r"),
                hears("ATQ1 is ignored", "ATQ1\r", "ATQ0\r"),
                hears("noise before AT spoils the line", "^[^A\r\n](.*)\r", "AT+NOPE\r"),
                hears("an empty line is an ERROR", "^\r+$", "AT+NOPE\r"),
                hears("a line feed behind CR is the next line's", "\r\n", "\r\r\n"),
                hears("control characters inside a line count", "[\\x00\\x1b]", "!"),
                hears("a line has 256 bytes", "(?s)^AT.{255,}\r", "AT+NOPE\r"),
                hears("only the first line of a burst is run", "(?s)^(AT[^\r]*\r)AT.*", "$1"));
    }
}
