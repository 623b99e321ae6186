package dev.softclick.app.cloud;

import dev.softclick.app.plan.RestartPace;
import dev.softclick.cloud.CloudInUseException;
import dev.softclick.cloud.LocalCloud;
import dev.softclick.cloud.RunningCloud;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimDirectory;
import dev.softclick.sim.SimReading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local cloud of a home, for the modems of this process: our own, or that of another process. When a modem finds that the other one has ended, this
 * process takes its part, at the same port if it can be had. One that does not come up is tried again after 1 s, 2 s, 4 s ... 60 s.
 */
public final class HomeCloud implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeCloud.class);

    private final Path home;
    private final Consumer<Throwable> failed;
    private final ScheduledThreadPoolExecutor keeper;
    private @Nullable LocalCloud own;

    /** Where it is, or was last. */
    private @Nullable RunningCloud place;

    private boolean started;
    private boolean closed;

    /** Whether an attempt to run it here is under way, or will be made. */
    private boolean trying;

    private final RestartPace pace = new RestartPace(RestartPace.FAILED);
    private String told = "";

    /** @param failed hears why it does not come up: once for a reason, until it was up again */
    public HomeCloud(Path home, Consumer<Throwable> failed) {
        this.home = home;
        this.failed = failed;
        keeper = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("softclick-cloud-keeper").daemon().factory());
        keeper.setKeepAliveTime(RestartPace.FAILED.toSeconds(), TimeUnit.SECONDS);
        keeper.allowCoreThreadTimeOut(true);
    }

    /**
     * Where it is. The first call takes home and port, unless another process has.
     *
     * @throws IOException when the home can't be used
     */
    synchronized RunningCloud join() throws IOException {
        RunningCloud known = place;
        if (known == null) {
            try {
                known = adopt(LocalCloud.in(home).reserve());
            } catch (CloudInUseException e) {
                known = e.running();
                place = known;
                LOG.warn("using the local cloud that another 'softclick' of this home has at {}; when that ends, this one takes its part", known.endpoint());
            }
        }
        return known;
    }

    private RunningCloud adopt(LocalCloud taken) {
        RunningCloud here = new RunningCloud(home, taken.port());
        own = taken;
        place = here;
        if (started) {
            bringUp(taken);
        }
        return here;
    }

    /** From now on it runs here, if nobody else has it. */
    public synchronized void start() {
        started = true;
        if (own != null) {
            bringUp(own);
        }
    }

    private void bringUp(LocalCloud taken) {
        var _ = taken.startAsync().whenComplete((up, failure) -> settled(taken, failure));
    }

    private void settled(LocalCloud taken, @Nullable Throwable failure) {
        synchronized (this) {
            if (closed || !taken.equals(own)) {
                return;
            }
            if (failure == null) {
                pace.reset();
                told = "";
                return;
            }
            own = null;
        }
        failed(failure);
    }

    private void failed(Throwable failure) {
        boolean news;
        synchronized (this) {
            news = !told.equals(failure.toString());
            told = failure.toString();
            tryIn(pace.next());
        }
        if (news) {
            failed.accept(failure);
        }
    }

    /** The cloud as text: {@code mqtts://127.0.0.1:8883}. */
    synchronized String endpoint() {
        return place == null ? "local" : place.endpoint();
    }

    /** The SIM as it is used there, wherever that is today. A SIM without keys may be given some of another cloud while it waits. */
    SecureSim sim(SimDirectory directory) {
        return new SecureSim() {
            @Override
            public SimReading read() {
                return directory.isLocal() ? directory.at(new Endpoint("127.0.0.1", port())).read() : directory.read();
            }

            @Override
            public void connected(long generation) {
                directory.connected(generation);
            }
        };
    }

    /** Where it listens now; when it runs nowhere, where it did, and then it is about to run here. */
    private int port() {
        synchronized (this) {
            if (own != null && place != null) {
                return place.port();
            }
        }
        Optional<RunningCloud> elsewhere = Optional.empty();
        try {
            elsewhere = LocalCloud.running(home);
        } catch (IOException e) {
            LOG.debug("the home can't be read", e);
        }
        synchronized (this) {
            if (own == null && elsewhere.isPresent()) {
                place = elsewhere.get();
            } else {
                tryIn(Duration.ZERO);
            }
            return place == null ? LocalCloud.DEFAULT_PORT : place.port();
        }
    }

    private synchronized void tryIn(Duration wait) {
        if (started && !closed && !trying && own == null) {
            trying = true;
            var _ = keeper.schedule(this::take, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take() {
        try {
            int port;
            synchronized (this) {
                port = place == null ? LocalCloud.DEFAULT_PORT : place.port();
            }
            LocalCloud taken = LocalCloud.in(home).port(port).reserve();
            synchronized (this) {
                trying = false;
                if (closed) {
                    taken.close();
                } else {
                    LOG.warn("the local cloud of this home runs in this process now, at {}", adopt(taken).endpoint());
                }
            }
        } catch (CloudInUseException e) {
            synchronized (this) {
                trying = false;
                place = e.running();
            }
        } catch (Throwable e) {
            // Errors, too: else it would never be tried again.
            synchronized (this) {
                trying = false;
            }
            failed(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        keeper.shutdownNow();
        if (own != null) {
            own.close();
        }
    }
}
