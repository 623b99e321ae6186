package dev.softclick.app.serve;

import dev.softclick.SharedThreads;
import dev.softclick.app.control.ModemReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after a fleet for systemd: a sign of life at half the time it asks for, as long as each modem that runs, and
 * each thread that serves them all, answers from inside; and the status text
 * when that changes. Without systemd it does nothing.
 */
public final class FleetWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetWatch.class);

    /** How often the status text is looked at when no sign of life is asked for. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Fleet<?> fleet;
    private final ServiceNotice notice;
    private final ThreadWatch threads;
    private final Duration patience;
    private final ScheduledThreadPoolExecutor timer;
    private String told = "";
    private List<String> stuck = List.of();

    /** Begins. */
    public FleetWatch(Fleet<?> fleet, ServiceNotice notice) {
        this(fleet, notice, SharedThreads::running);
    }

    /** @param threads those that serve all modems, by name */
    @SuppressWarnings("FutureReturnValueIgnored") // a look catches what goes wrong itself
    FleetWatch(Fleet<?> fleet, ServiceNotice notice, Supplier<Map<String, Executor>> threads) {
        this.fleet = fleet;
        this.notice = notice;
        this.threads = new ThreadWatch(threads);
        Duration every = notice.watchdog().map(limit -> limit.dividedBy(2)).orElse(LOOK);
        this.patience = every.dividedBy(3);
        this.timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("softclick-watch").daemon().factory());
        if (notice.heard()) {
            timer.scheduleAtFixedRate(this::look, 0, every.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        try {
            List<String> silent = new ArrayList<>(notice.watchdog().isPresent() ? threads.silent(patience) : List.of());
            List<ModemReport> reports = fleet.reports(patience);
            reports.stream().filter(report -> report.condition().equals(ModemReport.STUCK)).map(ModemReport::modem).forEach(silent::add);
            if (silent.isEmpty() && notice.watchdog().isPresent()) {
                notice.alive();
            }
            if (!silent.isEmpty() && !silent.equals(stuck)) {
                LOG.error("{}: does not answer from inside; systemd is told no more that all is well", String.join(", ", silent));
            }
            stuck = silent;
            tell(summary(reports));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("internal error: please report it", e);
        }
    }

    private void tell(String text) {
        if (!text.equals(told)) {
            told = text;
            notice.tell(text);
        }
    }

    /** As {@code 3 modems: 2 Ready: Subscribed, 1 down}. */
    static String summary(List<ModemReport> reports) {
        Map<String, Long> states = reports.stream().collect(Collectors.groupingBy(
                report -> report.stateText() == null ? report.condition() : report.stateText(), TreeMap::new, Collectors.counting()));
        return reports.size() + (reports.size() == 1 ? " modem: " : " modems: ")
                + states.entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
