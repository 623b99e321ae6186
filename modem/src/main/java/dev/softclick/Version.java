package dev.softclick;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this library, as {@code AT+AWSVER} and {@code --version} show it. */
public final class Version {
    private static final String TEXT = load();

    private Version() {}

    /** As {@code 0.1.0}. */
    public static String text() {
        return TEXT;
    }

    private static String load() {
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the library");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version").replace("-SNAPSHOT", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
