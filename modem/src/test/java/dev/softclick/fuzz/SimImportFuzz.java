package dev.softclick.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.softclick.sim.Checked;
import dev.softclick.sim.PemFile;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that people put on a SIM or import to it: never an exception, every fault one line that quotes nothing of the files, and never keys out of files
 * that hold none.
 */
public final class SimImportFuzz {
    /** The file that the first byte of an input chooses. */
    private static final List<String> FILES =
            List.of("identity.properties", "keys-1/endpoint", "keys-1/certificate.pem", "keys-1/private.key", "keys-1/ca.pem");

    private static final int LONGEST_FAULT = 1000;

    /** What keys are written in, longer than any word of a fault. Jazzer learns the words of faults, and puts them into its inputs. */
    private static final Pattern KEY_TEXT = Pattern.compile("[A-Za-z0-9+/=]{16,}");

    private static SampleSim sample;

    @MethodSource("good")
    @FuzzTest(maxDuration = "10m")
    void fuzz(byte[] data) throws Exception {
        Bounds.hold(data, SimImportFuzz::fuzzerTestOneInput);
    }

    /** A file's content behind a byte that chooses the file. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        check(data, path -> new SimDirectory(path, InstantSource.system()).read());
    }

    static void check(byte[] data, Function<Path, SimReading> reader) throws IOException {
        if (data.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(data, 1, data.length);
        SampleSim sim = sample();
        Path file = sim.path().resolve(FILES.get((data[0] & 0xFF) % FILES.size()));
        byte[] good = Files.readAllBytes(file);
        Files.write(file, content);
        try {
            if (reader.apply(sim.path()) instanceof SimReading.Unusable(var identity, SimFault fault)) {
                judge(fault.text(), sim.path(), content);
            }
        } finally {
            Files.write(file, good);
        }
        Checked<PemFile> pem = PemFile.of("f", content);
        pem.faultIfAny().ifPresent(fault -> judge(fault.text(), sim.path(), content));
        pem.then(PemFile::certificates).faultIfAny().ifPresent(fault -> judge(fault.text(), sim.path(), content));
        pem.then(PemFile::privateKey).faultIfAny().ifPresent(fault -> judge(fault.text(), sim.path(), content));
    }

    private static void judge(String fault, Path path, byte[] content) {
        String own = fault.replace(path.toString(), "");
        if (own.isBlank() || own.length() > LONGEST_FAULT || own.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("not one line of plain words: " + own);
        }
        String typed = new String(content, StandardCharsets.ISO_8859_1);
        if (KEY_TEXT.matcher(own).results().anyMatch(quotation -> typed.contains(quotation.group()))) {
            throw new IllegalStateException("quotes the file: " + own);
        }
    }

    /** The SIM whose files are replaced; good ones are what a run starts from. */
    static synchronized SampleSim sample() throws IOException {
        if (sample == null) {
            sample = SampleSim.make();
        }
        return sample;
    }

    /** Good inputs: every file of the sample. */
    static List<byte[]> good() throws IOException {
        SampleSim sim = sample();
        byte[][] inputs = new byte[FILES.size()][];
        for (int i = 0; i < inputs.length; i++) {
            byte[] content = Files.readAllBytes(sim.path().resolve(FILES.get(i)));
            inputs[i] = new byte[content.length + 1];
            inputs[i][0] = (byte) i;
            System.arraycopy(content, 0, inputs[i], 1, content.length);
        }
        return List.of(inputs);
    }
}
