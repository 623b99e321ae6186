package dev.softclick.firmware;

import dev.softclick.sim.NetworkProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which network of the SIM comes next. A round begins with the one that worked last, else in the SIM's order; it goes on as long as the cloud can't be
 * reached, and the next one where it was broken off. A network where somebody answered, but not the cloud, is left for the next one in the next round.
 */
final class NetworkChoice {
    private List<NetworkProfile> round = List.of();
    private int position;

    /** Names of the networks that the next round begins with; the others follow in the SIM's order. */
    private List<String> first = List.of();

    /** A round begins. */
    NetworkProfile begin(List<NetworkProfile> networks) {
        round = inOrder(networks);
        position = 0;
        return round.getFirst();
    }

    /** The round goes on; null when every network was tried. */
    @Nullable NetworkProfile next() {
        return position + 1 < round.size() ? round.get(++position) : null;
    }

    /** The network of the attempt, or link, of now. */
    @Nullable NetworkProfile current() {
        return round.isEmpty() ? null : round.get(position);
    }

    /** Whether the SIM gave a choice. */
    boolean several() {
        return round.size() > 1;
    }

    /** The cloud was there. */
    void worked() {
        first = List.of(round.get(position).name());
    }

    /** Somebody else was there. */
    void stranger(List<NetworkProfile> networks) {
        int at = 0;
        for (int i = 0; i < networks.size(); i++) {
            at = networks.get(i).name().equals(round.get(position).name()) ? i + 1 : at;
        }
        first = List.of(networks.get(at % networks.size()).name());
    }

    /** The round is broken off before the last network was tried: the next one goes on from here, or the last would never have its turn. */
    void brokenOff() {
        first = round.subList(position, round.size()).stream().map(NetworkProfile::name).toList();
    }

    /** The network that the next round begins with. */
    NetworkProfile first(List<NetworkProfile> networks) {
        return inOrder(networks).getFirst();
    }

    private List<NetworkProfile> inOrder(List<NetworkProfile> networks) {
        List<NetworkProfile> order = new ArrayList<>(networks);
        // A name that is not on the SIM any more counts for nothing.
        order.sort(Comparator.comparingInt(network -> first.contains(network.name()) ? first.indexOf(network.name()) : first.size()));
        return order;
    }
}
