package dev.softclick.at;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What docs/slips.md tells of the dialects is what they are. */
class SlipsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "slips.md");

    /** The rows of the page, each made from the data. */
    private static Map<String, Function<Dialect, String>> rows() {
        Map<String, Function<Dialect, String>> rows = new LinkedHashMap<>();
        rows.put("open URC", dialect -> code("+AWSPUBOPEN:" + dialect.openUrcGap() + "0,0"));
        rows.put("close URC", dialect -> code("+AWSPUBCLOSE:" + closed(dialect)));
        rows.put("URC of `AT+AWSSUBCLOSE`", dialect -> code(dialect.subscribeCloseUrc() + ":" + closed(dialect)));
        rows.put("`AT+AWSPUBLISH=?`", dialect -> code(dialect.publishTest()));
        rows.put("`AT+AWSPUBOPEN=?`", dialect -> code(dialect.publishOpenTest()));
        rows.put("`AT+AWSSUBOPEN=?`", dialect -> code(dialect.subscribeOpenTest()));
        rows.put("publish sockets", dialect -> "0-" + (dialect.publishSockets() - 1));
        rows.put("`AT+QCCID`", dialect -> code(dialect.identityLine("+QCCID", "<iccid>")));
        rows.put("`AT+AWSVER`", dialect -> code(dialect.identityLine("+AWSVER", "<version>")));
        rows.put("`AT+AWSSTATE?`", dialect -> code("+AWSSTATE: 6"));
        rows.put("lists of open topics", dialect -> code("0: topic/thing"));
        rows.put("data URC", dialect -> code("+AWS:0,5"));
        return rows;
    }

    private static String closed(Dialect dialect) {
        return dialect.closeUrcGap() + "0," + dialect.closeUrcInnerGap() + "0";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static List<List<String>> table() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|")).map(String::strip).toList())
                .toList();
    }

    @Test
    void thePageHasAColumnForEachDialect() throws IOException {
        assertThat(table().getFirst().stream().skip(1)).containsExactlyElementsOf(
                Dialect.ALL.stream().map(dialect -> code(dialect.name())).toList());
    }

    @Test
    void eachRowSaysWhatTheDataSays() throws IOException {
        List<List<String>> written = table().stream().skip(2).toList();
        List<List<String>> data = rows().entrySet().stream()
                .map(row -> java.util.stream.Stream.concat(java.util.stream.Stream.of(row.getKey()), Dialect.ALL.stream().map(row.getValue())).toList())
                .toList();
        assertThat(written).isEqualTo(data);
    }

    @Test
    void everyComponentIsAVariable() {
        List<String> components = Arrays.stream(Dialect.class.getRecordComponents()).map(RecordComponent::getName).filter(name -> !name.equals("name")).toList();
        for (Dialect dialect : Dialect.ALL) {
            assertThat(dialect.variables().keySet()).containsAll(components);
        }
    }
}
