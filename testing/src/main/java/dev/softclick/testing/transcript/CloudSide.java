package dev.softclick.testing.transcript;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The cloud's side of a conversation: what {@code ~>} and {@code ~<} speak to. */
public interface CloudSide extends AutoCloseable {
    /**
     * Publishes a message.
     *
     * @throws IOException with one line in plain words when the cloud can't be reached or refuses
     */
    void publish(String topic, byte[] payload) throws IOException;

    /**
     * The next message that a modem has published, or null when there is none now; does not wait. What this side published itself does not come back.
     *
     * @throws IOException with one line in plain words when the cloud can't be reached
     */
    @Nullable CloudMessage poll() throws IOException;

    @Override
    void close();

    /** For conversations without a cloud: every step that needs one fails, with this reason. */
    static CloudSide none(String reason) {
        return new CloudSide() {
            @Override
            public void publish(String topic, byte[] payload) throws IOException {
                throw new IOException(reason);
            }

            @Override
            public CloudMessage poll() throws IOException {
                throw new IOException(reason);
            }

            @Override
            public void close() {}
        };
    }
}
