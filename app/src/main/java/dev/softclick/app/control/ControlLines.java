package dev.softclick.app.control;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of JSON each way, as both ends of the control socket speak it. */
final class ControlLines {
    /** Longest request, in bytes. */
    static final int MAX_REQUEST = 64 * 1024;

    /** Longest answer, in bytes: some thousands of modems. */
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    static final JsonMapper JSON = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ControlLines() {}

    static void write(SocketChannel channel, Object value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** @throws IOException with one line when what comes is too long, cut off, or not what it should be */
    static <T> T read(SocketChannel channel, int most, Class<T> type) throws IOException {
        byte[] line = new byte[Math.min(most, 4096)];
        int length = 0;
        while (length == 0 || line[length - 1] != '\n') {
            if (length == most) {
                throw new IOException("the line is longer than " + most + " bytes");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(most, 2 * length));
            }
            int got = channel.read(ByteBuffer.wrap(line, length, line.length - length));
            if (got < 0) {
                throw new EOFException("the other side hung up");
            }
            length += got;
        }
        try {
            T value = JSON.readValue(line, 0, length, type);
            if (value == null) {
                throw new IOException("the line is no JSON object");
            }
            return value;
        } catch (JacksonException e) {
            throw new IOException("the line is not the JSON that it should be", e);
        }
    }
}
