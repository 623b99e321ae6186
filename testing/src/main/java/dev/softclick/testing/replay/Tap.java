package dev.softclick.testing.replay;

import dev.softclick.port.Port;
import dev.softclick.testing.transcript.Chunk;
import dev.softclick.testing.transcript.HostLine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Stands between a host, on a port, and a module, on a line: passes everything on, both ways, until one of them is gone. */
public final class Tap implements AutoCloseable {
    /** A host that takes nothing for so long, while the module speaks, is as good as gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final HostLine module;
    private final Port port;
    private final HostBytes host;
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private Tap(HostLine module, Port port) {
        this.module = module;
        this.port = port;
        host = new HostBytes(port);
    }

    /**
     * Begins. Both belong to the tap from now on.
     *
     * @throws IOException when the port can't be had
     */
    public static Tap between(HostLine module, Port port) throws IOException {
        Tap tap = new Tap(module, port);
        tap.host.open();
        Thread.ofPlatform().daemon().name("softclick-tap-host").start(() -> tap.run(tap::passOn));
        Thread.ofPlatform().daemon().name("softclick-tap-module").start(() -> tap.run(tap::passBack));
        return tap;
    }

    private interface Pass {
        void once() throws IOException, InterruptedException;
    }

    private void run(Pass pass) {
        try {
            while (!ended.isDone()) {
                pass.once();
            }
        } catch (IOException e) {
            ended.complete(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            ended.complete("interrupted");
        }
    }

    private void passOn() throws IOException, InterruptedException {
        byte[] bytes = host.take(LOOK);
        if (bytes != null) {
            module.send(bytes);
        }
    }

    private void passBack() throws IOException, InterruptedException {
        Chunk chunk = module.receive(module.now() + LOOK.toNanos());
        if (chunk != null) {
            host.give(chunk.bytes(), PATIENCE);
        }
    }

    /** Done when one side is gone: says why. */
    public CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public void close() {
        ended.complete("closed");
        port.close();
        module.close();
    }
}
