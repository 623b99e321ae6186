package dev.softclick.app.fleet;

import dev.softclick.app.console.CommandFailure;
import dev.softclick.app.console.StandardStreams;
import dev.softclick.app.fleet.keys.DeviceKeys;
import dev.softclick.app.fleet.keys.DeviceTable;
import dev.softclick.app.fleet.keys.LocalDeviceKeys;
import dev.softclick.app.fleet.plan.FleetPlan;
import dev.softclick.app.fleet.report.MetricsServer;
import dev.softclick.app.fleet.report.Progress;
import dev.softclick.app.fleet.report.Summary;
import dev.softclick.app.sim.SimText;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.sim.Endpoint;
import java.io.Console;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A fleet and its cloud, from the look at the machine to the summary. */
final class FleetSession {
    private static final Duration SAMPLE = Duration.ofSeconds(1);

    /** How long what is being played at the end may take. */
    private static final Duration WIND_DOWN = Duration.ofSeconds(5);

    private final StandardStreams streams;
    private final Path home;
    private final String file;

    FleetSession(StandardStreams streams, Path home, String file) {
        this.streams = streams;
        this.home = home;
        this.file = file;
    }

    /**
     * Runs it, until its time is over or {@code stop} says so.
     *
     * @throws CommandFailure or IOException with one line when it can't
     */
    Summary run(FleetPlan plan, Optional<InetSocketAddress> metrics, CountDownLatch stop) throws IOException, InterruptedException {
        try (FleetCloud local = plan.endpoint().isPresent() ? null : FleetCloud.take(home)) {
            DeviceKeys keys = keys(plan);
            int modems = plan.modems() == 0 ? keys.most() : plan.modems();
            if (modems > keys.most()) {
                throw new CommandFailure(modems + " modems are wanted, and there are " + keys.most() + " devices for them");
            }
            List<String> missing = MachineLimits.here().missing(modems, local != null && local.own() != null, local != null);
            if (!missing.isEmpty()) {
                throw new CommandFailure(String.join("; ", missing));
            }
            if (local != null) {
                local.start();
            }
            Endpoint endpoint = local == null ? plan.endpoint().orElseThrow() : new Endpoint("127.0.0.1", local.place().port());
            String cloud = local == null ? SimText.url(endpoint) : local.place().endpoint();
            try (FleetRun run = new FleetRun(plan, modems, keys, endpoint);
                    MetricsServer server = server(metrics, run)) {
                streams.print("fleet: " + modems + " modems for " + plan.duration().toSeconds() + " s against " + cloud
                        + (server == null ? "" : ", metrics at " + server.url()) + "\n");
                return run(run, plan, cloud, stop);
            }
        }
    }

    private static @Nullable MetricsServer server(Optional<InetSocketAddress> address, FleetRun run) throws IOException {
        return address.isEmpty() ? null : MetricsServer.open(address.get(), run::totals);
    }

    private DeviceKeys keys(FleetPlan plan) throws IOException {
        return switch (plan.devices()) {
            case FleetPlan.Devices.Made made -> new LocalDeviceKeys(LocalAuthority.in(home), made.things(), made.folder());
            case FleetPlan.Devices.Table table -> DeviceTable.read(table.table(), table.authorities());
        };
    }

    private Summary run(FleetRun run, FleetPlan plan, String cloud, CountDownLatch stop) throws InterruptedException {
        boolean terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        Progress progress = new Progress(terminal, plan.duration());
        var began = InstantSource.system().instant();
        long start = System.nanoTime();
        run.start();
        boolean interrupted = false;
        for (long at = 1; !interrupted; at++) {
            Duration next = SAMPLE.multipliedBy(at);
            boolean last = next.compareTo(plan.duration()) >= 0;
            long until = start + (last ? plan.duration() : next).toNanos();
            interrupted = stop.await(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            var sample = run.sample();
            streams.print(progress.show(run.totals(), sample));
            if (last) {
                break;
            }
        }
        run.windDown(WIND_DOWN);
        run.sample();
        return Summary.of(plan, run.reasons(), run.samples(), file, began, cloud, interrupted, run.totals());
    }
}
