package dev.softclick.sim.pkcs11;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the JDK finds who signs with a {@link TokenKey}. It is asked last, and for such keys only: all other cryptography stays as it is. */
final class TokenProvider extends Provider {
    private static final String NAME = "SoftclickToken";
    private static final long serialVersionUID = 1;
    private static final List<Integer> HASHES = List.of(256, 384, 512);

    private TokenProvider() {
        super(NAME, "1", "Signs with private keys on PKCS#11 tokens");
        for (int bits : HASHES) {
            putService(new Signing(this, "SHA" + bits + "withECDSA", () -> new EcdsaSignature(bits)));
            putService(new Signing(this, "SHA" + bits + "withRSA", () -> new RsaSignature(bits)));
        }
        putService(new Signing(this, "RSASSA-PSS", PssSignature::new));
    }

    /** Makes it known to the JDK; a second time does nothing. */
    static void register() {
        if (Security.getProvider(NAME) == null) {
            Security.addProvider(new TokenProvider());
        }
    }

    private interface Maker {
        TokenSignature make();
    }

    private static final class Signing extends Service {
        private final Maker maker;

        Signing(Provider provider, String algorithm, Maker maker) {
            super(provider, "Signature", algorithm, TokenSignature.class.getName(), List.of(), Map.of("SupportedKeyClasses", TokenKey.class.getName()));
            this.maker = maker;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) {
            return maker.make();
        }
    }
}
