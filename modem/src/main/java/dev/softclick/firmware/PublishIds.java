package dev.softclick.firmware;

/** Numbers for publishes, so that the link's answer finds the one that asked. */
final class PublishIds {
    /** The number of a publish whose result nobody waits for. */
    static final int NOBODY = 0;

    private int last;

    int next() {
        last = last == Integer.MAX_VALUE ? 1 : last + 1;
        return last;
    }
}
