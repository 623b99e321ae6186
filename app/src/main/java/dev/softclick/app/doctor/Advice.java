package dev.softclick.app.doctor;

import dev.softclick.link.LinkFault;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimFault;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What to do about a fault.
 *
 * @param sim the SIM's name
 * @param thing its thing
 * @param place where the cloud is
 */
record Advice(String sim, String thing, CloudPlace place) {
    /** About a connection that does not come to stand, or broke. */
    String about(LinkFault fault, NetworkProfile network, List<X509Certificate> shown) {
        String host = network.route().proxy().map(proxy -> proxy.at().host()).orElse(place.endpoint().host());
        boolean proxy = network.route().proxy().isPresent();
        return switch (fault.cause()) {
            case DNS -> "check the name " + host + " ('softclick sim show " + sim + "') and this machine's DNS ('getent hosts " + host + "')";
            case CONNECTION_REFUSED -> proxy
                    ? "check the proxy of the network '" + network.name() + "', and what it allows"
                    : place.local()
                            ? "start the local cloud: it runs as long as 'softclick run'"
                            : "check host and port, and whether the broker runs; a firewall may refuse, too";
            case NETWORK_UNREACHABLE -> network.route().from().isPresent()
                    ? "plug it in or bring it up ('ip address'); with two ways out Linux also needs a rule for the source address ('ip rule')"
                    : "check cable, Wi-Fi or mobile network, and the routes ('ip route get " + host + "')";
            case CONNECT_TIMEOUT -> proxy
                    ? "check the proxy of the network '" + network.name() + "', and whether it may connect to port " + place.endpoint().port()
                    : "look for a firewall that drops outgoing connections to port " + network.route().to(place.endpoint()).port()
                            + "; AWS IoT also answers on port 443";
            case TLS_TIMEOUT -> "check the port: something takes connections there and does not speak TLS, or is overloaded";
            case TLS_FAILED -> "check the port: MQTT over TLS is 8883, or 443 on AWS IoT; a firewall that inspects TLS breaks it off, too";
            case TLS_ALERT_CERTIFICATE -> certificateRefused();
            case SERVER_NOT_TRUSTED -> place.local()
                    ? "another CA made this SIM's keys: is it of another --home? 'softclick sim rotate " + sim + "' issues new ones"
                    : "import the SIM's keys with the authority of this server (softclick sim import " + sim + " --ca F; for AWS IoT AmazonRootCA1.pem);"
                            + " if that chain is not the cloud's, something in between opens TLS";
            case SERVER_EXPIRED -> "compare the dates with this machine's clock ('date'); if the clock is right, the server needs a new certificate";
            case SERVER_NOT_YET_VALID ->
                "set this machine's clock ('timedatectl'), a modem tries again by itself meanwhile; if the clock is right, the server's certificate is for later";
            case SERVER_NAME_MISMATCH -> shown.isEmpty() || CertificateText.names(shown.getFirst()).isEmpty()
                    ? "give the server a certificate for " + place.endpoint().host()
                    : "use a name as the endpoint that the certificate is for: " + String.join(", ", CertificateText.names(shown.getFirst()));
            case MATERIAL_UNUSABLE -> "import the certificate and its private key again ('softclick sim import " + sim + "')";
            case CONNACK_NOT_AUTHORISED -> notAuthorised();
            case CONNACK_REFUSED -> "try again later; if it stays so, ask who runs the broker";
            case CONNACK_TIMEOUT -> "check that MQTT is spoken there, and the load of the broker";
            case SERVER_DISCONNECT, CONNECTION_CLOSED -> closed();
            case SESSION_TAKEN_OVER -> "give every modem a thing of its own: another client connects as " + thing;
            default -> "try again; 'softclick doctor -v -v' says more";
        };
    }

    private String certificateRefused() {
        if (place.local()) {
            return "get new keys: 'softclick sim rotate " + sim + "'";
        }
        return place.endpoint().isAws()
                ? "in AWS IoT, see that the certificate is there, of this account and region, and active"
                : "register the certificate, or the authority it comes from, with the broker; see that it is not revoked";
    }

    private String notAuthorised() {
        if (place.local()) {
            return "get keys for this thing: 'softclick sim rotate " + sim + "'";
        }
        return place.endpoint().isAws()
                ? "attach a policy to the certificate that allows iot:Connect on client/" + thing
                : "allow the client id " + thing + " to whom shows this certificate";
    }

    private String closed() {
        return place.endpoint().isAws()
                ? "see that the certificate is active and its policy allows iot:Connect on client/" + thing + ": AWS IoT closes without a word otherwise"
                : "look at the broker's log: it closed the connection without saying why to us";
    }

    /** About a topic that the cloud does not let us use. */
    String allow(Check check, String topic) {
        if (place.endpoint().isAws()) {
            return "allow " + (check == Check.PUBLISH ? "iot:Publish on topic/" + topic
                    : "iot:Subscribe on topicfilter/" + topic + " and iot:Receive on topic/" + topic) + " in the policy of the certificate";
        }
        return place.local()
                ? "use a topic whose last level is the thing's name, " + thing
                : "let " + thing + (check == Check.PUBLISH ? " publish to " : " subscribe to ") + topic + " (the broker's access rules)";
    }

    /** About a SIM that can't be used. */
    static String about(SimFault.Reason reason, String sim, boolean local) {
        String fresh = local
                ? "get new keys: 'softclick sim rotate " + sim + "'"
                : "get a new certificate from the cloud, and 'softclick sim import " + sim + "' it";
        return switch (reason) {
            case ABSENT -> "'softclick sim list' shows what there is, 'softclick sim new " + sim + "' makes one";
            case EXPIRED -> "compare with this machine's clock ('date'); if that is right, " + fresh;
            case NOT_YET_VALID -> "set this machine's clock ('timedatectl'); if that is right, wait, or " + fresh;
            case BAD_PEM, KEY_MISMATCH -> fresh;
            case EXPOSED -> "see who could have read it; if others could, get new keys, too";
            case UNREADABLE, UNWRITABLE -> "check who may read and write that folder ('ls -l'), and the disk";
            case BAD_IDENTITY -> "mend that file, or make another SIM ('softclick sim new')";
            default -> "mend that, or choose another SIM ('softclick sim list')";
        };
    }
}
