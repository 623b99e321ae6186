package dev.softclick.benchmarks.start;

/** What every program in Java costs before it does anything. */
final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
