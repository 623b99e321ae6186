package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimLockTest {
    @TempDir
    Path home;

    private SimDirectory sim;

    @BeforeEach
    void makeSim() {
        sim = SimDirectory.create(home.resolve("card"), Issued.IDENTITY, Issued.CLOCK).orThrow();
    }

    @Test
    void oneModemOfAProcessHasIt() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), sim.path());
        try (SimLock lock = sim.lock().orThrow()) {
            SimDirectory same = new SimDirectory(link, Issued.CLOCK);
            assertThat(same.lock().faultIfAny())
                    .contains(new SimFault(SimFault.Reason.IN_USE, link + ": the SIM is in use by another modem of this process"));
            assertThat(sim.path().resolve("lock")).hasContent(ProcessHandle.current().pid() + "\n");
        }
        SimLock again = sim.lock().orThrow();
        again.close();
        again.close();
        sim.lock().orThrow().close();
    }

    @Test
    void aSecondCloseDoesNotTakeItFromTheNextOwner() {
        SimLock first = sim.lock().orThrow();
        first.close();
        try (SimLock second = sim.lock().orThrow()) {
            first.close();
            assertThat(sim.lock().faultIfAny()).isPresent();
        }
    }

    @Test
    void anotherProcessSeesWhoHasIt() throws Exception {
        try (SimLock lock = sim.lock().orThrow()) {
            // What fails in this process must not drop the lock either.
            assertThat(sim.lock().faultIfAny()).isPresent();
            assertThat(other("try")).isEqualTo(sim.path() + ": the SIM is in use by process " + ProcessHandle.current().pid());
        }
        assertThat(other("try")).isEqualTo("taken");
    }

    @Test
    void aProcessThatDiesGivesItFree() throws Exception {
        Process process = start("hold");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("taken");
            assertThat(sim.lock().faultIfAny())
                    .contains(new SimFault(SimFault.Reason.IN_USE, sim.path() + ": the SIM is in use by process " + process.pid()));
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        sim.lock().orThrow().close();
    }

    @Test
    void aHolderThatDoesNotSayItsNumberIsAnotherProcess() throws Exception {
        Process process = start("hold");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("taken");
            try (FileChannel file = FileChannel.open(sim.path().resolve("lock"), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            assertThat(sim.lock().faultIfAny().map(SimFault::text)).contains(sim.path() + ": the SIM is in use by another process");
        } finally {
            process.destroyForcibly();
        }
    }

    private String other(String what) throws Exception {
        Process process = start(what);
        try (BufferedReader out = process.inputReader()) {
            return out.readLine();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(String what) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), sim.path().toString(), what)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The other process. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            Checked<SimLock> lock = new SimDirectory(Path.of(arguments[0]), InstantSource.system()).lock();
            System.out.println(lock.faultIfAny().map(SimFault::text).orElse("taken"));
            if (arguments[1].equals("hold")) {
                System.in.read();
            }
        }
    }
}
