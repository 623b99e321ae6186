package dev.softclick.sim.pkcs11;

import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key that never leaves its token: a name for it, with which {@code java.security.Signature} has the token sign (ECDSA, RSASSA-PSS and RSA
 * PKCS#1, with SHA-256, SHA-384 and SHA-512), as TLS 1.2 and 1.3 need it. Has no encoding. Any thread may use it; who signs waits for the token, at
 * most some seconds.
 */
public abstract sealed class TokenKey implements PrivateKey {
    private static final long serialVersionUID = 1;

    private final transient TokenKeyAddress address;
    private final transient PublicKey counterpart;

    private TokenKey(TokenKeyAddress address, PublicKey counterpart) {
        this.address = address;
        this.counterpart = counterpart;
    }

    /**
     * Finds a key, and logs in to its token if that is not done yet. Whether it belongs to the public key is not looked at: signing shows it.
     *
     * @param counterpart the public key of its certificate: RSA or EC
     * @throws TokenException when module, token or key are not there, or the PIN is not taken
     */
    public static TokenKey find(TokenKeyAddress address, PublicKey counterpart) throws TokenException {
        TokenKey key = switch (counterpart) {
            case RSAPublicKey rsa -> new Rsa(address, rsa);
            case ECPublicKey ec -> new Ec(address, ec);
            default -> throw new TokenException("the certificate is for a " + counterpart.getAlgorithm() + " key, and only RSA and EC are known");
        };
        key.check();
        TokenProvider.register();
        return key;
    }

    /** Where it lives. */
    public TokenKeyAddress address() {
        return address;
    }

    /**
     * Looks whether it is there still, and opens its token again if that went away and came back.
     *
     * @throws TokenException when it is not
     */
    public void check() throws TokenException {
        TokenModule.of(address.module()).<Boolean>ask(address, session -> {
            session.check(address.key());
            return true;
        });
    }

    boolean signs(Mechanism mechanism) throws TokenException {
        return TokenModule.of(address.module()).ask(address, session -> session.signs(mechanism));
    }

    byte[] sign(Mechanism mechanism, byte[] data) throws TokenException {
        return TokenModule.of(address.module()).ask(address, session -> session.sign(address.key(), mechanism, data));
    }

    @Override
    public @Nullable String getFormat() {
        return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenKey key && key.address.equals(address) && key.counterpart.equals(counterpart);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return getAlgorithm() + " " + address;
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a key that never leaves its token");
    }

    /** Of RSA. TLS asks for its size. */
    static final class Rsa extends TokenKey implements RSAKey {
        private static final long serialVersionUID = 1;

        private final BigInteger modulus;

        private Rsa(TokenKeyAddress address, RSAPublicKey counterpart) {
            super(address, counterpart);
            this.modulus = counterpart.getModulus();
        }

        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public BigInteger getModulus() {
            return modulus;
        }

        /** Not bound to any, so good for all kinds of RSA signatures. */
        @Override
        public @Nullable AlgorithmParameterSpec getParams() {
            return null;
        }
    }

    /** Of an elliptic curve. TLS asks for its curve. */
    static final class Ec extends TokenKey implements ECKey {
        private static final long serialVersionUID = 1;

        private final transient ECParameterSpec curve;

        private Ec(TokenKeyAddress address, ECPublicKey counterpart) {
            super(address, counterpart);
            this.curve = counterpart.getParams();
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public ECParameterSpec getParams() {
            return curve;
        }
    }
}
