package dev.softclick.benchmarks.broker;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.CloudRules;
import dev.softclick.cloud.LocalAuthority;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.testing.operator.OperatorKeys;
import java.io.IOException;
import java.nio.file.Path;

/** A broker on loopback that wants a certificate of the CA in its folder. */
public interface BrokerUnderTest extends AutoCloseable {
    /** What it is, in words. */
    String what();

    int port();

    LocalAuthority authority();

    @Override
    void close() throws IOException;

    /** A fresh certificate and key for a thing, and where to go with them. */
    default SecurityMaterial issue(String thing) {
        return material(authority().issueDevice(thing));
    }

    /** A connection of its operator's, who may use every topic. */
    default BareSession operator(String name) throws IOException {
        return new BareSession(material(authority().operator()), CloudRules.OPERATOR_CLIENT_PREFIX + name);
    }

    private SecurityMaterial material(ClientCredentials issued) {
        Credentials keys = OperatorKeys.credentials(issued);
        return new SecurityMaterial(1, new Endpoint("127.0.0.1", port()), keys.chain(), keys.key(), keys.trusted());
    }

    /** The one that comes with Softclick, in this JVM. */
    static BrokerUnderTest embedded(Path home) throws IOException {
        LocalCloud cloud = LocalCloud.in(home).port(0).start();
        return new BrokerUnderTest() {
            @Override
            public String what() {
                return "the embedded cloud";
            }

            @Override
            public int port() {
                return cloud.port();
            }

            @Override
            public LocalAuthority authority() {
                return cloud.authority();
            }

            @Override
            public void close() {
                cloud.close();
            }
        };
    }
}
