package dev.softclick.app.fleet.report;

import dev.softclick.app.fleet.figures.Latencies;
import dev.softclick.app.fleet.figures.Totals;
import java.util.Locale;

/** A fleet's counts in the Prometheus text format 0.0.4. */
public final class MetricsText {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    private MetricsText() {}

    /** All counts, in the text format 0.0.4. */
    public static String of(Totals totals) {
        MetricsText metrics = new MetricsText();
        metrics.add("modems", "gauge", "Modems that the fleet is to have.", totals.modems());
        metrics.add("modems_running", "gauge", "Modems started so far.", totals.running());
        metrics.add("modems_connected", "gauge", "Modems whose MQTT connection stands.", totals.connected());
        metrics.add("modems_publishing", "gauge", "Modems whose host is in its rounds.", totals.publishing());
        metrics.add("connects_total", "counter", "MQTT connections that came to stand.", totals.connects());
        metrics.add("links_lost_total", "counter", "Connections lost outside of waves.", totals.lost());
        metrics.add("hurried_connects_total", "counter", "CONNECTs within a second of the same client's last one.", totals.hurried());
        metrics.add("publishes_sent_total", "counter", "Publishes handed to the link.", totals.sent());
        metrics.add("publishes_total", "counter", "Publishes that got to the cloud.", totals.published());
        metrics.add("publishes_failed_total", "counter", "Publishes that did not get to the cloud.", totals.unpublished());
        metrics.add("messages_received_total", "counter", "Messages of the cloud.", totals.received());
        metrics.add("rounds_total", "counter", "Rounds played to their end.", totals.rounds());
        metrics.add("errors_total", "counter", "Starts and rounds that did not go as written, and modems that failed.", totals.errors());
        metrics.add("disturbed_total", "counter", "Starts and rounds that did not go as written while a wave had the modem.", totals.disturbed());
        metrics.add("rounds_left_out_total", "counter", "Rounds left out, as the one before was not over.", totals.leftOut());
        metrics.add("acknowledge_seconds", "From handing a publish to the link until the cloud had taken it.", totals.acknowledge());
        metrics.add("round_seconds", "From a round's begin to its end, as the host sees it.", totals.round());
        return metrics.text.toString();
    }

    private void head(String name, String type, String help) {
        text.append("# HELP softclick_fleet_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE softclick_fleet_").append(name).append(' ').append(type).append('\n');
    }

    private void add(String name, String type, String help, long value) {
        head(name, type, help);
        text.append("softclick_fleet_").append(name).append(' ').append(value).append('\n');
    }

    private void add(String name, String help, Latencies times) {
        head(name, "summary", help);
        quantile(name, "0.5", times.p50Millis());
        quantile(name, "0.95", times.p95Millis());
        quantile(name, "0.99", times.p99Millis());
        text.append("softclick_fleet_").append(name).append("_count ").append(times.count()).append('\n');
    }

    private void quantile(String name, String quantile, double millis) {
        text.append(String.format(Locale.ROOT, "softclick_fleet_%s{quantile=\"%s\"} %.6f\n", name, quantile, millis / 1000));
    }
}
