package dev.softclick.benchmarks.measure;

/** What is done when the process is ended in the midst of it, as by Ctrl-C. */
public final class Interruption {
    private final Thread hook;

    /**
     * From now on.
     *
     * @param thread the name of the thread that does it
     */
    public Interruption(String thread, Runnable task) {
        hook = new Thread(task, thread);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From here on an end of the process is none of ours. False when it is ending already, and the task runs. */
    public boolean over() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
