package dev.softclick.port;

/** Bytes in order. Takes room as it fills; its user keeps it bounded. */
final class ByteQueue {
    private byte[] ring = new byte[0];
    private int head;
    private int size;

    int size() {
        return size;
    }

    void add(byte[] bytes, int offset, int length) {
        if (size + length > ring.length) {
            byte[] wider = new byte[Math.max(ring.length * 2, size + length)];
            copy(wider, size);
            ring = wider;
            head = 0;
        }
        int tail = ring.length == 0 ? 0 : (head + size) % ring.length;
        int first = Math.min(length, ring.length - tail);
        System.arraycopy(bytes, offset, ring, tail, first);
        System.arraycopy(bytes, offset + first, ring, 0, length - first);
        size += length;
    }

    /** The first {@code count} bytes, which leave the queue. */
    byte[] take(int count) {
        byte[] taken = new byte[count];
        copy(taken, count);
        head = (head + count) % ring.length;
        size -= count;
        return taken;
    }

    private void copy(byte[] into, int count) {
        int first = Math.min(count, ring.length - head);
        System.arraycopy(ring, head, into, 0, first);
        System.arraycopy(ring, 0, into, first, count - first);
    }
}
