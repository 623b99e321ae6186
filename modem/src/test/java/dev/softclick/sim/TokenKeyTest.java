package dev.softclick.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that never leaves its token, as PKCS#11 has them: only its own provider signs with it. */
class TokenKeyTest {
    private final Token token = new Token();

    @BeforeEach
    void plugIn() {
        Security.addProvider(token);
    }

    @AfterEach
    void pullOut() {
        Security.removeProvider(token.getName());
    }

    @Test
    void isFoundToBelongToItsCertificateBySigning() {
        TokenKey key = new TokenKey(Issued.P256.keys().getPrivate());
        assertThat(CredentialCheck.belongTogether(key, Issued.P256.certificate())).isTrue();
        assertThat(CredentialCheck.belongTogether(key, Issued.device("secp256r1").certificate())).isFalse();
        Security.removeProvider(token.getName());
        assertThat(CredentialCheck.belongTogether(key, Issued.P256.certificate())).isFalse();
    }

    private static final class Token extends Provider {
        private static final long serialVersionUID = 1;

        Token() {
            super("TestToken", "1", "a token in memory");
            putService(new Service(this, "Signature", "SHA256withECDSA", Signing.class.getName(), List.of(),
                    Map.of("SupportedKeyClasses", TokenKey.class.getName())) {
                @Override
                public Object newInstance(@Nullable Object parameter) {
                    return new Signing();
                }
            });
        }
    }

    /** Signs with what is inside. */
    static final class Signing extends SignatureSpi {
        private @Nullable Signature inner;

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            try {
                inner = Signature.getInstance("SHA256withECDSA", "SunEC");
                inner.initSign(((TokenKey) key).inside);
            } catch (java.security.NoSuchAlgorithmException | java.security.NoSuchProviderException e) {
                throw new InvalidKeyException(e);
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("the token only signs");
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            inner.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            inner.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return inner.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            throw new SignatureException("the token only signs");
        }

        @Override
        @SuppressWarnings("deprecation")
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("deprecation")
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    static final class TokenKey implements PrivateKey {
        private static final long serialVersionUID = 1;

        private final PrivateKey inside;

        TokenKey(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return "EC";
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
}
