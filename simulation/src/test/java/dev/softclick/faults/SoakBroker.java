package dev.softclick.faults;

import dev.softclick.cloud.ClientCredentials;
import dev.softclick.cloud.CloudRules;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.sim.Credentials;
import dev.softclick.testing.operator.OperatorKeys;
import java.nio.file.Path;
import java.util.Optional;

/** A broker of a soak: Mosquitto, which can be killed and frozen, or the local cloud, which can revoke. */
sealed interface SoakBroker extends AutoCloseable {
    String name();

    int port();

    /** Keys for the modem of that name, the first or the next ones. */
    Credentials device(String thing);

    /** What the back end connects with, and as whom. */
    Credentials backEnd() throws Exception;

    String backEndId();

    @Override
    void close();

    /** Debian's. */
    record OfMosquitto(Mosquitto mosquitto, Authority authority) implements SoakBroker {
        static Optional<SoakBroker> start(Path folder) throws Exception {
            Authority authority = new Authority("Authority");
            return Mosquitto.binary().isEmpty() ? Optional.empty() : Optional.of(new OfMosquitto(Mosquitto.start(folder, authority), authority));
        }

        @Override
        public String name() {
            return "Mosquitto";
        }

        @Override
        public int port() {
            return mosquitto.port;
        }

        @Override
        public Credentials device(String thing) {
            return authority.device(thing);
        }

        @Override
        public Credentials backEnd() {
            return authority.device("back-end");
        }

        @Override
        public String backEndId() {
            return "back-end";
        }

        @Override
        public void close() {
            mosquitto.close();
        }
    }

    /** Ours; its latest device keys are the ones that can be revoked. */
    final class OfCloud implements SoakBroker {
        private final Path home;
        private final LocalCloud cloud;
        private ClientCredentials latest;

        OfCloud(Path home) throws Exception {
            this.home = home;
            this.cloud = LocalCloud.in(home).port(0).start();
        }

        @Override
        public String name() {
            return "local cloud";
        }

        @Override
        public int port() {
            return cloud.port();
        }

        @Override
        public Credentials device(String thing) {
            latest = cloud.authority().issueDevice(thing);
            return OperatorKeys.credentials(latest);
        }

        /** The serial number of the device keys that were made last. */
        String latestSerial() {
            return latest.serial();
        }

        void revoke(String serial) throws Exception {
            cloud.revoke(serial);
        }

        @Override
        public Credentials backEnd() throws Exception {
            return OperatorKeys.credentials(dev.softclick.cloud.LocalAuthority.in(home).operator());
        }

        @Override
        public String backEndId() {
            return CloudRules.OPERATOR_CLIENT_PREFIX + "soak";
        }

        @Override
        public void close() {
            cloud.close();
        }
    }
}
