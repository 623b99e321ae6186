package dev.softclick.port.telnet;

/** Which rates a line can have, in bits a second. */
public record RateRange(int slowest, int fastest) {
    boolean contains(int rate) {
        return rate >= slowest && rate <= fastest;
    }
}
