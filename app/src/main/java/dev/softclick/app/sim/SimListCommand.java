package dev.softclick.app.sim;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.SharedOptions;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.sim.SimName;
import dev.softclick.sim.SimStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code softclick sim list}: all SIMs of a home. */
@Command(
        name = "list",
        header = "Lists the SIMs.",
        sortOptions = false,
        description = "Lists the SIMs: a heading, then a line for each.",
        footer = {
            "",
            "Examples:",
            "  softclick sim list",
            "  softclick sim list | awk 'NR > 1 { print $1 }'   their names",
            "",
            "Exit codes: 0 success, 1 failure, 2 usage."
        })
final class SimListCommand implements Callable<Integer> {
    private static final List<String> HEADING = List.of("NAME", "THING", "CLOUD", "GENERATION", "EXPIRES", "STATE");

    private final StandardStreams streams;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    SimListCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Path path = shared.home();
        SimStore store = new SimStore(path, InstantSource.system());
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADING);
        store.names().faultIfAny().ifPresent(fault -> {
            throw new CommandFailure(fault.text());
        });
        for (SimName name : store.names().orThrow()) {
            SimText text = SimText.of(SimShowCommand.open(path, name));
            rows.add(List.of(name.text(), text.thing(), text.cloud(), text.generation(), text.expires(), text.state()));
        }
        if (rows.size() == 1) {
            streams.tell("there is no SIM in " + path + " yet: 'softclick run' makes one, or 'softclick sim new NAME'");
        } else {
            streams.print(table(rows));
        }
        return 0;
    }

    /** Columns as wide as their widest cell, two blanks between them. */
    static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size() - 1; column++) {
                int at = column;
                int width = rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
                String cell = row.get(column);
                table.append(cell).repeat(" ", width - cell.length() + 2);
            }
            table.append(row.getLast()).append('\n');
        }
        return table.toString();
    }
}
