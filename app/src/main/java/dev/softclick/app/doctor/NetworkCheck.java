package dev.softclick.app.doctor;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkFault.Cause;
import dev.softclick.link.LinkSettings;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SecurityMaterial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks one network from the lookup to CONNACK. */
final class NetworkCheck {
    /** The link ends its waits itself, long before. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** In TLS 1.3 the cloud says what it thinks of our certificate after the handshake. Shorter than any wait for CONNACK. */
    private static final Duration AFTERTHOUGHT = Duration.ofMillis(700);

    /** Faults of TLS that may come when it seemed to stand. */
    private static final Set<Cause> OF_TLS = EnumSet.of(Cause.TLS_ALERT_CERTIFICATE, Cause.TLS_FAILED, Cause.MATERIAL_UNUSABLE);

    /** Most addresses told of. */
    private static final int MAX_ADDRESSES = 4;

    private final NetworkProfile network;
    private final SecurityMaterial material;
    private final String thing;
    private final Advice advice;
    private final Audience audience;
    private final @Nullable String before;
    private final Endpoint endpoint;

    /** @param before why it stops ahead of CONNECT; null: it does not */
    NetworkCheck(NetworkProfile network, SecurityMaterial material, String thing, Advice advice, @Nullable String before, Audience audience) {
        this.network = network;
        this.endpoint = network.route().to(material.endpoint());
        this.material = material.at(endpoint);
        this.thing = thing;
        this.advice = advice;
        this.before = before;
        this.audience = audience;
    }

    /** Walks; the connection, when it stands. What came of each check is told. */
    Optional<ProbeLink> walk(LinkSettings settings) throws InterruptedException {
        ProbeLink link = new ProbeLink(settings, before != null, audience);
        boolean stands = false;
        try {
            link.connect(material, network.route(), thing);
            stands = follow(link);
        } finally {
            if (!stands) {
                link.close();
            }
        }
        return stands ? Optional.of(link) : Optional.empty();
    }

    private boolean follow(ProbeLink link) throws InterruptedException {
        Evidence evidence = link.evidence();
        Check at = Check.NETWORK;
        while (true) {
            Check waiting = at;
            boolean over = before != null && at == Check.CONNACK;
            LinkEvent event = link.next(
                    () -> waiting != Check.NETWORK ? waiting : evidence.addresses().isEmpty() ? Check.DNS : Check.TCP, over ? AFTERTHOUGHT : PATIENCE);
            switch (event) {
                case null -> {
                    found(tls(evidence));
                    found(Finding.notTried(Check.CONNACK, String.valueOf(before)));
                    return false;
                }
                case LinkEvent.NetworkConnected _ when waiting == Check.NETWORK -> {
                    found(way());
                    found(dns(evidence));
                    found(tcp(evidence));
                    at = Check.TLS;
                }
                case LinkEvent.ConnectSent _ -> at = Check.CONNACK;
                case LinkEvent.Connected connected -> {
                    found(tls(evidence));
                    found(connack(evidence, connected.sessionPresent()));
                    return true;
                }
                case LinkEvent.Down(LinkFault fault) -> {
                    failed(fault, at, evidence);
                    return false;
                }
                default -> {
                    // The steps between, and those of a second try in MQTT 3.1.1.
                }
            }
        }
    }

    private void failed(LinkFault fault, Check at, Evidence evidence) {
        Check culprit = culprit(fault, at, evidence);
        if (at == Check.NETWORK) {
            if (culprit.compareTo(Check.NETWORK) > 0) {
                found(way());
            }
            if (culprit == Check.TCP) {
                found(dns(evidence));
            }
        } else if (culprit == Check.CONNACK) {
            found(tls(evidence));
        }
        List<X509Certificate> shown = evidence.chain();
        List<String> details = culprit == Check.TLS && !shown.isEmpty()
                ? Stream.concat(shown(shown), Stream.of("the SIM trusts " + CertificateText.subjects(material.trusted()))).toList()
                : List.of();
        String text = culprit == Check.NETWORK ? "'" + network.name() + "' can't be used: " + fault.text() : fault.text();
        found(Finding.wrong(culprit, text, advice.about(fault, network, shown)).with(details));
        for (Check check : EnumSet.range(culprit, Check.CONNACK)) {
            if (check != culprit) {
                found(Finding.notTried(check, "not tried"));
            }
        }
    }

    private static Check culprit(LinkFault fault, Check at, Evidence evidence) {
        if (fault.cause() == Cause.MATERIAL_UNUSABLE) {
            return Check.TLS;
        }
        if (at == Check.NETWORK) {
            return fault.cause() == Cause.DNS ? Check.DNS : evidence.addresses().isEmpty() ? Check.NETWORK : Check.TCP;
        }
        return at == Check.CONNACK && !OF_TLS.contains(fault.cause()) ? Check.CONNACK : Check.TLS;
    }

    private Finding way() {
        String from = network.route().from().map(place -> "leaves from " + place).orElse("leaves as this machine routes it");
        String proxy = network.route().proxy().map(through -> ", through the proxy " + through).orElse("");
        return Finding.ok(Check.NETWORK, "'" + network.name() + "' " + from + proxy);
    }

    private Finding dns(Evidence evidence) {
        String host = network.route().proxy().map(proxy -> proxy.at().host()).orElse(endpoint.host());
        List<String> all = evidence.addresses().stream().map(InetAddress::getHostAddress).toList();
        String addresses = all.stream().limit(MAX_ADDRESSES).collect(Collectors.joining(", "))
                + (all.size() > MAX_ADDRESSES ? " and " + (all.size() - MAX_ADDRESSES) + " more" : "");
        String found = all.equals(List.of(host)) ? host + " is an address, there is nothing to look up" : host + " is " + addresses;
        return Finding.ok(Check.DNS, network.route().proxy().isPresent() ? found + "; the proxy looks " + endpoint.host() + " up" : found);
    }

    private Finding tcp(Evidence evidence) {
        String proxy = network.route().proxy().isPresent() ? ", and the proxy made a tunnel to " + endpoint : "";
        return Finding.ok(Check.TCP, "connected to " + text(evidence.remote()) + " from " + text(evidence.local()) + proxy);
    }

    private static String text(@Nullable InetSocketAddress address) {
        if (address == null || address.getAddress() == null) {
            return "?";
        }
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private Finding tls(Evidence evidence) {
        return Finding.ok(
                        Check.TLS, evidence.tls() + "; the cloud's certificate is good for " + endpoint.host() + ", and it takes the SIM's")
                .with(shown(evidence.chain()).toList());
    }

    private static Stream<String> shown(List<X509Certificate> chain) {
        return CertificateText.chain(chain).stream().map(certificate -> "it showed " + certificate);
    }

    private Finding connack(Evidence evidence, boolean session) {
        List<String> details = new ArrayList<>();
        if (!evidence.limits().isEmpty()) {
            details.add("limits: " + String.join(", ", evidence.limits()));
        }
        return Finding.ok(
                        Check.CONNACK,
                        (evidence.mqtt() == 5 ? "MQTT 5" : "MQTT 3.1.1, as the broker takes no MQTT 5;") + " as " + thing
                                + (session ? "; the cloud kept a session for it, which is left as it is" : "; no session was kept for it"))
                .with(details);
    }

    private void found(Finding finding) {
        audience.found(finding.of(network.name()));
    }
}
