package dev.softclick.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of each page in docs/commands is what the modem says. */
class DocumentedExamplesTest {
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/commands"))) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theExampleIsTrue(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf("```\n", text.indexOf("## Example")) + 4;
        String example = text.substring(begin, text.indexOf("```", begin));
        assertThat(example).startsWith(">");
        Bench.withoutEcho().run(example);
    }
}
