package dev.softclick.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What the figures were taken on.
 *
 * @param date the day, in UTC
 * @param processor its name, and how many of it
 * @param system the kernel
 * @param java the JVM
 * @param load the load of the last minute before the run began; above 1 the machine had other work
 */
public record Machine(String date, String processor, String system, String java, double load) {
    public static Machine here() {
        String processor = System.getProperty("os.arch");
        try {
            processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name")).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst().orElse(processor);
        } catch (IOException e) {
            // The architecture has to do.
        }
        return new Machine(
                LocalDate.now(ZoneOffset.UTC).toString(),
                Runtime.getRuntime().availableProcessors() + " x " + processor,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
