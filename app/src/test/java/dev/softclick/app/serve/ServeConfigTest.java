package dev.softclick.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.DtrDrop;
import dev.softclick.LineConduct;
import dev.softclick.OnDetach;
import dev.softclick.app.Spoken;
import dev.softclick.app.config.ConfigProblem;
import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.port.LineFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeConfigTest {
    private static final String PUMP = "[[modem]];name = 'pump';port = 'tcp:127.0.0.1:5601';sim = 's1';";

    @TempDir
    private Path folder;

    private ConfigReading<ServeConfig> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("m.toml"), text.replace(';', '\n'));
        return ServeConfig.read(file, Optional.empty(), folder.resolve("usual"));
    }

    private ServeConfig good(String text) throws IOException {
        return switch (read(text)) {
            case ConfigReading.Sound<ServeConfig>(ServeConfig config) -> config;
            case ConfigReading.Faulty<ServeConfig> faulty -> throw new AssertionError(faulty);
        };
    }

    @Test
    void theSmallestFileMeansWhatRunMeans() throws Exception {
        ServeConfig config = good(PUMP);

        assertThat(config.home()).isEqualTo(folder.resolve("usual"));
        assertThat(config.control()).isEqualTo(folder.resolve("usual").resolve("control").resolve("softclick.sock"));
        assertThat(config.modems()).containsOnlyKeys("pump");
        assertThat(config.modems().get("pump").line()).isEqualTo(LinePlan.USUAL);
    }

    @Test
    void plansThatSayTheSameAreEqualHoweverTheyAreWritten() throws Exception {
        ServeConfig before = good(PUMP + "timers = { linger = '2m', keep-alive = '30s' };baud = 115200;mqtt = 5;trace = 'a.jsonl'");
        ServeConfig after = good("# moved;" + PUMP + "mqtt = \"5\";trace = ['a.jsonl'];baud = '115200';[modem.timers];linger = '120s';keep-alive = '30s'");

        assertThat(after).isEqualTo(before);
        assertThat(good(PUMP)).isNotEqualTo(before);
    }

    @Test
    void aLineThatIsToBeBadAndHeededIsReadAsIfRunWereTold() throws Exception {
        Path faults = Files.writeString(folder.resolve("bad.faults"), "# mine\nhost drop pattern \"OK\"\n");
        String text = PUMP + "dtr = 'escape';on-detach = 'reset';line-faults = 'bad.faults'";

        LinePlan line = good(text).modems().get("pump").line();

        assertThat(line.conduct()).isEqualTo(new LineConduct(DtrDrop.ESCAPE, OnDetach.RESET));
        assertThat(line.options().line().terminalReady()).as("DTR is looked out for only when it matters").isTrue();
        assertThat(LinePlan.USUAL.options().line().terminalReady()).isFalse();
        assertThat(line.faults()).isEqualTo(LineFaults.read(faults));
        assertThat(good(text)).as("nothing changed").isEqualTo(good(text));
        Files.writeString(faults, "host drop pattern \"KO\"\n");
        assertThat(good(text).modems().get("pump").line()).as("the rules changed, though the file is called as before").isNotEqualTo(line);
    }

    @Test
    void aMistakeInAFileOfFaultsIsToldWithBothPlaces() throws Exception {
        Path faults = Files.writeString(folder.resolve("bad.faults"), "seed 1\nhost dorp every 3\n");

        assertThat(read(PUMP + "line-faults = 'bad.faults'")).isInstanceOfSatisfying(ConfigReading.Faulty.class, faulty -> assertThat(faulty.problems().toString())
                .contains("modem[1].line-faults", faults + ":2: ", "drop"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "                                        ~ modem: there is no modem: write [[modem]]",
        "PUMP hoem = 'x'                         ~ 5:1: modem[1].hoem: there is no such key; there are name, port, sim",
        "hoem = 'x';PUMP                         ~ 1:1: hoem: there is no such key; did you mean home?",
        "PUMP PUMP                               ~ 6:1: modem[2].name: the name 'pump' is given to two modems",
        "PUMP [[modem]];name='b';port='tcp:127.0.0.1:5601';sim='s2' ~ 7:1: modem[2].port: tcp:127.0.0.1:5601 is the port of another modem, too",
        "PUMP [[modem]];name='b';port='pty:/tmp/b';sim='s1'         ~ 8:1: modem[2].sim: the SIM 's1' is in another modem, too",
        "PUMP baud = 12                          ~ 5:1: modem[1].baud: '12' is no line rate: use 300 to 4000000, or unpaced",
        "PUMP cloud = 'a/b'                      ~ use local, none or HOST[:PORT]",
        "PUMP dialect = 'x'                      ~ use reference, verbatim or field",
        "PUMP mqtt = 4                           ~ use auto, 5 or 3.1.1",
        "PUMP timers = { liner = '3s' }          ~ 5:12: modem[1].timers.liner: 'liner' is no timer: use one of",
        "PUMP timers = { linger = 3 }            ~ 5:12: modem[1].timers.linger: 'linger=3': use linger=DURATION",
        "PUMP timers = 3                         ~ 5:1: modem[1].timers: this is a table: write [modem.timers]",
        "PUMP takeover = 1                       ~ modem[1].takeover: use true or false",
        "PUMP allow = 'here'                     ~ use ADDRESS/BITS",
        "PUMP framing = '9X9'                    ~ modem[1].framing",
        "PUMP flow = 'x'                         ~ modem[1].flow",
        "PUMP dtr = 'drop'                       ~ 5:1: modem[1].dtr: 'drop' is nothing to do about DTR: use ignore, escape or reset",
        "PUMP dtr = true                         ~ modem[1].dtr: use \"ignore\", \"escape\" or \"reset\"",
        "PUMP on-detach = 'x'                    ~ 5:1: modem[1].on-detach: 'x' is nothing to do about a host that is gone: use keep or reset",
        "PUMP line-faults = 'no/such'            ~ no/such: there is no such file",
        "PUMP line-faults = ''                   ~ 5:1: modem[1].line-faults: this is empty: give a path",
        "[[modem]];name='a b';port='nowhere';sim='../x' ~ 2:1: modem[1].name: 'a b' is no name",
        "[[modem]];name='a b';port='nowhere';sim='../x' ~ 3:1: modem[1].port: 'nowhere' is not a port",
        "[[modem]];name='a b';port='nowhere';sim='../x' ~ 4:1: modem[1].sim: a SIM name is",
        "[[modem]];name='a';port='stdio';sim='x'        ~ stdio is for 'softclick run' alone",
        "[[modem]];name='a';port=['pty:/x', 'pty:/x'];sim='x' ~ modem[1].port: pty:/x is given twice",
        "[[modem]];name='a'                      ~ 1:1: modem[1].port: this is missing",
        "[[modem]];name='a'                      ~ 1:1: modem[1].sim: this is missing",
    })
    void aMistakeNamesFileLineKeyAndWhatIsAllowed(String text, String words) throws Exception {
        String written = text == null ? "" : text.replace("PUMP ", PUMP).replace("PUMP", PUMP);
        Files.writeString(folder.resolve("m.toml"), written.replace(';', '\n'));

        Spoken refused = Spoken.of("serve", "--check", folder.resolve("m.toml").toString(), "--home", folder.toString());

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err().lines()).allMatch(line -> line.startsWith("softclick: " + folder.resolve("m.toml") + ":"));
        assertThat(refused.err()).contains(words);
    }

    /** Values of all types that a key does not take. A whole number stands for its text where a number is as clear. */
    static Stream<Arguments> wrongTypes() {
        Map<String, String> types = Map.of(
                "integer", "7", "array of integers", "[7]", "float", "1.5", "boolean", "true", "empty array", "[]", "array of booleans", "[true]", "table", "{ x = 1 }");
        List<String> flags = List.of("takeover", "listen-any");
        List<String> lists = List.of("port", "trace", "allow");
        List<String> texts = List.of(
                "name", "sim", "cloud", "baud", "framing", "flow", "dtr", "on-detach", "line-faults", "dialect", "mqtt", "timers", "timers.linger");
        List<String> numbers = List.of("baud", "mqtt", "timers.linger");
        return Stream.of(flags, lists, texts)
                .flatMap(List::stream)
                .flatMap(key -> types.entrySet().stream()
                        .filter(type -> !(flags.contains(key) && type.getKey().equals("boolean")))
                        .filter(type -> !(numbers.contains(key) && type.getKey().equals("integer")))
                        .filter(type -> !(key.equals("timers") && type.getKey().equals("table")))
                        .map(type -> Arguments.of(key, type.getKey(), type.getValue())));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("wrongTypes")
    void aValueOfAWrongTypeNamesLineKeyAndWhatIsAllowed(String key, String type, String value) throws Exception {
        Map<String, String> keys = new LinkedHashMap<>(Map.of("name", "'pump'", "port", "'tcp:127.0.0.1:5601'", "sim", "'s1'"));
        keys.remove(key);
        StringBuilder text = new StringBuilder("[[modem]];").append(key).append(" = ").append(value).append(";");
        keys.forEach((other, good) -> text.append(other).append(" = ").append(good).append(";"));

        List<ConfigProblem> problems = faults(text.toString());

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("modem[1]." + key);
            assertThat(problem.place().line()).isEqualTo(2);
            assertThat(problem.text()).containsPattern("use |this is a table: write ");
        });
    }

    @ParameterizedTest
    @CsvSource({"home, 1.5", "home, 3", "home, []", "home, NONE", "control, true", "control, NONE", "modem, 3", "modem, [3]"})
    void soDoKeysOfTheFileItself(String key, String value) throws Exception {
        List<ConfigProblem> problems = faults(key + " = " + value.replace("NONE", "''") + ";" + (key.equals("modem") ? "" : PUMP));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.place().line()).isEqualTo(1);
            assertThat(problem.text()).containsPattern("use |give |write ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "name = 'x';", "port = 'pty:/x';", "sim = 'x';", "cloud = 'none';", "baud = 300;", "framing = '8N1';", "flow = 'none';", "dtr = 'reset';", "on-detach = 'keep';", "dialect = 'field';",
        "mqtt = '5';", "timers = { linger = '1s' };", "trace = 't';", "takeover = true;", "listen-any = true;", "allow = '192.0.2.0/24';"
    })
    void noKeyMayStandThereTwice(String line) throws Exception {
        String modem = PUMP.lines().findFirst().orElseThrow().replaceAll("(?<=;)" + line.split(" ")[0] + " = [^;]*;", "");

        List<ConfigProblem> problems = faults(modem + line + line);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("modem[1]." + line.split(" ")[0]);
            assertThat(problem.text()).isEqualTo("this stands there twice");
        });
    }

    @Test
    void aPathThatIsSpelledInTwoWaysIsOne() throws Exception {
        String both = "[[modem]];name = 'a';sim = 's1';port = 'pty:/tmp/x';[[modem]];name = 'b';sim = 's2';port = 'pty:/tmp/../tmp/./x'";

        assertThat(faults(both)).singleElement().satisfies(problem -> assertThat(problem.text()).contains("is the port of another modem"));
    }

    @Test
    void aTraceThatCanNotBeMadeIsAMistake() throws Exception {
        for (String trace : List.of("/nowhere/at/all.at", folder.toString())) {
            assertThat(faults(PUMP + "trace = '" + trace + "'")).singleElement().satisfies(problem -> {
                assertThat(problem.key()).isEqualTo("modem[1].trace");
                assertThat(problem.text()).startsWith(trace + " can't be written: ");
            });
        }
    }

    @Test
    void aFolderOrAPipeIsNoFile() {
        for (Path path : List.of(folder, Path.of("/dev/null"))) {
            assertThatThrownBy(() -> ServeConfig.read(path, Optional.empty(), folder)).isInstanceOf(IOException.class).hasMessageStartingWith(path + " is ");
        }
    }

    @Test
    void allKeysHaveTheirNearMisses() throws Exception {
        for (String key : List.of("name", "port", "sim", "cloud", "baud", "framing", "flow", "dtr", "on-detach", "line-faults", "dialect", "mqtt", "timers",
                "trace", "takeover", "listen-any", "allow")) {
            String slip = key.substring(0, key.length() - 1) + "_";
            assertThat(faults(PUMP + slip + " = 'x'")).singleElement().satisfies(
                    problem -> assertThat(problem.text()).isEqualTo("there is no such key; did you mean " + key + "?"));
        }
    }

    private List<ConfigProblem> faults(String text) throws IOException {
        return switch (read(text)) {
            case ConfigReading.Sound<ServeConfig> sound -> throw new AssertionError(sound);
            case ConfigReading.Faulty<ServeConfig>(List<ConfigProblem> problems) -> problems;
        };
    }

    @Test
    void aPortThatOthersReachIsAMistakeOfTheFile() throws Exception {
        for (String port : List.of("tcp:0.0.0.0:5601", "tcp:[::]:0", "rfc2217:192.0.2.1:0")) {
            String text = PUMP.replace("tcp:127.0.0.1:5601", port);
            assertThat(faults(text)).singleElement().satisfies(problem -> assertThat(problem.text()).contains("listen-any = true"));
            assertThat(good(text + "listen-any = true").modems()).hasSize(1);
        }
    }

    @Test
    void aGoodFileIsSaidToBe() throws Exception {
        Path file = Files.writeString(folder.resolve("m.toml"), PUMP.replace(';', '\n'));

        assertThat(Spoken.of("serve", "--check", file.toString())).isEqualTo(new Spoken(0, file + ": good, 1 modem\n", ""));
        assertThat(Spoken.of("serve").code()).isEqualTo(2);
        assertThat(Spoken.of("serve", folder.resolve("nope").toString()).code()).isEqualTo(1);
    }

    @Test
    void withoutAServeThereIsNothingToAsk() {
        for (String command : new String[] {"status", "ctl pump reset"}) {
            Spoken alone = Spoken.of((command + " --home " + folder).split(" "));

            assertThat(alone.code()).isEqualTo(1);
            assertThat(alone.err()).startsWith("softclick: no 'softclick serve' runs at ").hasLineCount(1);
        }
        assertThat(Spoken.of("ctl", "pump", "dance").code()).isEqualTo(2);
        assertThat(Spoken.of("ctl", "pump").code()).isEqualTo(2);
    }
}
