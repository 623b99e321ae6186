package dev.softclick.sim;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code identity.properties}: lines of {@code key=value} for thing, iccid, imsi and imei; {@code #} begins a comment. What is wrong is
 * said without quoting the file, since anything may have been put in its place.
 */
final class IdentityFile {
    static final String NAME = "identity.properties";
    /** Largest file that is read, in bytes. */
    static final int MAX_BYTES = 4096;

    private IdentityFile() {}

    static Checked<SimIdentity> read(Path file) {
        // A FIFO in its place would block whoever reads it.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return bad(file, "is not a file");
        }
        return switch (FileBytes.read(file, MAX_BYTES)) {
            case Checked.Sound<byte[]>(byte[] bytes) -> parse(file, new String(bytes, StandardCharsets.UTF_8));
            case Checked.Faulty<byte[]>(SimFault fault) -> fault.reason() == SimFault.Reason.ABSENT
                    ? bad(file, "no such file")
                    : new Checked.Faulty<>(fault);
        };
    }

    /** The IMEI comes last: its length is fixed, so a file that was cut short is never taken for a whole one. */
    static byte[] format(SimIdentity identity) {
        return ("thing=" + identity.thing() + "\niccid=" + identity.iccid() + "\nimsi=" + identity.imsi() + "\nimei=" + identity.imei() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Checked<SimIdentity> parse(Path file, String text) {
        Map<String, String> values = new HashMap<>();
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String before = values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
                if (before != null) {
                    return bad(file, "a value is given twice");
                }
            }
        }
        return value(file, values, "thing", ThingName::new, "1 to 128 of a-z A-Z 0-9 : _ -")
                .then(thing -> value(file, values, "iccid", Iccid::new, "19 or 20 digits that begin with 89, the last one the check digit")
                        .then(iccid -> value(file, values, "imsi", Imsi::new, "14 or 15 digits")
                                .then(imsi -> value(file, values, "imei", Imei::new, "15 digits, the last one the check digit")
                                        .then(imei -> Checked.sound(new SimIdentity(iccid, imsi, imei, thing))))));
    }

    private static <T> Checked<T> value(Path file, Map<String, String> values, String key, Function<String, T> constructor, String rule) {
        return Optional.ofNullable(values.get(key)).<Checked<T>>map(text -> {
            try {
                return Checked.sound(constructor.apply(text));
            } catch (IllegalArgumentException e) {
                return bad(file, key + " is not valid (" + rule + ")");
            }
        }).orElseGet(() -> bad(file, key + " is missing"));
    }

    private static <T> Checked<T> bad(Path file, String what) {
        return Checked.faulty(SimFault.Reason.BAD_IDENTITY, file + ": " + what);
    }
}
