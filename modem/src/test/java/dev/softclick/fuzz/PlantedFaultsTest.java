package dev.softclick.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.softclick.at.CommandLineParser;
import dev.softclick.at.LineDiscipline;
import dev.softclick.at.LineSettings;
import dev.softclick.at.ParsedLine;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimReading;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every target and its driver can fail: a fault planted in what it tries is found, and named with its input. */
class PlantedFaultsTest {
    private static final int INPUTS = 30_000;

    private static void isFound(List<byte[]> good, FuzzTarget broken, String words) {
        assertThatThrownBy(() -> new SeededRun(good, List.of()).run(broken, 1, INPUTS))
                .isInstanceOf(AssertionError.class).hasMessageContaining(words).hasMessageContaining("seed 1, input ");
    }

    @Test
    void anException() {
        isFound(SeededFuzzTest.bodies(), data -> {
            if (data.length > 2 && data[0] == 'E' && data[1] == '0' && data[2] == '=') {
                throw new ArrayIndexOutOfBoundsException("planted");
            }
        }, "planted");
    }

    @Test
    void aHang() {
        SeededRun run = new SeededRun(SeededFuzzTest.bodies(), List.of(), 300);
        assertThatThrownBy(() -> run.run(data -> {
            while (data.length > 20 && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
        }, 1, INPUTS)).isInstanceOf(AssertionError.class).hasMessageContaining("hangs at seed 1, input ");
    }

    @Test
    void memoryBeyondBounds() {
        byte[][] held = new byte[1][];
        isFound(SeededFuzzTest.bodies(), data -> {
            if (data.length > 20) {
                held[0] = new byte[100 << 20];
                held[0] = null;
            }
        }, "bytes of memory for an input of");
        assertThat(held[0]).isNull();
    }

    @Test
    void aLineDisciplineThatEditsOneByteTooFar() {
        isFound(SeededFuzzTest.typed(), data -> {
            LineDiscipline discipline = new LineDiscipline();
            LineSettings deleteIsAlsoEditing = LineSettings.DEFAULT.withEditing(127);
            LineDisciplineFuzz.check(data, new LineDisciplineFuzz.Reader() {
                @Override
                public LineDiscipline.Reception accept(byte value) {
                    return discipline.accept(value, value == 127 ? deleteIsAlsoEditing : LineSettings.DEFAULT);
                }

                @Override
                public String line() {
                    return discipline.line().body();
                }
            });
        }, "read [");
    }

    @Test
    void aParserThatLosesACommand() {
        isFound(SeededFuzzTest.bodies(), data -> CommandLineParserFuzz.check(data, line -> switch (CommandLineParser.parse(line)) {
            case ParsedLine.Commands(var commands) when commands.size() > 2 -> new ParsedLine.Commands(commands.subList(1, commands.size()));
            case ParsedLine parsed -> parsed;
        }), "written out again");
    }

    @Test
    void aParserThatPointsBehindTheLine() {
        isFound(SeededFuzzTest.bodies(), data -> CommandLineParserFuzz.check(data, line -> switch (CommandLineParser.parse(line)) {
            case ParsedLine.Malformed(int offset, String reason) when reason.contains("quote") -> new ParsedLine.Malformed(line.body().length() + 1, reason);
            case ParsedLine parsed -> parsed;
        }), "mistake at");
    }

    @Test
    void aFaultThatQuotesItsFile() throws Exception {
        isFound(SimImportFuzz.good(), data -> SimImportFuzz.check(data, path -> switch (new SimDirectory(path, InstantSource.system()).read()) {
            case SimReading.Unusable(var identity, SimFault fault) when data.length > 100 ->
                new SimReading.Unusable(identity, new SimFault(fault.reason(), "what is " + new String(data, 60, 30, StandardCharsets.US_ASCII).strip() + "?"));
            case SimReading reading -> reading;
        }), "quotes the file");
    }
}
