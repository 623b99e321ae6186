package dev.softclick.app;

import dev.softclick.cloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The one local cloud of all modems of {@code softclick serve} that use it: taken when the first one does, kept until the end. */
final class ServeCloud implements LocalSide.Source, AutoCloseable {
    private final Path home;
    private final Consumer<Throwable> failed;
    private @Nullable LocalSide side;
    private boolean started;

    /** @param failed hears when it does not come up; the next modem that asks for it has it tried again */
    ServeCloud(Path home, Consumer<Throwable> failed) {
        this.home = home;
        this.failed = failed;
    }

    @Override
    public synchronized LocalSide get() throws IOException {
        LocalSide taken = side;
        if (taken == null) {
            taken = LocalSide.take(home);
            side = taken;
            if (started) {
                bringUp(taken);
            }
        }
        return new LocalSide(taken.running(), taken.ours(), null);
    }

    /** From now on it runs, if it is used. */
    synchronized void start() {
        started = true;
        if (side != null) {
            bringUp(side);
        }
    }

    private void bringUp(LocalSide taken) {
        LocalCloud own = taken.own();
        if (own != null) {
            var _ = own.startAsync().whenComplete((up, failure) -> {
                if (failure != null) {
                    forget(taken);
                    failed.accept(failure);
                }
            });
        }
    }

    private synchronized void forget(LocalSide taken) {
        if (taken.equals(side)) {
            side = null;
        }
    }

    @Override
    public synchronized void close() {
        if (side != null && side.own() != null) {
            side.own().close();
        }
        side = null;
    }
}
