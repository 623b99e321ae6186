package dev.softclick.cloud;

import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyServerConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;

/**
 * Answers the broker's questions: is this connection somebody, and may it use this topic. The broker asks both for every publish and subscription;
 * its caches are off, as they are keyed by client id and not by certificate. So all that is costly was done when the connection came in.
 */
final class CloudSecurity implements ActiveMQSecurityManager5 {
    @Override
    public @Nullable Subject authenticate(@Nullable String user, @Nullable String password, @Nullable RemotingConnection connection,
            @Nullable String domain) {
        if (connection == null || !(connection.getTransportConnection() instanceof NettyServerConnection transport)) {
            return null;
        }
        ConnectedClient client = transport.getChannel().attr(ConnectedClient.KEY).get();
        String clientId = connection.getClientID();
        if (client == null || clientId == null || client.revoked() || !client.identity().mayConnectAs(clientId)) {
            return null;
        }
        return client.subject();
    }

    @Override
    public boolean authorize(@Nullable Subject subject, @Nullable Set<Role> roles, CheckType check, String addressOrQueue) {
        if (subject == null) {
            return false;
        }
        // For a queue it is "address::queue". MqttGate lets no client say "::".
        String address = CompositeAddress.extractAddressName(addressOrQueue);
        for (ConnectedClient.ClientPrincipal principal : subject.getPrincipals(ConnectedClient.ClientPrincipal.class)) {
            if (principal.client().identity().mayUse(address)) {
                return true;
            }
            principal.client().refused("use topic '" + address + "'", address.startsWith("$")
                    ? "topics that begin with $ are not for clients"
                    : "a thing uses topics whose last level is its name, without #");
        }
        return false;
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(@Nullable String user, @Nullable String password, @Nullable Set<Role> roles, @Nullable CheckType check) {
        return false;
    }
}
