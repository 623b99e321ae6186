package dev.softclick.link;

import dev.softclick.link.LinkFault.Cause;
import dev.softclick.sim.Endpoint;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what broke a TLS connection into a {@link LinkFault} in plain words. */
final class TlsFaults {
    /** Deepest chain of causes looked through. */
    private static final int MAX_CAUSES = 16;

    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    /** Alerts by which a server refuses our certificate (RFC 8446 section 6.2), in words. */
    private static final Map<String, String> CERTIFICATE_ALERTS = Map.ofEntries(
            Map.entry("bad_certificate", "it is bad"),
            Map.entry("unsupported_certificate", "its kind is not supported"),
            Map.entry("certificate_revoked", "it is revoked"),
            Map.entry("certificate_expired", "it has expired"),
            Map.entry("certificate_unknown", "it is not accepted"),
            Map.entry("unknown_ca", "it comes from an authority the cloud does not know"),
            Map.entry("access_denied", "access denied"),
            Map.entry("certificate_required", "none was shown"),
            Map.entry("no_certificate", "none was shown"),
            Map.entry("decrypt_error", "the key does not belong to it"));

    private TlsFaults() {}

    /**
     * The fault behind an exception.
     *
     * @param secured whether our side of the handshake was complete: then a plain close is the connection's, not the handshake's. In TLS 1.3 the
     *     alert about our certificate comes only after it
     */
    static LinkFault of(Throwable broken, Endpoint endpoint, boolean secured) {
        Throwable cause = broken;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            LinkFault fault = known(cause, endpoint, secured);
            if (fault != null) {
                return fault;
            }
        }
        return unknown(broken, secured);
    }

    private static @Nullable LinkFault known(Throwable cause, Endpoint endpoint, boolean secured) {
        return switch (cause) {
            case SslHandshakeTimeoutException _ -> new LinkFault(Cause.TLS_TIMEOUT, "no TLS handshake in time");
            case NotSslRecordException _ -> new LinkFault(Cause.TLS_FAILED, "there is no TLS at " + endpoint);
            case CertificateExpiredException _ -> new LinkFault(Cause.SERVER_EXPIRED, "the cloud's certificate has expired");
            case CertificateNotYetValidException _ -> notYetValid();
            case CertPathValidatorException e -> path(e);
            case CertPathBuilderException e when e.getCause() == null -> notTrusted();
            case CertificateException e when e.getCause() == null -> certificate(e, endpoint);
            case InvalidKeyException _, SignatureException _ ->
                new LinkFault(Cause.MATERIAL_UNUSABLE, "the SIM's private key can't sign for TLS");
            case SSLException e -> alert(e);
            case ClosedChannelException _ -> closed(secured);
            default -> null;
        };
    }

    private static @Nullable LinkFault path(CertPathValidatorException cause) {
        if (cause.getReason() == CertPathValidatorException.BasicReason.EXPIRED) {
            return new LinkFault(Cause.SERVER_EXPIRED, "the cloud's certificate has expired");
        }
        if (cause.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
            return notYetValid();
        }
        // An authority of the name that the SIM trusts, but with another key: its cause is a SignatureException, as if our own key were to blame.
        boolean forged = cause.getReason() == CertPathValidatorException.BasicReason.INVALID_SIGNATURE;
        return forged || cause.getCause() == null ? notTrusted() : null;
    }

    /** The JDK's host name check has no exception of its own, only its words. */
    private static LinkFault certificate(CertificateException cause, Endpoint endpoint) {
        String words = Objects.toString(cause.getMessage(), "");
        boolean name = words.startsWith("No subject alternative") || words.startsWith("No name matching") || words.contains("domain name");
        return name
                ? new LinkFault(Cause.SERVER_NAME_MISMATCH, "the cloud's certificate is not for " + endpoint.host())
                : notTrusted();
    }

    private static LinkFault notYetValid() {
        return new LinkFault(Cause.SERVER_NOT_YET_VALID, "the cloud's certificate is not valid yet by this machine's clock");
    }

    private static LinkFault notTrusted() {
        return new LinkFault(Cause.SERVER_NOT_TRUSTED, "the cloud's certificate comes from an authority the SIM does not trust");
    }

    private static @Nullable LinkFault alert(SSLException cause) {
        Matcher matcher = ALERT.matcher(Objects.toString(cause.getMessage(), ""));
        if (!matcher.find()) {
            return null;
        }
        String alert = matcher.group(1);
        String words = CERTIFICATE_ALERTS.get(alert);
        return words == null
                ? new LinkFault(Cause.TLS_FAILED, "the cloud broke off TLS (alert " + alert + ")")
                : new LinkFault(Cause.TLS_ALERT_CERTIFICATE, "the cloud refused our certificate: " + words + " (alert " + alert + ")");
    }

    private static LinkFault closed(boolean secured) {
        return secured
                ? new LinkFault(Cause.CONNECTION_CLOSED, "the cloud closed the connection")
                : new LinkFault(Cause.TLS_FAILED, "the cloud closed the connection during the TLS handshake");
    }

    private static LinkFault unknown(Throwable broken, boolean secured) {
        if (broken instanceof IOException && !(broken instanceof SSLException)) {
            return secured
                    ? new LinkFault(Cause.CONNECTION_CLOSED, "the connection broke: " + words(broken))
                    : new LinkFault(Cause.TLS_FAILED, "the connection broke during the TLS handshake: " + words(broken));
        }
        return new LinkFault(Cause.TLS_FAILED, "TLS failed: " + words(broken));
    }

    private static String words(Throwable broken) {
        return Refusal.clean(Objects.toString(broken.getMessage(), broken.getClass().getSimpleName()));
    }
}
