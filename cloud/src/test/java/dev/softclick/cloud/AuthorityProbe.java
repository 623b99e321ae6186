package dev.softclick.cloud;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that opens the CA of a home: prints its certificate. */
final class AuthorityProbe {
    private AuthorityProbe() {
    }

    public static void main(String[] arguments) throws IOException {
        System.out.println(LocalAuthority.in(Path.of(arguments[0])).certificate());
    }
}
