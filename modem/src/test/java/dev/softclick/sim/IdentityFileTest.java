package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityFileTest {
    private static final String GOOD = new String(IdentityFile.format(Issued.IDENTITY), StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("identity.properties");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(read(GOOD).orThrow()).isEqualTo(Issued.IDENTITY);
    }

    @Test
    void readsWhatPeopleMakeOfIt() {
        String edited = "\uFEFF# my SIM\r\n\r\n" + GOOD.replace("=", " = ").replace("\n", "\r\n") + "colour=blue\nnothing\n=\n";
        assertThat(read(edited).orThrow()).isEqualTo(Issued.IDENTITY);
    }

    @Test
    void aFileThatWasCutShortIsNeverTakenForAWholeOne() {
        // The last byte is the line end, which may be missing.
        for (int length = 0; length < GOOD.length() - 1; length++) {
            assertThat(read(GOOD.substring(0, length)).faultIfAny()).as("cut to " + length).isPresent();
        }
        assertThat(read(GOOD.substring(0, GOOD.length() - 1)).faultIfAny()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "thing=thing_0001, x=y, thing is missing",
        "iccid=8944501312167518236, iccid=8944501312167518237, \"iccid is not valid (19 or 20 digits that begin with 89, the last one the check digit)\"",
        "imsi=234500000000001, imsi=, imsi is not valid (14 or 15 digits)",
        "imei=350000000000006, imei=350000000000007, \"imei is not valid (15 digits, the last one the check digit)\"",
        "thing=thing_0001, thing=a b, thing is not valid (1 to 128 of a-z A-Z 0-9 : _ -)",
        "imsi=234500000000001, thing=other, a value is given twice",
    })
    void saysWhatIsWrong(String line, String instead, String fault) {
        assertThat(read(GOOD.replace(line, instead)).faultIfAny())
                .contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": " + fault));
    }

    @Test
    void saysWhatIsInPlaceOfTheFile() throws IOException {
        assertThat(IdentityFile.read(file).faultIfAny()).contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": no such file"));
        byte[] large = new byte[IdentityFile.MAX_BYTES + 1];
        Arrays.fill(large, (byte) '\n');
        Files.write(file, large);
        assertThat(IdentityFile.read(file).faultIfAny())
                .contains(new SimFault(SimFault.Reason.UNREADABLE, file + ": is larger than 4 KiB: is it the right file?"));
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(IdentityFile.read(file).faultIfAny()).contains(new SimFault(SimFault.Reason.BAD_IDENTITY, file + ": is not a file"));
    }

    private Checked<SimIdentity> read(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IdentityFile.read(file);
    }
}
