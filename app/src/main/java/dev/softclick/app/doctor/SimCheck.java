package dev.softclick.app.doctor;

import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.KeyGeneration;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the SIM is one to connect with, and what time it is. */
final class SimCheck {
    /** From here on a certificate's end is near enough to say so. */
    private static final Duration SOON = Duration.ofDays(30);

    /** No clock that is right says less. */
    private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    /** Any: that of the SIM is looked at later, and for the local cloud there is none. */
    private static final Endpoint ANY = new Endpoint("localhost", Endpoint.MQTTS_PORT);

    private SimCheck() {}

    /** A SIM that can be used. */
    record Usable(SimIdentity identity, SecurityMaterial material, Optional<SecurityMaterial> fallback) {}

    /** What is on it, if it can be used; what came of it is told in both cases. */
    static Optional<Usable> sim(SimDirectory sim, String name, Instant now, Audience audience) {
        return switch (sim.at(ANY).read()) {
            case SimReading.Keys keys -> {
                audience.found(usable(keys, now, name, sim.isLocal()));
                yield Optional.of(new Usable(keys.identity(), keys.material(), keys.fallback()));
            }
            case SimReading.NoKeys none -> {
                audience.found(Finding.wrong(
                        Check.SIM, name + " (thing " + none.identity().thing() + ") holds no keys yet: the modem waits for them in state 1",
                        "put some on it: 'softclick sim import " + name + "' with what AWS IoT handed out"));
                yield Optional.empty();
            }
            case SimReading.Unusable(Optional<SimIdentity> _, SimFault fault) -> {
                audience.found(Finding.wrong(Check.SIM, fault.text(), Advice.about(fault.reason(), name, sim.isLocal())));
                yield Optional.empty();
            }
        };
    }

    private static Finding usable(SimReading.Keys keys, Instant now, String name, boolean local) {
        SecurityMaterial material = keys.material();
        X509Certificate certificate = material.chain().getFirst();
        long days = ChronoUnit.DAYS.between(now, certificate.getNotAfter().toInstant());
        Finding finding = Finding.ok(
                Check.SIM,
                name + " is thing " + keys.identity().thing() + ", keys " + material.generation() + " (" + home(material.key()) + "), good for " + days
                        + " days",
                CertificateText.chain(material.chain()).getFirst(),
                "trusts " + CertificateText.subjects(material.trusted()));
        Finding told = keys.fallback()
                .map(older -> finding.with(Stream.concat(
                        finding.details().stream(), Stream.of("keys " + older.generation() + ", which the cloud took last, are there to fall back to")).toList()))
                .orElse(finding);
        return days < SOON.toDays() ? told.advising("renew it soon: " + Advice.about(SimFault.Reason.KEY_MISMATCH, name, local)) : told;
    }

    /** A key that has no encoding stays where it is. */
    private static String home(PrivateKey key) {
        return key.getFormat() == null ? "the private key in a token" : "the private key in a file";
    }

    /** MQTT tells no time: all there is to compare with are the dates of certificates. */
    static Finding clock(SimDirectory sim, Instant now) {
        Instant earliest = sim.keys()
                .filter(Checked.Sound.class::isInstance)
                .map(checked -> latestBeginning(checked.orThrow()))
                .filter(BEGINNING::isBefore)
                .orElse(BEGINNING);
        Instant shown = now.truncatedTo(ChronoUnit.SECONDS);
        return now.isBefore(earliest)
                ? Finding.wrong(
                        Check.CLOCK, "this machine's clock says " + shown + ", and it must be later than " + earliest,
                        "set the clock ('timedatectl', NTP): with a wrong one every certificate looks invalid")
                : Finding.ok(Check.CLOCK, "it is " + shown + " here, later than any certificate of the SIM was made");
    }

    private static Instant latestBeginning(KeyGeneration keys) {
        Credentials credentials = keys.credentials();
        return Stream.concat(credentials.chain().stream(), credentials.trusted().stream())
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElse(BEGINNING);
    }
}
