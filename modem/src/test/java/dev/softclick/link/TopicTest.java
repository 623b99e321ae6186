package dev.softclick.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "//", "a/b", "temperature/thing_0001", "$aws/x", "a b", "\u00e4/\uD83D\uDE00", "%s\\\"'"})
    void whatNamesATopicIsAFilterToo(String text) {
        assertThat(TopicName.of(text)).contains(new TopicName(text));
        assertThat(TopicFilter.of(text)).contains(new TopicFilter(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "a\nb", "\u007f", "\u0085", "\uD800", "\uDC00x", "\uFFFE", "\uFFFF", "\uD83F\uDFFF", "a#"})
    void refusesWhatIsNeitherNameNorFilter(String text) {
        assertThat(TopicName.of(text)).isEmpty();
        assertThat(TopicFilter.of(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicName(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicFilter(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+/a", "a/+", "a/+/b", "+/+", "/+", "+/", "#", "a/#", "+/#", "/#"})
    void aWholeLevelMayBeAWildcardInAFilterOnly(String text) {
        assertThat(TopicFilter.of(text)).contains(new TopicFilter(text));
        assertThat(TopicName.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+", "+a", "++", "a/b+/c", "a/+b", "+/+a", "a#", "#a", "##", "+#", "a/b#"})
    void partOfALevelMayNotBeAWildcard(String text) {
        assertThat(TopicFilter.of(text)).isEmpty();
        assertThat(TopicName.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#/a", "a/#/b", "#/+", "#/"})
    void nothingFollowsTheWildcardForTheRest(String text) {
        assertThat(TopicFilter.of(text)).isEmpty();
    }

    @Test
    void lengthIsCountedInBytesOfUtf8() {
        assertThat(TopicName.of("a".repeat(256))).isPresent();
        assertThat(TopicName.of("a".repeat(257))).isEmpty();
        assertThat(TopicName.of("\u00e4".repeat(128))).isPresent();
        assertThat(TopicName.of("\u00e4".repeat(128) + "a")).isEmpty();
        assertThat(TopicFilter.of("\uD83D\uDE00".repeat(64))).isPresent();
        assertThat(TopicFilter.of("\uD83D\uDE00".repeat(64) + "a")).isEmpty();
    }

    /** The examples of MQTT 5 clause 4.7.1.3 and 4.7.2. */
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "sport/#, sports, false",
        "+/#, sport, true",
        "'#', a/b/c, true",
        "'#', $SYS/a, false",
        "$SYS/#, $SYS/monitor, true",
        "a/#, b/c, false",
        "a/b, a/B, false",
        "a/b, a/bc, false",
        "a/bc, a/b, false",
    })
    void matches(String filter, String topic, boolean expected) {
        assertThat(new TopicFilter(filter).matches(topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void matchesAsComparingLevelByLevelDoes(long seed) {
        Random random = new Random(seed);
        int matched = 0;
        for (int i = 0; i < 50_000; i++) {
            String filter = levels(random, new String[] {"a", "b", "ab", "", "+", "+", "$x"});
            String topic = levels(random, new String[] {"a", "b", "ab", "", "$x"});
            if (filter.isEmpty()) {
                continue;
            }
            boolean expected = naive(filter, topic);
            matched += expected ? 1 : 0;
            assertThat(new TopicFilter(filter).matches(topic)).as(filter + " on " + topic).isEqualTo(expected);
        }
        assertThat(matched).isGreaterThan(1000);
    }

    private static String levels(Random random, String[] choice) {
        String[] levels = new String[1 + random.nextInt(4)];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = choice[random.nextInt(choice.length)];
        }
        return String.join("/", levels);
    }

    private static boolean naive(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        boolean same = wanted.length == given.length && !(wanted[0].equals("+") && given[0].startsWith("$"));
        for (int i = 0; same && i < wanted.length; i++) {
            same = wanted[i].equals("+") || wanted[i].equals(given[i]);
        }
        return same;
    }
}
