package dev.softclick.sim.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Where a token's PIN comes from each time it is needed. It is never kept, and never part of a text. */
public sealed interface PinSource {
    /** Longest PIN, in bytes. */
    int MAX_BYTES = 255;

    /**
     * The first line of a file.
     *
     * @param path absolute
     */
    record File(Path path) implements PinSource {
        /** @throws IllegalArgumentException with a plain reason */
        public File {
            if (!path.isAbsolute() || !TokenKeyAddress.isLine(path.toString())) {
                throw new IllegalArgumentException("a PIN file is an absolute path on one line");
            }
        }

        @Override
        public String toString() {
            return "the file " + path;
        }
    }

    /**
     * An environment variable of the process.
     *
     * @param name letters, digits and {@code _}, no digit first
     */
    record Variable(String name) implements PinSource {
        /** @throws IllegalArgumentException with a plain reason */
        public Variable {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")) {
                // What is no name may be the PIN itself.
                throw new IllegalArgumentException("the name of an environment variable is 1 to 128 letters, digits and _, no digit first");
            }
        }

        @Override
        public String toString() {
            return "the environment variable " + name;
        }
    }

    /** The PIN in UTF-8; whoever calls it wipes it. */
    default byte[] read() throws TokenException {
        byte[] pin = switch (this) {
            case File(Path path) -> firstLine(path);
            case Variable(String name) -> {
                String value = System.getenv(name);
                if (value == null) {
                    throw new TokenException(this + ", which the PIN comes from, is not set");
                }
                yield value.getBytes(StandardCharsets.UTF_8);
            }
        };
        if (pin.length == 0) {
            throw new TokenException(this + ", which the PIN comes from, is empty");
        }
        if (pin.length > MAX_BYTES) {
            Arrays.fill(pin, (byte) 0);
            throw new TokenException(this + " holds more than a PIN of at most " + MAX_BYTES + " bytes");
        }
        return pin;
    }

    private byte[] firstLine(Path path) throws TokenException {
        // A FIFO would block whoever reads it.
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new TokenException(this + ", which the PIN comes from, is no file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 2);
            int length = 0;
            while (length < bytes.length && bytes[length] != '\n' && bytes[length] != '\r') {
                length++;
            }
            byte[] pin = Arrays.copyOf(bytes, length);
            Arrays.fill(bytes, (byte) 0);
            return pin;
        } catch (NoSuchFileException e) {
            throw new TokenException(this + ", which the PIN comes from, is not there", e);
        } catch (IOException e) {
            throw new TokenException(this + ", which the PIN comes from, can't be read", e);
        }
    }
}
