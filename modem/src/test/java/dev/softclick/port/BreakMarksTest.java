package dev.softclick.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakMarksTest {
    @ParameterizedTest
    @CsvSource({"41420d,41420d", "ffff,ff", "ff0000,B", "41ff000042,41B42", "ff0041,41", "ffff0000,ff0000", "ff0000ff0000,BB", "0000ffffff0000,0000ffB", "ffffffff,ffff"})
    void marksAreTakenOutHoweverTheBytesAreCut(String raw, String expected) {
        byte[] bytes = HexFormat.of().parseHex(raw);
        IntStream.rangeClosed(1, bytes.length).forEach(size -> assertThat(decoded(bytes, size)).as("pieces of %d", size).isEqualTo(expected));
    }

    private static String decoded(byte[] bytes, int size) {
        BreakMarks marks = new BreakMarks();
        StringBuilder seen = new StringBuilder();
        byte[] plain = new byte[bytes.length];
        for (int begin = 0; begin < bytes.length; begin += size) {
            int end = Math.min(bytes.length, begin + size);
            int at = begin;
            while (at < end) {
                int count = marks.decode(bytes, at, end, plain);
                at += marks.taken();
                seen.append(HexFormat.of().formatHex(plain, 0, count)).append(marks.broke() ? "B" : "");
            }
        }
        return seen.toString();
    }
}
