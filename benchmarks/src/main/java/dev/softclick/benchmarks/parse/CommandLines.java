package dev.softclick.benchmarks.parse;

import dev.softclick.at.CommandLineParser;
import dev.softclick.at.LineDiscipline;
import dev.softclick.at.LineSettings;
import dev.softclick.at.ParsedLine;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Bytes to parsed command lines, as the modem takes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class CommandLines {
    /** Bytes that are no end of a line: noise that is looked at and dropped. */
    static final int NOISE_BYTES = 1000;

    private static final byte[] AT = bytes("AT\r");
    private static final byte[] PUBLISH = bytes("AT+AWSPUBLISH=0,240,2\r");
    private static final byte[] NOISE = bytes("x".repeat(NOISE_BYTES));

    private final LineDiscipline discipline = new LineDiscipline();
    private final LineSettings settings = LineSettings.DEFAULT;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The shortest line. */
    @Benchmark
    public ParsedLine at() {
        return parse(AT);
    }

    /** The line that hosts send most. */
    @Benchmark
    public ParsedLine publish() {
        return parse(PUBLISH);
    }

    /** Bytes alone. */
    @Benchmark
    @OperationsPerInvocation(NOISE_BYTES)
    public LineDiscipline.Reception noise() {
        LineDiscipline.Reception last = LineDiscipline.Reception.TAKEN;
        for (byte value : NOISE) {
            last = discipline.accept(value, settings);
        }
        return last;
    }

    private ParsedLine parse(byte[] line) {
        for (byte value : line) {
            if (discipline.accept(value, settings) == LineDiscipline.Reception.LINE) {
                return CommandLineParser.parse(discipline.line());
            }
        }
        throw new IllegalStateException("the line has no end");
    }
}
