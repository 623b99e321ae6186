package dev.softclick.sim;

/** What a PEM block holds. */
enum PemKind {
    CERTIFICATE("a certificate"),
    /** A certificate with OpenSSL's own trust settings behind it, which only OpenSSL reads. */
    TRUSTED_CERTIFICATE("an OpenSSL 'trusted certificate'"),
    /** RFC 5958. */
    PKCS8_KEY("a private key"),
    /** RFC 8017 appendix A.1.2. */
    PKCS1_KEY("a private key"),
    /** RFC 5915. */
    SEC1_KEY("a private key"),
    ENCRYPTED_KEY("an encrypted private key"),
    OPENSSH_KEY("an OpenSSH key"),
    PUBLIC_KEY("a public key"),
    REQUEST("a certificate request (CSR)"),
    PKCS7("a PKCS#7 bundle"),
    EC_PARAMETERS("EC parameters"),
    /** Its label is never shown: whoever damages a file may have put key bytes there. */
    OTHER("something else");

    private final String words;

    PemKind(String words) {
        this.words = words;
    }

    /** The kind by its label: those of RFC 7468 and OpenSSL's own. */
    static PemKind ofLabel(String label) {
        return switch (label) {
            case "CERTIFICATE", "X509 CERTIFICATE" -> CERTIFICATE;
            case "TRUSTED CERTIFICATE" -> TRUSTED_CERTIFICATE;
            case "PRIVATE KEY" -> PKCS8_KEY;
            case "RSA PRIVATE KEY" -> PKCS1_KEY;
            case "EC PRIVATE KEY" -> SEC1_KEY;
            case "ENCRYPTED PRIVATE KEY" -> ENCRYPTED_KEY;
            case "OPENSSH PRIVATE KEY" -> OPENSSH_KEY;
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> PUBLIC_KEY;
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> REQUEST;
            case "PKCS7", "CMS" -> PKCS7;
            case "EC PARAMETERS" -> EC_PARAMETERS;
            default -> OTHER;
        };
    }

    boolean isPrivateKey() {
        return this == PKCS8_KEY || this == PKCS1_KEY || this == SEC1_KEY || this == ENCRYPTED_KEY;
    }

    /** What it is, with its article, for the middle of a sentence. */
    String words() {
        return words;
    }
}
