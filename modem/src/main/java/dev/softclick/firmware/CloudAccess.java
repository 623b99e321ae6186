package dev.softclick.firmware;

import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import org.jspecify.annotations.Nullable;

/** How the cloud is got at: with which keys, over which network. Each answer is a connection to ask for, or null when there is none to try now. */
final class CloudAccess {
    private final KeyChoice keys = new KeyChoice();
    private final NetworkChoice networks = new NetworkChoice();
    private final TroubleLog log;
    private @Nullable SimIdentity identity;
    private @Nullable SecurityMaterial material;

    /** Whether what the broker kept of the last session is ours to go on with. */
    private boolean keptSession;

    CloudAccess(TroubleLog log) {
        this.log = log;
    }

    /** A new attempt, with what the SIM holds now. */
    LinkRequest.Connect begin(SimReading.Keys read) {
        return request(read, networks.begin(read.identity().networks()));
    }

    private LinkRequest.Connect request(SimReading.Keys read, NetworkProfile network) {
        SecurityMaterial proof = keys.next(read);
        // What a broker keeps is one client's, at one place.
        keptSession &= isThing(read.identity()) && material != null && material.endpoint().equals(proof.endpoint());
        identity = read.identity();
        material = proof;
        return request(identity, proof, network);
    }

    private boolean isThing(SimIdentity who) {
        return identity != null && identity.thing().equals(who.thing());
    }

    private LinkRequest.Connect request(SimIdentity who, SecurityMaterial proof, NetworkProfile network) {
        SecurityMaterial there = proof.at(network.route().to(proof.endpoint()));
        return new LinkRequest.Connect(there, network.route(), who.thing().text(), !keptSession);
    }

    /** The cloud can't be reached: by the next network, with the same keys. */
    LinkRequest.@Nullable Connect byNextNetwork(LinkFault fault) {
        NetworkProfile failed = networks.current();
        NetworkProfile next = networks.next();
        if (failed == null || next == null || identity == null || material == null) {
            return null;
        }
        log.trouble("network " + failed.name() + ": " + fault.text() + "; trying network " + next.name());
        return request(identity, material, next);
    }

    /**
     * TLS or MQTT failed, or a link ended that stood: with other keys, if the SIM holds some that have not failed.
     *
     * @param read what the SIM holds now; null when it has no keys
     */
    LinkRequest.@Nullable Connect byOtherKeys(LinkFault fault, boolean stood, SimReading.@Nullable Keys read) {
        if ((!stood || fault.cause().forGood()) && !fault.cause().clock()) {
            keys.failed(fault.cause().forGood());
        }
        if (!stood && fault.cause().stranger() && identity != null) {
            networks.stranger(identity.networks());
        }
        SecurityMaterial other = read == null ? null : keys.atOnce(read);
        if (read == null || other == null) {
            return null;
        }
        log.note(isThing(read.identity()) && material != null && other.generation() < material.generation()
                ? "the new security material (generation " + material.generation() + ") does not work: going back to generation " + other.generation()
                : "the SIM holds new security material (generation " + other.generation() + "): trying it now");
        return begin(read);
    }

    /**
     * The cloud has let us in.
     *
     * @return the generation that it took
     */
    long worked() {
        keptSession = true;
        networks.worked();
        NetworkProfile network = networks.current();
        if (network != null) {
            log.connected(network.name(), networks.several());
        }
        return keys.worked();
    }

    /** The broker was told to forget, or will be: the next connection starts clean. */
    void forgetSession() {
        keptSession = false;
    }

    /** An attempt is given up while the cloud is being looked for. */
    void brokenOff() {
        networks.brokenOff();
    }

    /** Past failures of keys count no more. */
    void reset() {
        keys.reset();
    }

    /** The network of the attempt, or link, of now; else the one that comes first. */
    NetworkProfile network(SimIdentity read, boolean inUse) {
        NetworkProfile current = inUse ? networks.current() : null;
        return current == null ? networks.first(read.networks()) : current;
    }
}
