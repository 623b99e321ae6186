package dev.softclick.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String GOOD =
            """
            # how a file looks
            home = '/var/lib/x'   # "quoted"

            [[modem]]
            name = "a # no comment"
            port = [ "tcp:127.0.0.1:1", # ]
                     "tcp:127.0.0.1:2" ]
              baud = 9600

              [modem.timers]
              linger = "3s"

            [[modem]]
            timers = { open = "1m", "half-typed" = "2s" }
            name = \"""
            two \\" lines\"""
            "mqtt" = '5'
            """;

    private static String at(TomlPlaces places, String path) {
        return places.place(path).toString();
    }

    @Test
    void everyKeyHasItsPlace() {
        TomlPlaces places = TomlPlaces.of(GOOD);

        assertThat(at(places, "home")).isEqualTo("2:1:");
        assertThat(at(places, "modem[1]")).isEqualTo("4:1:");
        assertThat(at(places, "modem[1].name")).isEqualTo("5:1:");
        assertThat(at(places, "modem[1].port")).isEqualTo("6:1:");
        assertThat(at(places, "modem[1].baud")).isEqualTo("8:3:");
        assertThat(at(places, "modem[1].timers.linger")).isEqualTo("11:3:");
        assertThat(at(places, "modem[2].timers.open")).isEqualTo("14:12:");
        assertThat(at(places, "modem[2].timers.half-typed")).isEqualTo("14:25:");
        assertThat(at(places, "modem[2].mqtt")).isEqualTo("17:1:");
        assertThat(at(places, "modem[3]")).isEmpty();
    }

    /** Reads {@code n}, a number, {@code s}, a text, and tables {@code t} that have {@code flag}. */
    private static String mistakes(String text) {
        ConfigReading<List<Object>> reading = ConfigFile.read(text, root -> {
            List<Object> read = new ArrayList<>();
            try (root) {
                root.value("number", "a number", Integer::valueOf).ifPresent(read::add);
                read.addAll(root.values("several", "one or more words", String::valueOf));
                for (ConfigTable table : root.tables("t")) {
                    try (table) {
                        table.flag("flag").ifPresent(read::add);
                    }
                }
            }
            return read;
        });
        return switch (reading) {
            case ConfigReading.Sound<List<Object>>(List<Object> value) -> value.toString();
            case ConfigReading.Faulty<List<Object>>(List<ConfigProblem> problems) ->
                String.join("|", problems.stream().map(problem -> problem.in(Path.of("x"))).toList());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "number = 3                        ~ [3]",
        "several = ['a', 'b']              ~ [a, b]",
        "several = 'a'                     ~ [a]",
        "[[t]];flag = true;[[t]]           ~ [true]",
        "number = true                     ~ x:1:1: number: use a number",
        "number = [1]                      ~ x:1:1: number: use a number",
        "several = []                      ~ x:1:1: several: this is empty: use one or more words",
        ";numbre = 3                       ~ x:2:1: numbre: there is no such key; did you mean number?",
        "xyz = 3                           ~ x:1:1: xyz: there is no such key; there are number, several, t",
        "[t];flag = true                   ~ x:1:1: t: these are tables, one for each: write [[t]] with two brackets, and its keys below",
        "[[t]];[[t]];flag = 'yes'          ~ x:3:1: t[2].flag: use true or false",
        "[[t]];flog = 1;flag = 2           ~ x:2:1: t[1].flog: there is no such key; did you mean flag?|x:3:1: t[1].flag: use true or false",
    })
    void aMistakeNamesLineColumnAndKey(String text, String expected) {
        assertThat(mistakes(text.replace(';', '\n'))).isEqualTo(expected);
    }

    @Test
    void whatIsNoTomlNamesTheLine() {
        assertThat(mistakes("number = 1\nnumber = 2\n")).isEqualTo("x:2:1: number: this stands there twice");
        assertThat(mistakes("\n\nnumber = = 2\n")).startsWith("x:3:").contains("no TOML").hasLineCount(1);
    }

    @Test
    void aFileThatIsNoTextIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("x"), "caf\u00e9 = 1".getBytes(StandardCharsets.ISO_8859_1));

        ConfigReading<Integer> reading = ConfigFile.read(file, ConfigTable::hashCode);

        assertThat(reading instanceof ConfigReading.Faulty<Integer> faulty ? faulty.problems() : List.of())
                .singleElement()
                .asString()
                .contains("is no UTF-8");
    }
}
