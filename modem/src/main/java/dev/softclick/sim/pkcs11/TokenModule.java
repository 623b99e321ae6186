package dev.softclick.sim.pkcs11;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PKCS#11 library in use by this process. Its functions are called from one thread, as many libraries need it, and nobody waits longer than {@link
 * #PATIENCE} for them: a native call can't be interrupted, but a modem goes on without it. The thread ends when it had nothing to do for a while.
 */
final class TokenModule {
    /** How long a token may take for all that was asked of it before, and for the answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** How often a library is started anew for a token that is missing while others are in use. */
    private static final Duration RESTART = Duration.ofSeconds(10);
    /** How many may wait for their turn. */
    private static final int WAITING = 256;

    /** One for each library: the operating system loads it once for a process, and it keeps state of its own. */
    private static final Map<Path, TokenModule> MODULES = new ConcurrentHashMap<>();

    private final Path path;
    private final ThreadPoolExecutor thread;
    private volatile boolean stuck;

    // Of the thread.
    private final Map<String, TokenSession> sessions = new HashMap<>();
    private final RefusedPins refused = new RefusedPins();
    private @Nullable Cryptoki cryptoki;
    private boolean running;
    private boolean ours;
    private long restarted = System.nanoTime() - RESTART.toNanos();

    private TokenModule(Path path) {
        this.path = path;
        this.thread = new ThreadPoolExecutor(1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(WAITING),
                Thread.ofPlatform().daemon().name("softclick-token").factory());
        thread.allowCoreThreadTimeOut(true);
    }

    static TokenModule of(Path path) {
        return MODULES.computeIfAbsent(path, TokenModule::new);
    }

    /** What is asked of a token. */
    interface Question<T> {
        T ask(TokenSession session) throws TokenException;
    }

    /**
     * Asks a token, which is found and opened first if need be; after a lost session once more.
     *
     * @throws TokenException when it can't answer, or does not in time
     */
    <T> T ask(TokenKeyAddress address, Question<T> question) throws TokenException {
        return inTime(address.token(), () -> {
            try {
                return question.ask(session(address));
            } catch (TokenException e) {
                if (!sessions.containsKey(address.token())) {
                    throw e;
                }
                drop(address.token());
                if (!e.sessionLost()) {
                    throw e;
                }
                return question.ask(session(address));
            }
        });
    }

    private interface Work<T> {
        T run() throws TokenException;
    }

    private <T> T inTime(String token, Work<T> work) throws TokenException {
        TokenException silent = new TokenException("the token '" + token + "' does not answer");
        if (stuck) {
            throw silent;
        }
        Future<T> answer;
        try {
            answer = thread.submit(() -> {
                try {
                    return work.run();
                } finally {
                    stuck = false;
                }
            });
        } catch (RejectedExecutionException e) {
            throw new TokenException("the token '" + token + "' has too much to do", e);
        }
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stuck = true;
            // What has not begun yet is not begun any more; what is under way ends when it ends.
            answer.cancel(false);
            throw silent;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TokenException fault ? fault : new TokenException(path + " can't be used", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenException("interrupted while waiting for the token '" + token + "'", e);
        }
    }

    private TokenSession session(TokenKeyAddress address) throws TokenException {
        TokenSession known = sessions.get(address.token());
        if (known != null) {
            return known;
        }
        Cryptoki usable = started();
        TokenSession opened;
        try {
            opened = TokenSession.open(usable, address.token(), address.pin(), refused);
        } catch (TokenException e) {
            if (!e.sessionLost() || !mayRestart()) {
                throw e;
            }
            restarted = System.nanoTime();
            // Some libraries look for tokens only when they start. The sessions of other tokens end with it, and are opened again when they are needed.
            sessions.clear();
            usable.terminate();
            running = false;
            opened = TokenSession.open(started(), address.token(), address.pin(), refused);
        }
        sessions.put(address.token(), opened);
        return opened;
    }

    /** Not when somebody else in this process uses the library, and not all the time when that disturbs other tokens. */
    private boolean mayRestart() {
        return ours && (sessions.isEmpty() || System.nanoTime() - restarted > RESTART.toNanos());
    }

    private Cryptoki started() throws TokenException {
        Cryptoki loaded = cryptoki;
        if (loaded == null) {
            loaded = Cryptoki.load(path);
            cryptoki = loaded;
        }
        if (!running) {
            ours = loaded.initialize();
            running = true;
        }
        return loaded;
    }

    private void drop(String token) {
        TokenSession dropped = sessions.remove(token);
        if (dropped != null) {
            dropped.close();
        }
    }
}
