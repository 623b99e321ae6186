package dev.softclick.testing.transcript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What the cloud has seen and no step has asked for yet. */
final class SeenMessages {
    /** Beyond that the oldest is forgotten: nothing asks for it. */
    private static final int MAX_MESSAGES = 1000;

    private final CloudSide cloud;
    private final Consumer<CloudMessage> onMessage;
    private final List<CloudMessage> messages = new ArrayList<>();

    SeenMessages(CloudSide cloud, Consumer<CloudMessage> onMessage) {
        this.cloud = cloud;
        this.onMessage = onMessage;
    }

    /** All of them, oldest first; asks the cloud for more. */
    List<CloudMessage> messages() throws IOException {
        for (CloudMessage message = cloud.poll(); message != null; message = cloud.poll()) {
            if (messages.size() == MAX_MESSAGES) {
                messages.removeFirst();
            }
            messages.add(message);
            onMessage.accept(message);
        }
        return messages;
    }

    void take(CloudMessage message) {
        messages.remove(message);
    }
}
