package dev.softclick.sim;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** A key whose token is gone: it has no encoding, and nothing can sign with it. */
record UnreadableKey(String algorithm) implements PrivateKey {
    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }
}
