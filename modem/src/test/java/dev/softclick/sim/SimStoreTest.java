package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimStoreTest {
    @TempDir
    Path folder;

    private Path home;
    private SimStore store;

    @BeforeEach
    void makeStore() {
        home = folder.resolve("home");
        store = new SimStore(home, Issued.CLOCK);
    }

    @Test
    void aStoreThatIsNotThereHoldsNothing() {
        assertThat(store.names().orThrow()).isEmpty();
        assertThat(store.open(new SimName("x")).faultIfAny())
                .contains(new SimFault(SimFault.Reason.ABSENT, "there is no SIM 'x' in " + home.resolve("sims")));
        assertThat(home).doesNotExist();
    }

    @Test
    void listsItsSimsByName() throws IOException {
        for (String name : new String[] {"b", "A.1", "a_2-x"}) {
            store.create(new SimName(name), Issued.IDENTITY).orThrow();
        }
        Files.createFile(home.resolve("sims/file"));
        Files.createDirectory(home.resolve("sims/.new-1"));
        Files.createDirectory(home.resolve("sims/not a name"));
        assertThat(store.names().orThrow()).containsExactly(new SimName("A.1"), new SimName("a_2-x"), new SimName("b"));
        assertThat(store.open(new SimName("b")).orThrow().read()).isEqualTo(new SimReading.NoKeys(Issued.IDENTITY));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("sims")))).isEqualTo("rwx------");
    }

    @Test
    void aNameIsTakenOnce() {
        SimDirectory first = store.create(new SimName("x"), Issued.IDENTITY).orThrow();
        assertThat(store.create(new SimName("x"), Issued.IDENTITY).faultIfAny())
                .contains(new SimFault(SimFault.Reason.EXISTS, "there is a SIM 'x' already, in " + first.path()));
    }

    @Test
    void saysThatItCanNotBeListed() throws IOException {
        Files.createDirectory(home);
        Files.createFile(home.resolve("sims"));
        assertThat(store.names().faultIfAny())
                .contains(new SimFault(SimFault.Reason.UNREADABLE, home.resolve("sims") + ": can't be read: not a folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "/etc", "-x", ".x", "a b", "a\n", "\u00e4", "a\\b", "a\0",
            "01234567890123456789012345678901234567890123456789012345678901234"})
    void refusesANameThatIsNoPlainFileName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SimName(name)).withMessage(
                "a SIM name is 1 to 64 of a-z A-Z 0-9 _ . - that begin with none of . and -, not '" + name + "'");
    }
}
