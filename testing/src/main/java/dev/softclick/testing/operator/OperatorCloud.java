package dev.softclick.testing.operator;

import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TopicFilter;
import dev.softclick.link.TopicName;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.testing.transcript.CloudMessage;
import dev.softclick.testing.transcript.CloudSide;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cloud's side over a real connection: publishes, and sees what is published. One thread at a time may call it. Of what it sees and nobody asks for,
 * the latest {@value #MAX_WAITING} messages are kept.
 */
public final class OperatorCloud implements CloudSide {
    /** Messages that wait. */
    static final int MAX_WAITING = 1000;

    /** Connecting, a publish. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int SUBSCRIBE_ID = 1;

    private final String suffix;
    private final TopicFilter filter;
    private final ArrayDeque<CloudMessage> messages = new ArrayDeque<>();
    private final ArrayDeque<CloudMessage> own = new ArrayDeque<>();
    private @Nullable OperatorLink link;
    private @Nullable String lost;
    private boolean connected;
    private boolean subscribed;
    private int lastPublish = SUBSCRIBE_ID;
    private int acknowledged;
    private boolean closed;

    private OperatorCloud(String thing, TopicFilter filter) {
        this.suffix = "/" + thing;
        this.filter = filter;
    }

    /**
     * The operator's side of the local cloud that runs in that home; sees what is published to topics of {@code thing}.
     *
     * @throws IOException with one line in plain words when no cloud runs there, or it can't be reached
     */
    public static OperatorCloud local(Path home, String thing) throws IOException {
        RunningCloud cloud = LocalCloud.running(home).orElseThrow(() ->
                new IOException("no local cloud runs in " + home + ": start it with 'softclick run', with the same --home"));
        return connect(OperatorKeys.operator(home, new Endpoint("127.0.0.1", cloud.port())), null, thing, "#");
    }

    /**
     * The side of any cloud, with a back end's certificate.
     *
     * @param clientId the client id, or null for one of the local cloud's operators
     * @param filter what to subscribe to, as {@code +/thing_0001}; messages for other things are passed over
     * @throws IOException with one line in plain words when the cloud can't be reached or refuses
     */
    public static OperatorCloud connect(SecurityMaterial material, @Nullable String clientId, String thing, String filter) throws IOException {
        TopicFilter all = TopicFilter.of(filter).orElseThrow(() -> new IOException("'" + filter + "' is no topic filter"));
        OperatorCloud cloud = new OperatorCloud(thing, all);
        OperatorLink link = clientId == null
                ? OperatorLink.connect(material, cloud::handle)
                : OperatorLink.connect(material, clientId, cloud::handle);
        boolean up = false;
        try {
            cloud.begin(link);
            up = true;
            return cloud;
        } finally {
            if (!up) {
                link.close();
            }
        }
    }

    private void begin(OperatorLink operator) throws IOException {
        synchronized (this) {
            link = operator;
            if (connected) {
                subscribe();
            }
        }
        await("the cloud does not answer", () -> subscribed);
    }

    private void subscribe() {
        connected = true;
        if (link != null) {
            link.request(new LinkRequest.Subscribe(SUBSCRIBE_ID, filter));
        }
    }

    private synchronized void handle(LinkEvent event) {
        switch (event) {
            case LinkEvent.Subscribed _ -> subscribed = true;
            case LinkEvent.SubscribeRefused(int _, String reason) -> lost = "the cloud refuses the subscription: " + reason;
            case LinkEvent.Published(int id) -> acknowledged = id;
            case LinkEvent.PublishFailed(int _, String reason) -> lost = "the cloud does not take a message: " + reason;
            case LinkEvent.MessageArrived message -> arrived(message);
            case LinkEvent.Down down -> lost = closed ? "closed" : "no connection to the cloud: " + down.fault().text();
            case LinkEvent.Connecting _ -> {}
            case LinkEvent.NetworkConnected _ -> {}
            case LinkEvent.Secured _ -> {}
            case LinkEvent.ConnectSent _ -> {}
            case LinkEvent.Connected _ -> subscribe();
            case LinkEvent.Unsubscribed _ -> {}
        }
        notifyAll();
    }

    private void arrived(LinkEvent.MessageArrived message) {
        OperatorLink operator = link;
        if (operator != null && message.delivery() != 0) {
            operator.request(new LinkRequest.Acknowledge(message.delivery()));
        }
        boolean echo = own.removeIf(sent -> sent.topic().equals(message.topic()) && Arrays.equals(sent.payload(), message.payload()));
        if (!echo && message.topic().endsWith(suffix)) {
            if (messages.size() == MAX_WAITING) {
                messages.removeFirst();
            }
            messages.add(new CloudMessage(message.topic(), message.payload()));
        }
    }

    @Override
    public void publish(String topic, byte[] payload) throws IOException {
        TopicName name = TopicName.of(topic).orElseThrow(() -> new IOException("'" + topic + "' is no topic to publish to"));
        int id;
        OperatorLink operator;
        synchronized (this) {
            operator = link;
            id = ++lastPublish;
            if (own.size() == MAX_WAITING) {
                own.removeFirst();
            }
            own.add(new CloudMessage(topic, payload));
        }
        if (operator != null) {
            operator.request(new LinkRequest.Publish(id, name, payload, true));
        }
        await("the cloud does not acknowledge a message", () -> acknowledged == id);
    }

    private interface Condition {
        boolean holds();
    }

    private synchronized void await(String otherwise, Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (lost != null || left <= 0) {
                throw new IOException(lost == null ? otherwise : lost);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public synchronized @Nullable CloudMessage poll() throws IOException {
        CloudMessage message = messages.poll();
        if (message == null && lost != null) {
            throw new IOException(lost);
        }
        return message;
    }

    /**
     * The next message, or null when none came in that time.
     *
     * @throws IOException when the connection is gone
     */
    public synchronized @Nullable CloudMessage awaitMessage(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (messages.isEmpty() && lost == null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        return poll();
    }

    @Override
    public void close() {
        OperatorLink operator;
        synchronized (this) {
            closed = true;
            operator = link;
            link = null;
        }
        if (operator != null) {
            operator.close();
        }
    }
}
