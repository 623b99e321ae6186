package dev.softclick.app.sim;

import dev.softclick.sim.Checked;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.NetworkRoute;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.pkcs11.TokenKey;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A SIM in words, never with its key.
 *
 * @param identity who it is, where that can be read
 * @param keys its security material, in date or not; empty while there is none
 * @param state {@code ready}, {@code no keys}, or what is wrong
 */
public record SimText(Optional<SimIdentity> identity, Optional<Checked<KeyGeneration>> keys, String state) {
    private static final Endpoint ANY = new Endpoint("localhost", Endpoint.MQTTS_PORT);

    private static final String READY = "ready";

    /** Reads it as far as it goes; what can't be read is told by {@link #state}. */
    public static SimText of(SimDirectory sim) {
        SimReading reading = sim.at(ANY).read();
        return new SimText(reading.identityIfAny(), sim.keys(), switch (reading) {
            case SimReading.Keys(SimIdentity who, SecurityMaterial material, Optional<SecurityMaterial> fallback) -> sim.newestFault(ANY)
                    .map(fault -> "ready with keys " + material.generation() + ", as newer ones can't be used: " + fault.text())
                    .orElse(READY);
            case SimReading.NoKeys none -> "no keys";
            case SimReading.Unusable(Optional<SimIdentity> identity, SimFault fault) -> fault.text();
        });
    }

    /** Whether a modem can connect with it, be it with older keys than the newest. */
    public boolean usable() {
        return state.startsWith(READY);
    }

    /** The keys, where they can be read. */
    Optional<KeyGeneration> sound() {
        return keys.flatMap(checked -> checked instanceof Checked.Sound<KeyGeneration>(KeyGeneration current) ? Optional.of(current) : Optional.empty());
    }

    String thing() {
        return identity.map(known -> known.thing().text()).orElse("?");
    }

    String cloud() {
        return sound().map(current -> current.endpoint().map(SimText::url).orElse("local")).orElse("-");
    }

    /** As {@code mqtts://127.0.0.1:8883}. */
    public static String url(Endpoint endpoint) {
        return "mqtts://" + endpoint;
    }

    String generation() {
        return sound().map(current -> Long.toString(current.number())).orElse("-");
    }

    String expires() {
        return sound().map(current -> day(current.credentials().chain().getFirst().getNotAfter())).orElse("-");
    }

    /** All of it, a line for each part. */
    String page(String name, SimDirectory sim) {
        StringBuilder page = new StringBuilder();
        line(page, "name", name);
        line(page, "folder", sim.path().toString());
        identity.ifPresent(known -> {
            line(page, "thing", known.thing().text());
            line(page, "iccid", known.iccid().digits());
            line(page, "imsi", known.imsi().digits());
            line(page, "imei", known.imei().digits());
        });
        // The only network of a SIM that names none says nothing that the IMSI does not say.
        identity.filter(known -> !known.networks().equals(List.of(NetworkProfile.direct(known.imsi()))))
                .ifPresent(known -> known.networks().forEach(network -> line(page, "network", words(network))));
        line(page, "cloud", cloud());
        line(page, "generation", generation());
        sim.connected().ifPresent(taken -> line(page, "last taken", "generation " + taken));
        sound().ifPresent(current -> {
            X509Certificate certificate = current.credentials().chain().getFirst();
            line(page, "certificate", certificate.getSubjectX500Principal().getName());
            line(page, "issued by", certificate.getIssuerX500Principal().getName());
            line(page, "sha-256", fingerprint(certificate));
            line(page, "valid from", instant(certificate.getNotBefore()));
            line(page, "valid until", instant(certificate.getNotAfter()));
            line(page, "key type", certificate.getPublicKey().getAlgorithm());
            line(page, "key", current.credentials().key() instanceof TokenKey token
                    ? token.address().toString()
                    : "file keys-" + current.number() + "/private.key");
            line(page, "trusts", current.credentials().trusted().stream()
                    .map(authority -> authority.getSubjectX500Principal().getName())
                    .collect(Collectors.joining("; ")));
        });
        line(page, "state", state);
        return page.toString();
    }

    /** As {@code stick, IMSI 234150999999999, from wwan0, through socks5://proxy:1080, port 443}. */
    private static String words(NetworkProfile network) {
        NetworkRoute route = network.route();
        return network.name() + ", IMSI " + network.imsi()
                + route.from().map(from -> ", from " + from).orElse("")
                + route.proxy().map(proxy -> ", through " + proxy).orElse("")
                + (route.port().isPresent() ? ", port " + route.port().getAsInt() : "");
    }

    private static void line(StringBuilder page, String title, String value) {
        page.append(String.format(Locale.ROOT, "%-12s %s%n", title + ":", value));
    }

    /** As openssl shows it, without the colons. */
    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            return "?";
        }
    }

    private static String instant(java.util.Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String day(java.util.Date date) {
        return instant(date).replaceFirst("T.*", "");
    }
}
