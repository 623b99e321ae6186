package dev.softclick.simulation.world;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The application in the cloud: sends messages to the modem, and hears its own. */
final class Cloud {
    private static final long SECOND = 1_000_000_000L;

    private final World world;
    private final SplittableRandom random;
    private final List<CloudMessage> sent = new ArrayList<>();
    private boolean bursts;
    private boolean stopped;

    Cloud(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    void start(boolean withBursts) {
        bursts = withBursts;
        next();
    }

    void bursts(boolean on) {
        bursts = on;
    }

    void stop() {
        stopped = true;
    }

    private void next() {
        world.timeline().in(random.nextLong(15 * SECOND), () -> {
            if (stopped) {
                return;
            }
            String topic = Scripts.SENT[random.nextInt(Scripts.SENT.length)];
            int count = bursts && random.nextInt(6) == 0 ? random.nextInt(20, 150) : 1;
            for (int i = 0; i < count; i++) {
                send(topic, random.nextInt(5) == 0 ? 0 : 1);
            }
            next();
        });
    }

    void send(String topic, int qos) {
        int number = sent.size();
        byte[] head = ("m" + number + ":").getBytes(StandardCharsets.US_ASCII);
        int length = random.nextInt(20) == 0 ? random.nextInt(1500) : random.nextInt(60);
        byte[] payload = java.util.Arrays.copyOf(head, head.length + length);
        for (int i = head.length; i < payload.length; i++) {
            payload[i] = (byte) (random.nextInt(4) == 0 ? "\r\n>OK".charAt(random.nextInt(5)) : random.nextInt(256));
        }
        CloudMessage message = new CloudMessage(number, topic + "/" + SimCard.THING, payload, qos);
        sent.add(message);
        boolean kept = world.broker().publish(message);
        world.tell(new Seen.CloudPublished(message, kept));
    }

    void heard(ClientSays.Publish publish) {
        // The cloud has it; what the modem subscribed comes back to it, as from any broker.
        if (publish.topic().startsWith("echo/") && sent.size() < 5000) {
            send("echo", publish.id() == 0 ? 0 : 1);
        }
    }
}
