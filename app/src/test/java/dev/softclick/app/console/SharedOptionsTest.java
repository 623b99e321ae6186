package dev.softclick.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedOptionsTest {
    private static Path home(Optional<String> given, Map<String, String> environment) {
        return SharedOptions.choose(given.map(Path::of), name -> environment.getOrDefault(name, ""), "/home/me");
    }

    @Test
    void whatIsGivenComesFirst() {
        assertThat(home(Optional.of("/a/../b"), Map.of("SOFTCLICK_HOME", "/c"))).isEqualTo(Path.of("/b"));
    }

    @Test
    void aRelativeHomeBecomesAbsolute() {
        assertThat(home(Optional.of("x"), Map.of())).isEqualTo(Path.of("x").toAbsolutePath());
    }

    @Test
    void thenOurVariable() {
        assertThat(home(Optional.empty(), Map.of("SOFTCLICK_HOME", "/c", "XDG_STATE_HOME", "/d"))).isEqualTo(Path.of("/c"));
    }

    @Test
    void thenTheStateFolderOfTheDesktop() {
        assertThat(home(Optional.empty(), Map.of("XDG_STATE_HOME", "/d"))).isEqualTo(Path.of("/d/softclick"));
    }

    @Test
    void aRelativeStateFolderIsIgnored() {
        assertThat(home(Optional.empty(), Map.of("XDG_STATE_HOME", "d"))).isEqualTo(Path.of("/home/me/.local/state/softclick"));
    }

    @Test
    void elseItIsBelowTheUsersHome() {
        assertThat(home(Optional.empty(), Map.of())).isEqualTo(Path.of("/home/me/.local/state/softclick"));
    }
}
