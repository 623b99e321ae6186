package dev.softclick.simulation.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The topic sockets as the host must believe them to be, from what was accepted and what was told. */
final class SocketBook {
    /** An open or close that was accepted and owes its result. */
    static final class Pending {
        final boolean open;
        final String topic;
        long okLeftAt = -1;
        long firstSince = -1;
        boolean reset;

        Pending(boolean open, String topic) {
            this.open = open;
            this.topic = topic;
        }
    }

    /** One socket. */
    static final class Socket {
        final ArrayDeque<Pending> pending = new ArrayDeque<>();
        @Nullable String topic;
    }

    private static final int SOCKETS = 8;
    private static final Pattern OPEN = Pattern.compile("(?i)\\s*\\+AWS(PUB|SUB)OPEN\\s*=\\s*(\\d+)\\s*,\\s*\"([^\"]*)\"\\s*");
    private static final Pattern CLOSE = Pattern.compile("(?i)\\s*\\+AWS(PUB|SUB)CLOSE\\s*=\\s*(\\d+)\\s*");

    private final Socket[] publish = new Socket[SOCKETS];
    private final Socket[] subscribe = new Socket[SOCKETS];
    private @Nullable Pending lastAnswered;

    SocketBook() {
        clear();
    }

    void clear() {
        for (int i = 0; i < SOCKETS; i++) {
            publish[i] = new Socket();
            subscribe[i] = new Socket();
        }
    }

    Socket socket(boolean ofPublish, int index) {
        return (ofPublish ? publish : subscribe)[index];
    }

    /** All of a kind. */
    List<Socket> all() {
        List<Socket> all = new ArrayList<>(List.of(publish));
        all.addAll(List.of(subscribe));
        return all;
    }

    /** Whether some open or close of that publish socket owes its result. */
    boolean owes(int publishIndex) {
        return publishIndex < SOCKETS && !publish[publishIndex].pending.isEmpty();
    }

    boolean anyOpen() {
        return all().stream().anyMatch(socket -> socket.topic != null);
    }

    boolean anyPending() {
        return all().stream().anyMatch(socket -> !socket.pending.isEmpty());
    }

    /** A line was answered OK. */
    void accepted(String line) {
        for (String command : line.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            Matcher open = OPEN.matcher(command);
            Matcher close = CLOSE.matcher(command);
            if (open.matches()) {
                socket(open.group(1).equalsIgnoreCase("PUB"), Integer.parseInt(open.group(2))).pending.add(new Pending(true, open.group(3)));
            } else if (close.matches()) {
                socket(close.group(1).equalsIgnoreCase("PUB"), Integer.parseInt(close.group(2))).pending.add(new Pending(false, ""));
            } else if (command.strip().toUpperCase(Locale.ROOT).equals("+AWSRESET")) {
                reset();
            }
        }
    }

    private void reset() {
        for (Socket socket : all()) {
            socket.topic = null;
            socket.pending.forEach(pending -> pending.reset = true);
        }
    }

    /** Takes the open or close that is answered next off that socket's list, or null. */
    @Nullable Pending answered(Socket socket) {
        lastAnswered = socket.pending.poll();
        return lastAnswered;
    }

    /** What was answered last. */
    @Nullable Pending lastAnswered() {
        return lastAnswered;
    }

    /** The OK said last has left. */
    void okLeft(long now) {
        for (Socket socket : all()) {
            for (Pending pending : socket.pending) {
                if (pending.okLeftAt < 0) {
                    pending.okLeftAt = now;
                }
            }
        }
    }

    /** The topic of an open subscribe socket with nothing pending, or null. */
    @Nullable String heardBy(int index) {
        Socket socket = subscribe[index];
        return socket.pending.isEmpty() ? socket.topic : null;
    }

    /** The open subscribe sockets that a message on that topic is for. */
    List<Integer> receivers(String mqttTopic, String thing) {
        List<Integer> found = new ArrayList<>(2);
        for (int i = 0; i < SOCKETS; i++) {
            String topic = subscribe[i].topic;
            if (topic != null && matches(topic + "/" + thing, mqttTopic)) {
                found.add(i);
            }
        }
        return found;
    }

    static boolean matches(String filter, String topic) {
        return topic.matches(filter.replace("+", "[^/]*"));
    }
}
