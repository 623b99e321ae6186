package dev.softclick.testing.recording;

import java.util.Arrays;
import java.util.List;

/** Takes apart what a modem said: echoes left away, lines where the framing fits, the rest as it is. Put together again it is the same bytes. */
final class ResponseLines {
    /** Longest piece on one line of the file, in bytes. */
    private static final int MAX_RAW = 8192;

    private final byte[] bytes;
    private final List<byte[]> echoes;
    private final Sink sink;
    private final boolean echoKnown;
    private final boolean echoed;
    private int at;

    /** Takes a line of the transcript. */
    interface Sink {
        void line(String sign, byte[] bytes);
    }

    ResponseLines(byte[] bytes, List<byte[]> echoes, Sink sink) {
        this.bytes = bytes;
        this.echoes = echoes;
        this.sink = sink;
        echoKnown = !echoes.isEmpty();
        takeEchoes();
        echoed = at > 0;
    }

    /** Whether lines were typed before, so that an echo could have come. */
    boolean echoKnown() {
        return echoKnown;
    }

    /** Whether it did. */
    boolean echoed() {
        return echoed;
    }

    boolean onlyEchoes() {
        return at == bytes.length;
    }

    void write() {
        while (at < bytes.length) {
            int end = framedEnd(at);
            if (end > 0) {
                sink.line("< ", Arrays.copyOfRange(bytes, at + 2, end - 2));
            } else {
                end = at + 1;
                while (end < bytes.length && end - at < MAX_RAW && framedEnd(end) < 0 && !echoAt(end)) {
                    end++;
                }
                sink.line("<< ", Arrays.copyOfRange(bytes, at, end));
            }
            at = end;
            takeEchoes();
        }
        if (!echoed) {
            echoes.clear();
        }
    }

    private boolean echoAt(int from) {
        return echoes.stream().anyMatch(echo -> echo.length > 1 && startsWith(echo, from));
    }

    private void takeEchoes() {
        for (int i = 0; i < echoes.size(); i++) {
            if (startsWith(echoes.get(i), at)) {
                at += echoes.get(i).length;
                echoes.subList(0, i + 1).clear();
                i = -1;
            }
        }
    }

    private boolean startsWith(byte[] echo, int from) {
        return bytes.length - from >= echo.length && Arrays.equals(echo, 0, echo.length, bytes, from, from + echo.length);
    }

    /** Where the framed line of printable text that begins here ends, or -1. */
    private int framedEnd(int from) {
        if (!crlf(from)) {
            return -1;
        }
        int end = from + 2;
        while (end < bytes.length && bytes[end] >= ' ' && bytes[end] < 127) {
            end++;
        }
        return end > from + 2 && crlf(end) ? end + 2 : -1;
    }

    private boolean crlf(int from) {
        return from + 1 < bytes.length && bytes[from] == '\r' && bytes[from + 1] == '\n';
    }
}
