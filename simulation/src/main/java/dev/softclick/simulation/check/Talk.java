package dev.softclick.simulation.check;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was said, by stream: the answers in their order, and what is unsolicited by socket in its order. How the streams interleave may depend on how
 * the host's bytes were split, what is in them may not.
 */
final class Talk implements Checker {
    private record Stream(int words, int hash) {
        Stream with(int word) {
            return new Stream(words + 1, hash * 31 + word);
        }
    }

    private final Map<String, Stream> streams = new TreeMap<>();

    @Override
    public void hear(long now, Heard heard) {
        switch (heard) {
            case Heard.Told info -> add("answers", info.text().hashCode());
            case Heard.Final result -> add("answers", Boolean.hashCode(result.ok()));
            case Heard.Prompt prompt -> add("answers", prompt.order().length());
            case Heard.SendResult result -> add("answers", Arrays.hashCode(result.payload()) + Boolean.hashCode(result.ok()));
            case Heard.SocketResult result -> add((result.publish() ? "publish socket " : "subscribe socket ") + result.index(), result.code() + (result.open() ? 10 : 0));
            case Heard.Data data -> add("data " + data.index(), Arrays.hashCode(data.payload()));
            default -> {}
        }
    }

    private void add(String stream, int word) {
        streams.merge(stream, new Stream(0, 0).with(word), (before, one) -> before.with(word));
    }

    @Override
    public String toString() {
        return streams.toString();
    }
}
