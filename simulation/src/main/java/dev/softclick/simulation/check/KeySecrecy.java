package dev.softclick.simulation.check;

import dev.softclick.simulation.world.ClientSays;
import dev.softclick.simulation.world.Secret;
import dev.softclick.simulation.world.Seen;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Guards that no piece of the private key, and no PIN, is ever on the line, in a packet or in the log: 8 bytes of it in any usual spelling. */
final class KeySecrecy implements Checker {
    private static final int PIECE = 8;
    private static final Set<Long> PIECES = pieces();

    private final Verdict verdict;

    KeySecrecy(Verdict verdict) {
        this.verdict = verdict;
    }

    private static Set<Long> pieces() {
        Set<Long> pieces = new HashSet<>();
        byte[] scalar = Secret.scalar();
        add(pieces, scalar);
        add(pieces, HexFormat.of().formatHex(scalar).getBytes(StandardCharsets.US_ASCII));
        add(pieces, HexFormat.of().formatHex(scalar).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        add(pieces, new java.math.BigInteger(1, scalar).toString().getBytes(StandardCharsets.US_ASCII));
        byte[] der = Secret.der();
        int at = indexOf(der, scalar);
        for (int shift = 0; shift < 3; shift++) {
            byte[] text = Base64.getEncoder().withoutPadding().encode(java.util.Arrays.copyOfRange(der, at - at % 3 + shift, at + scalar.length));
            // the ends of it are spelled with what stands around the secret
            add(pieces, java.util.Arrays.copyOfRange(text, 4, text.length - 4));
        }
        add(pieces, Secret.PIN.getBytes(StandardCharsets.US_ASCII));
        add(pieces, "PRIVATE KEY-".getBytes(StandardCharsets.US_ASCII));
        return pieces;
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalStateException("a key that does not hold its secret");
    }

    private static void add(Set<Long> pieces, byte[] bytes) {
        scan(bytes, piece -> {
            pieces.add(piece);
            return false;
        });
    }

    private interface Taker {
        boolean take(long piece);
    }

    private static boolean scan(byte[] bytes, Taker taker) {
        long piece = 0;
        for (int i = 0; i < bytes.length; i++) {
            piece = piece << 8 | bytes[i] & 0xFF;
            if (i + 1 >= PIECE && taker.take(piece)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void see(long now, Seen seen) {
        switch (seen) {
            case Seen.Said said -> look(now, "on the line", said.bytes());
            case Seen.Logged logged -> look(now, "in the log", logged.line().getBytes(StandardCharsets.UTF_8));
            case Seen.LinkBroke _, Seen.LinkOpened _, Seen.Threw _ -> look(now, "in an event", seen.toString().getBytes(StandardCharsets.UTF_8));
            case Seen.Sent sent when sent.packet() instanceof ClientSays.Publish publish -> look(now, "in a packet", publish.payload());
            case Seen.Sent sent when !(sent.packet() instanceof ClientSays.Ping) ->
                look(now, "in a packet", sent.packet().toString().getBytes(StandardCharsets.UTF_8));
            default -> {}
        }
    }

    private void look(long now, String where, byte[] bytes) {
        if (scan(bytes, PIECES::contains)) {
            verdict.broken("KeySecrecy", now, "a piece of the private key is " + where);
        }
    }
}
