package dev.softclick.sim.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinSourceTest {
    @TempDir
    Path folder;

    @Test
    void theFirstLineOfAFileIsThePin() throws Exception {
        Path file = folder.resolve("pin");
        PinSource source = new PinSource.File(file);
        for (String content : List.of("12 34", "12 34\n", "12 34\r\n", "12 34\nmore\n", "12 34\n" + "x".repeat(1 << 20))) {
            Files.writeString(file, content);
            assertThat(new String(source.read(), StandardCharsets.UTF_8)).isEqualTo("12 34");
        }
        assertThat(Files.writeString(file, "x".repeat(PinSource.MAX_BYTES))).exists();
        assertThat(source.read()).hasSize(PinSource.MAX_BYTES);
    }

    @Test
    void whatIsNoPinIsSaidWithoutIt() throws Exception {
        Path file = folder.resolve("pin");
        PinSource source = new PinSource.File(file);
        assertThatThrownBy(source::read).hasMessage("the file " + file + ", which the PIN comes from, is not there");
        Files.writeString(file, "\n1234");
        assertThatThrownBy(source::read).hasMessage("the file " + file + ", which the PIN comes from, is empty");
        Files.writeString(file, "x".repeat(PinSource.MAX_BYTES + 1));
        assertThatThrownBy(source::read).hasMessage("the file " + file + " holds more than a PIN of at most 255 bytes");
        assertThatThrownBy(new PinSource.File(folder)::read).hasMessage("the file " + folder + ", which the PIN comes from, is no file");
        assertThatThrownBy(new PinSource.Variable("SOFTCLICK_NOT_SET")::read)
                .hasMessage("the environment variable SOFTCLICK_NOT_SET, which the PIN comes from, is not set");
    }

    @Test
    void whatIsNoNameOfAVariableIsNotQuoted() {
        for (String text : List.of("", "1234", "a b", "a=b", "x".repeat(129))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new PinSource.Variable(text))
                    .withMessage("the name of an environment variable is 1 to 128 letters, digits and _, no digit first");
        }
    }

    @Test
    void addressesFitOnTheirLines() {
        Path module = Path.of("/lib/module.so");
        PinSource pin = new PinSource.Variable("PIN");
        assertThat(new TokenKeyAddress(module, "t".repeat(32), "k".repeat(255), pin)).hasToString(
                "key '" + "k".repeat(255) + "' on token '" + "t".repeat(32) + "' of /lib/module.so, PIN from the environment variable PIN");
        for (String bad : List.of("", " a", "a ", "a\nb", "\u00e9".repeat(17))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenKeyAddress(module, bad, "key", pin));
        }
        for (String bad : List.of("", " a", "a\u0000", "k".repeat(256))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new TokenKeyAddress(module, "token", bad, pin));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenKeyAddress(Path.of("module.so"), "token", "key", pin));
        assertThatIllegalArgumentException().isThrownBy(() -> new PinSource.File(Path.of("pin")));
    }

    @Test
    void aTokenIsAskedOnceForEachPin() throws Exception {
        Path file = Files.writeString(folder.resolve("pin"), "wrong");
        PinSource source = new PinSource.File(file);
        RefusedPins refused = new RefusedPins();
        List<String> tried = new ArrayList<>();
        RefusedPins.Login login = pin -> {
            tried.add(new String(pin, StandardCharsets.UTF_8));
            return tried.getLast().equals("right") ? ReturnCode.OK : ReturnCode.PIN_INCORRECT;
        };
        for (int i = 0; i < 5; i++) {
            assertThat(refused.unlessRefused("token", source, login)).isEqualTo(ReturnCode.PIN_INCORRECT);
        }
        assertThat(tried).containsExactly("wrong");
        assertThat(refused.unlessRefused("other token", source, login)).isEqualTo(ReturnCode.PIN_INCORRECT);
        Files.writeString(file, "right");
        assertThat(refused.unlessRefused("token", source, login)).isEqualTo(ReturnCode.OK);
        assertThat(tried).containsExactly("wrong", "wrong", "right");
    }

    @Test
    void thePinIsWipedAfterUse() throws Exception {
        PinSource source = new PinSource.File(Files.writeString(folder.resolve("pin"), "1234"));
        byte[][] seen = new byte[1][];
        new RefusedPins().unlessRefused("token", source, pin -> {
            seen[0] = pin;
            return ReturnCode.OK;
        });
        assertThat(seen[0]).isEqualTo(new byte[4]);
        assertThat(Arrays.equals(seen[0], "1234".getBytes(StandardCharsets.US_ASCII))).isFalse();
    }
}
