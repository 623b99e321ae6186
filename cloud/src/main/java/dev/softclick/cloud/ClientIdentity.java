package dev.softclick.cloud;

import java.math.BigInteger;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a certificate says its holder is. The mark is a URI among the subject's alternative names: the common name of X.520 ends at 64 characters,
 * a thing name at 128.
 *
 * @param thing the thing name; nothing for the operator
 * @param serial serial number of the certificate
 */
record ClientIdentity(Optional<String> thing, BigInteger serial) {
    static final String THING_URI = "urn:softclick:thing:";
    static final String OPERATOR_URI = "urn:softclick:operator";

    private static final int URI_NAME = 6;

    /** Reads the mark; nothing when the certificate carries none, as a server's does. */
    static Optional<ClientIdentity> of(X509Certificate certificate) {
        for (String uri : urisOf(certificate)) {
            if (uri.equals(OPERATOR_URI)) {
                return Optional.of(new ClientIdentity(Optional.empty(), certificate.getSerialNumber()));
            }
            if (uri.startsWith(THING_URI)) {
                return Optional.of(new ClientIdentity(Optional.of(uri.substring(THING_URI.length())), certificate.getSerialNumber()));
            }
        }
        return Optional.empty();
    }

    private static List<String> urisOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names.stream()
                    .filter(name -> name.getFirst().equals(URI_NAME))
                    .map(name -> name.get(1).toString())
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    boolean isOperator() {
        return thing.isEmpty();
    }

    /** A thing connects by its own name only, the operator by any name that begins with its prefix. */
    boolean mayConnectAs(String clientId) {
        return thing.map(clientId::equals)
                .orElseGet(() -> isOperatorClient(clientId));
    }

    private static boolean isOperatorClient(String clientId) {
        return clientId.startsWith(CloudRules.OPERATOR_CLIENT_PREFIX) && isName(clientId);
    }

    /**
     * A thing may use topics and filters whose last level is its name; {@code +} elsewhere, {@code #} nowhere, as it could match the topics of
     * others. Topics that begin with {@code $} belong to nobody here.
     */
    boolean mayUse(String topicOrFilter) {
        if (topicOrFilter.startsWith("$")) {
            return false;
        }
        return thing.map(name -> topicOrFilter.indexOf('#') < 0
                        && topicOrFilter.substring(topicOrFilter.lastIndexOf('/') + 1).equals(name))
                .orElse(true);
    }

    /** Whether the text is one that AWS IoT takes for a thing name. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= CloudRules.MAX_THING_NAME && text.chars().allMatch(c ->
                c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ':' || c == '_' || c == '-');
    }

    static String hex(BigInteger serial) {
        return serial.toString(16).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return thing.map(name -> "thing " + name).orElse("the operator");
    }
}
