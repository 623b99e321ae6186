package dev.softclick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.softclick.app.console.StandardStreams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "serve", "status", "ctl", "cloud", "cloud sub", "cloud pub", "sim", "sim new", "sim import", "sim list", "sim show", "doctor"})
    void helpIsEverywhereAndTellsTheExitCodes(String command) {
        Spoken help = Spoken.of((command + " --help").strip().split(" "));

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: softclick " + command).contains("Exit codes:").contains("Example");
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aCommandThatIsMadeAloneIsTheOneOfTheHelp() {
        Map<String, CommandLine> all = Main.commands(StandardStreams.ofProcess()).getSubcommands();

        assertThat(all.keySet()).containsExactlyElementsOf(Main.makers().keySet());
        all.forEach((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(Spoken.of(name, "--help").out()).isEqualTo(command.getUsageMessage());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version", "cloud sub -V"})
    void versionIsEverywhere(String command) {
        Spoken version = Spoken.of(command.split(" "));

        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("softclick \\d+\\.\\d+\\.\\d+\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "\"\"                                            | a command is missing: run, serve, status, ctl, play, replay, tap, conform, doctor, fleet, cloud or sim",
        "rnu                                             | 'rnu'",
        "cloud                                           | a command is missing: sub or pub",
        "sim                                             | a command is missing: new, import, rotate, list, show or network",
        "run extra                                       | 'extra'",
        "run --prot stdio                                | '--prot'",
        "clod                                            | did you mean cloud?",
        "run --port serial                               | use pty:LINK, serial:DEV, tcp:HOST:PORT",
        "run --port tcp:127.0.0.1:70000                  | PORT is 0 to 65535",
        "run --port stdio --port stdio                   | --port stdio is given twice",
        "run --baud 299                                  | use 300 to 4000000, or unpaced",
        "run --baud 4000001                              | use 300 to 4000000, or unpaced",
        "run --baud fast                                 | use 300 to 4000000, or unpaced",
        "run --baud -9600                                | use 300 to 4000000, or unpaced",
        "run --dtr drop                                  | 'drop' is nothing to do about DTR: use ignore, escape or reset",
        "run --on-detach forget                          | 'forget' is nothing to do about a host that is gone: use keep or reset",
        "run --line-faults /no/such                      | /no/such: there is no such file",
        "run --dialect other                             | use reference, verbatim or field",
        "run --mqtt 4                                    | use auto, 5 or 3.1.1",
        "run --timer retry=1s                            | is no timer: use one of connect=20s, tls=20s",
        "run --timer linger                              | use linger=DURATION",
        "run --timer keep-alive=20h                      | timer keep-alive is 1s to 65535s, not 20h",
        "run --cloud a/b                                 | use local, none or HOST[:PORT]",
        "run --cloud https://host                        | is a URL",
        "run --cloud host:0                              | use local, none or HOST[:PORT]",
        "run --sim ../../etc                             | a SIM name is",
        "cloud sub                                       | FILTER",
        "cloud sub a#                                    | is no topic filter",
        "cloud sub a --count 0                           | --count is 1 or more",
        "cloud sub a --timeout 0                         | --timeout is a number of seconds above 0",
        "cloud sub a --timeout NaN                       | --timeout is a number of seconds above 0",
        "cloud pub a/+ x                                 | is no topic to publish to",
        "cloud pub a                                     | PAYLOAD",
        "cloud pub a b c                                 | 'c'",
        "sim new                                         | NAME",
        "sim new a.b                                     | give --thing",
        "sim new x --imei 356938035643808                | is not its check digit",
        "sim new x --iccid 1234567890123456789           | begin with 89",
        "sim new x --imsi 12                             | an IMSI is 14 or 15 digits",
        "sim import x --thing t --endpoint h             | --cert",
        "sim import x --thing t/u --endpoint h --cert c --key k --ca a | a thing name is",
        "sim show                                        | NAME",
        "doctor --cloud none                             | use local or HOST[:PORT]",
        "doctor --topic a/#                              | is no topic to publish to",
        "doctor --timeout 0                              | --timeout is 1 to 300 seconds",
        "doctor --sim a/b                                | a SIM name is",
    })
    void usageErrorsAreOneLineAndExitCode2(String command, String words) {
        Spoken refused = Spoken.of(command.isEmpty() ? new String[0] : command.split(" +"));

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).startsWith("softclick: ").contains(words).contains("--help").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "run --sim nope                                  | 'softclick sim new nope' makes one",
        "cloud sub a                                     | no local cloud runs in",
        "cloud pub a x                                   | start it with 'softclick run'",
        "sim show nope                                   | there is no SIM 'nope'",
        "sim import x --thing t --endpoint h --cert /nowhere/c --key /nowhere/k --ca /nowhere/a | /nowhere/c",
    })
    void failuresAreOneLineAndExitCode1(String command, String words) {
        Spoken failed = Spoken.of((command.strip() + " --home " + home).split(" +"));

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).startsWith("softclick: ").contains(words).hasLineCount(1);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aHomeThatIsAFileIsRefused() throws Exception {
        Path file = Files.writeString(home.resolve("file"), "");

        Spoken failed = Spoken.of("sim", "list", "--home", file.toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).isEqualTo("softclick: " + file + " is no folder: give another --home\n");
    }

    @Test
    void aPayloadBeyondTheCloudsLimitIsRefusedBeforeAnythingIsSent() {
        Spoken failed = Spoken.fed(new byte[131_073], "cloud", "pub", "a", "-", "--home", home.toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("longer than 131072 bytes").hasLineCount(1);
    }

    @Test
    void aPortThatIsSomebodysFileIsLeftAlone() throws Exception {
        Path file = Files.writeString(home.resolve("mine"), "kept");

        Spoken failed = Spoken.of("run", "--port", "pty:" + file, "--cloud", "none", "--home", home.resolve("state").toString());

        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains(file.toString()).hasLineCount(1);
        assertThat(file).hasContent("kept");
    }
}
