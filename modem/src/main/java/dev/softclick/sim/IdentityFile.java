package dev.softclick.sim;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code identity.properties}: lines of {@code key=value} for thing, iccid, imsi and imei, or instead of imsi the networks ({@link NetworkLines});
 * {@code #} begins a comment. What is wrong is said without quoting the file, since anything may have been put in its place.
 */
final class IdentityFile {
    static final String NAME = "identity.properties";
    /** Largest file that is read, in bytes. */
    static final int MAX_BYTES = 8 * 1024;
    static final String IMSI_RULE = "14 or 15 digits";

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
        boolean unnamed = identity.networks().equals(List.of(NetworkProfile.direct(identity.imsi())));
        return ("thing=" + identity.thing() + "\niccid=" + identity.iccid() + "\n"
                + (unnamed ? "imsi=" + identity.imsi() + "\n" : NetworkLines.format(identity.networks()))
                + "imei=" + identity.imei() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Checked<SimIdentity> parse(Path file, String text) {
        return PropertyLines.of(text).map(lines -> identity(file, lines)).orElseGet(() -> bad(file, "a value is given twice"));
    }

    private static Checked<SimIdentity> identity(Path file, PropertyLines lines) {
        return value(file, lines, "thing", ThingName::new, "1 to 128 of a-z A-Z 0-9 : _ -")
                .then(thing -> value(file, lines, "iccid", Iccid::new, "19 or 20 digits that begin with 89, the last one the check digit")
                        .then(iccid -> networks(file, lines)
                                .then(networks -> value(file, lines, "imei", Imei::new, "15 digits, the last one the check digit")
                                        .then(imei -> Checked.sound(new SimIdentity(iccid, imei, thing, networks))))));
    }

    /** An imsi beside networks is that of those without one of their own. */
    private static Checked<List<NetworkProfile>> networks(Path file, PropertyLines lines) {
        return lines.value("imsi").isEmpty()
                ? NetworkLines.parse(lines, Optional.empty(), words -> bad(file, words))
                        .then(named -> named.isEmpty() ? bad(file, "imsi is missing") : Checked.sound(named))
                : value(file, lines, "imsi", Imsi::new, IMSI_RULE)
                        .then(imsi -> NetworkLines.parse(lines, Optional.of(imsi), words -> bad(file, words))
                                .then(named -> Checked.sound(named.isEmpty() ? List.of(NetworkProfile.direct(imsi)) : named)));
    }

    private static <T> Checked<T> value(Path file, PropertyLines lines, String key, Function<String, T> constructor, String rule) {
        return lines.value(key).<Checked<T>>map(text -> {
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
