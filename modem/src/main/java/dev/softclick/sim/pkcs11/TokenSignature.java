package dev.softclick.sim.pkcs11;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** Signs with a {@link TokenKey}: the hash is made here, the rest on the token. Verifies nothing, as public keys are no secret of a token. */
abstract class TokenSignature extends SignatureSpi {
    private @Nullable TokenKey key;
    private @Nullable MessageDigest digest;

    /** What the token does with it. */
    abstract byte[] sign(TokenKey key, byte[] hash) throws TokenException;

    /** Refuses a key of the wrong kind, or one whose token can't sign this way. */
    abstract void accept(TokenKey key) throws InvalidKeyException, TokenException;

    static MessageDigest sha(int bits) {
        try {
            return MessageDigest.getInstance("SHA-" + bits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-" + bits, e);
        }
    }

    /** The hash to sign; made anew for each signature. */
    abstract MessageDigest newDigest() throws SignatureException;

    @Override
    protected void engineInitSign(PrivateKey given) throws InvalidKeyException {
        if (!(given instanceof TokenKey token)) {
            throw new InvalidKeyException("not a key on a token");
        }
        try {
            accept(token);
        } catch (TokenException e) {
            throw new InvalidKeyException(e.words(), e);
        }
        key = token;
        digest = null;
    }

    @Override
    protected void engineInitVerify(PublicKey given) throws InvalidKeyException {
        throw new InvalidKeyException("a token only signs");
    }

    private MessageDigest digest() throws SignatureException {
        MessageDigest begun = digest;
        if (begun == null) {
            begun = newDigest();
            digest = begun;
        }
        return begun;
    }

    @Override
    protected void engineUpdate(byte b) throws SignatureException {
        digest().update(b);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
        digest().update(bytes, from, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        TokenKey signing = key;
        if (signing == null) {
            throw new SignatureException("no key was given");
        }
        byte[] hash = digest().digest();
        digest = null;
        try {
            return sign(signing, hash);
        } catch (TokenException e) {
            throw new SignatureException(e.words(), e);
        }
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        throw new SignatureException("a token only signs");
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("no parameter is known by name");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("no parameter is known by name");
    }
}
