package dev.softclick.cloud;

import io.netty.util.AttributeKey;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection after its TLS handshake: who it is, for {@link MqttGate} and {@link CloudSecurity}, and what was refused to it last. */
final class ConnectedClient {
    static final AttributeKey<ConnectedClient> KEY = AttributeKey.valueOf("dev.softclick.cloud.client");
    static final Logger LOG = LoggerFactory.getLogger("dev.softclick.cloud");

    /** Longest text of a client that goes into a log line. */
    private static final int MAX_LOGGED = 300;

    private final ClientIdentity identity;
    private final String address;
    private final Revocations revocations;
    private final Subject subject;
    private final AtomicReference<@Nullable String> lastRefusal = new AtomicReference<>();

    ConnectedClient(ClientIdentity identity, String address, Revocations revocations) {
        this.identity = identity;
        this.address = address;
        this.revocations = revocations;
        this.subject = new Subject(true, Set.of(new ClientPrincipal(this)), Set.of(), Set.of());
    }

    ClientIdentity identity() {
        return identity;
    }

    Subject subject() {
        return subject;
    }

    boolean revoked() {
        return revocations.contains(ClientIdentity.hex(identity.serial()));
    }

    /** One line for a refusal; the same one again in a row is not repeated, as a client that insists would fill the log. */
    void refused(String what, String why) {
        String refusal = what + ": " + why;
        if (!Objects.equals(lastRefusal.getAndSet(refusal), refusal)) {
            LOG.warn("refused {} ({}) to {}", identity, address, printable(refusal));
        }
    }

    /** Names come from the other side: no control characters in the log, and no end without end. */
    static String printable(String text) {
        String cut = text.length() > MAX_LOGGED ? text.substring(0, MAX_LOGGED) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /** How the client travels through the broker, which knows users by name. */
    static final class ClientPrincipal extends UserPrincipal {
        private static final long serialVersionUID = 1;

        private final transient ConnectedClient client;

        ClientPrincipal(ConnectedClient client) {
            super(client.identity.toString());
            this.client = client;
        }

        ConnectedClient client() {
            return client;
        }
    }
}
