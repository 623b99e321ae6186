package dev.softclick.sim;

import dev.softclick.sim.pkcs11.PinSource;
import dev.softclick.sim.pkcs11.TokenException;
import dev.softclick.sim.pkcs11.TokenKey;
import dev.softclick.sim.pkcs11.TokenKeyAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;

/**
 * {@code key.pkcs11}, which stands in place of a private key that lives on a token: lines of {@code key=value} for module, token, key, and one of
 * pin-file and pin-env. It holds nothing secret.
 */
final class TokenKeyFile {
    private TokenKeyFile() {}

    static byte[] format(TokenKeyAddress address) {
        String pin = switch (address.pin()) {
            case PinSource.File(Path path) -> "pin-file=" + path;
            case PinSource.Variable(String variable) -> "pin-env=" + variable;
        };
        return ("module=" + address.module() + "\ntoken=" + address.token() + "\nkey=" + address.key() + "\n" + pin + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Checked<TokenKeyAddress> parse(String name, byte[] content) {
        Optional<PropertyLines> lines = PropertyLines.of(new String(content, StandardCharsets.UTF_8));
        if (lines.isEmpty()) {
            return bad(name, "a value is given twice");
        }
        for (String key : new String[] {"module", "token", "key"}) {
            if (lines.get().value(key).isEmpty()) {
                return bad(name, key + " is missing");
            }
        }
        Optional<String> file = lines.get().value("pin-file");
        Optional<String> variable = lines.get().value("pin-env");
        if (file.isPresent() == variable.isPresent()) {
            return bad(name, "one of pin-file and pin-env is needed");
        }
        try {
            PinSource pin = file.isPresent() ? new PinSource.File(Path.of(file.get())) : new PinSource.Variable(variable.orElseThrow());
            return Checked.sound(new TokenKeyAddress(Path.of(lines.get().value("module").orElseThrow()),
                    lines.get().value("token").orElseThrow(), lines.get().value("key").orElseThrow(), pin));
        } catch (IllegalArgumentException e) {
            // Its text would quote what may be anything.
            return bad(name, "is not valid (module and pin-file are absolute paths, token and key are labels, pin-env is the name of a variable)");
        }
    }

    /** The key itself, if its token is there and takes the PIN; {@code name} is what faults begin with. */
    static Checked<TokenKey> find(String name, TokenKeyAddress address, PublicKey counterpart) {
        try {
            return Checked.sound(TokenKey.find(address, counterpart));
        } catch (TokenException e) {
            return fault(name, e);
        }
    }

    static <T> Checked<T> fault(String name, TokenException e) {
        return Checked.faulty(SimFault.Reason.TOKEN, name + ": " + e.words());
    }

    private static <T> Checked<T> bad(String name, String what) {
        return Checked.faulty(SimFault.Reason.BAD_PEM, name + ": " + what);
    }
}
