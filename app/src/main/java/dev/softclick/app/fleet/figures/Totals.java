package dev.softclick.app.fleet.figures;

import java.time.Duration;

/**
 * A fleet up to a moment.
 *
 * @param modems how many there are to be
 * @param running started and not failed
 * @param connected MQTT stands
 * @param mostConnected the most of them at once
 * @param publishing hosts that are in their rounds
 * @param connects how often MQTT came to stand
 * @param lost links that were lost outside of waves
 * @param hurried CONNECTs of a modem within a second of its one before
 * @param sent publishes handed to the link
 * @param published those that got to the cloud
 * @param unpublished those that did not
 * @param received messages of the cloud
 * @param rounds played to the end
 * @param starts played to the end
 * @param errors starts and rounds that did not go as written, and modems that could not be started or failed
 * @param disturbed starts and rounds that did not go as written while a wave had the modem
 * @param leftOut rounds left out, as the one before was not over
 * @param acknowledge from handing a publish to the link until the cloud had taken it
 * @param round from a round's begin to its end, as the host sees it
 */
public record Totals(
        Duration elapsed,
        int modems,
        int running,
        int connected,
        int mostConnected,
        int publishing,
        long connects,
        long lost,
        long hurried,
        long sent,
        long published,
        long unpublished,
        long received,
        long rounds,
        long starts,
        long errors,
        long disturbed,
        long leftOut,
        Latencies acknowledge,
        Latencies round) {
    /** Starts and rounds, whatever came of them. */
    public long played() {
        return rounds + starts + errors + disturbed;
    }
}
