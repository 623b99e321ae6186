package dev.softclick.app.doctor;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** Certificates in words. They are foreign text: what is no printable character shows as a question mark. */
final class CertificateText {
    /** Most certificates and names that are told of. */
    private static final int MAX_TOLD = 8;

    /** SubjectAltName types of RFC 5280 clause 4.2.1.6. */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    private CertificateText() {}

    /** Each with subject, issuer and dates. */
    static List<String> chain(List<X509Certificate> chain) {
        return chain.stream()
                .limit(MAX_TOLD)
                .map(shown -> clean(shown.getSubjectX500Principal().getName()) + ", by " + clean(shown.getIssuerX500Principal().getName())
                        + ", from " + day(shown.getNotBefore()) + " to " + day(shown.getNotAfter()))
                .toList();
    }

    static String subject(X509Certificate certificate) {
        return clean(certificate.getSubjectX500Principal().getName());
    }

    static String subjects(List<X509Certificate> certificates) {
        return String.join("; ", certificates.stream().limit(MAX_TOLD).map(CertificateText::subject).toList());
    }

    /** The host names and addresses it is for. */
    static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> name : alternatives) {
                    if (name.get(0) instanceof Integer type && (type == DNS_NAME || type == IP_ADDRESS)) {
                        names.add(clean(String.valueOf(name.get(1))));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            // Then it is for none.
        }
        return names.stream().limit(MAX_TOLD).toList();
    }

    static String day(Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.DAYS).toString().replaceFirst("T.*", "");
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cf}]", "?");
    }
}
