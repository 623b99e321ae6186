package dev.softclick.app.fleet.figures;

/**
 * A fleet over a short time.
 *
 * @param at its end, in seconds after the fleet began to start
 * @param seconds how long it was
 * @param connected at its end
 * @param publishing at its end
 * @param publishes that got to the cloud in it
 * @param connects in it
 * @param errors in it
 * @param disturbed in it
 * @param p50Millis of publish to acknowledge, in milliseconds; 0 when there was none
 * @param p99Millis of the same
 */
public record Sample(
        double at,
        double seconds,
        int connected,
        int publishing,
        long publishes,
        long connects,
        long errors,
        long disturbed,
        double p50Millis,
        double p99Millis) {
    /** Two that follow each other, as one: counts are summed, and of the times the worse ones taken. */
    Sample then(Sample next) {
        return new Sample(
                next.at,
                seconds + next.seconds,
                next.connected,
                next.publishing,
                publishes + next.publishes,
                connects + next.connects,
                errors + next.errors,
                disturbed + next.disturbed,
                Math.max(p50Millis, next.p50Millis),
                Math.max(p99Millis, next.p99Millis));
    }
}
