package dev.softclick.power;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of the real disk whose power can be cut: at the n-th operation that changes something, which is done by half if it writes and not at all
 * otherwise. From then on nothing works, and what is open is closed, as when the process is gone.
 */
final class Disk {
    private final Path root;
    private final int cutAt;
    private final Loss loss;
    private final Volatile memory = new Volatile();
    private final List<FileChannel> open = new ArrayList<>();
    private int operations;
    private boolean cut;

    /** @param cutAt the operation, from 0 */
    Disk(Path root, int cutAt, Loss loss) {
        this.root = root;
        this.cutAt = cutAt;
        this.loss = loss;
    }

    /** The folder, as a program sees it. */
    Path path() {
        return new DiskSystem(this, FileSystems.getDefault()).of(root);
    }

    /** How many operations have changed something, or were to. */
    int operations() {
        return operations;
    }

    Volatile memory() {
        return memory;
    }

    void opened(FileChannel channel) {
        open.add(channel);
    }

    /** Before whatever is done. */
    void use() {
        if (cut) {
            throw new PowerCut();
        }
    }

    /** Before something is changed; {@code half} does as much of it as is done when the power goes. */
    void change(Volatile.Undo half) throws IOException {
        use();
        if (operations++ == cutAt) {
            half.run();
            cut();
            throw new PowerCut();
        }
    }

    void change() throws IOException {
        change(() -> {});
    }

    /** The power goes, if it has not yet. */
    void cut() {
        if (!cut) {
            cut = true;
            try {
                for (FileChannel channel : open) {
                    channel.close();
                }
                memory.lose(root, loss);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
