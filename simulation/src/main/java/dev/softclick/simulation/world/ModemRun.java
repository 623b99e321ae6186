package dev.softclick.simulation.world;

import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TransportEvent;

/** One modem from power-up to power-off: does what {@code ModemLoop} does, on the turn of whoever brings an event. */
final class ModemRun {
    private static final long NEVER = Long.MAX_VALUE;

    private final World world;
    private final Line line;
    private final Engine engine;
    private CloudLink link;
    private boolean wireFree = true;
    private boolean portReading = true;
    private boolean off;
    private long wakeAt = NEVER;
    private int state;

    ModemRun(World world, Line line, Engine engine, CloudLink link) {
        this.world = world;
        this.line = line;
        this.engine = engine;
        this.link = link;
    }

    void off() {
        off = true;
    }

    void link(CloudLink made) {
        link = made;
    }

    int state() {
        return state;
    }

    void typed(byte[] bytes) {
        guarded(() -> {
            int taken = 0;
            while (taken < bytes.length && !off) {
                int more = engine.receive(bytes, taken, bytes.length - taken, world.now());
                world.tell(new Seen.Typed(java.util.Arrays.copyOfRange(bytes, taken, taken + more)));
                moved();
                taken += more;
                if (taken < bytes.length) {
                    talkToLink();
                }
            }
        });
    }

    void told(TransportEvent event) {
        guarded(() -> link.handle(event, world.now()));
    }

    void wireFree() {
        guarded(() -> {
            wireFree = true;
            world.tell(new Seen.WireFree());
        });
    }

    private void guarded(Runnable event) {
        if (off) {
            return;
        }
        try {
            event.run();
            settle();
        } catch (RuntimeException bug) {
            world.threw(bug);
        }
    }

    private void settle() {
        long now = world.now();
        if (engine.nextTimeout() <= now) {
            engine.timeout(now);
            moved();
        }
        if (link.nextTimeout() <= now) {
            link.timeout(now);
        }
        talkToLink();
        while (wireFree) {
            byte[] bytes = engine.transmit(now);
            moved();
            boolean asked = talkToLink();
            if (bytes != null) {
                world.tell(new Seen.Said(bytes));
                wireFree = line.write(bytes);
                if (wireFree) {
                    world.tell(new Seen.WireFree());
                }
            } else if (!asked) {
                break;
            }
        }
        if (engine.wantsInput() != portReading) {
            portReading = !portReading;
            line.reading(portReading);
        }
        arm();
    }

    private boolean talkToLink() {
        int requests = 0;
        int events = 0;
        while (true) {
            LinkRequest request = engine.pollRequest();
            if (request != null) {
                requests++;
                link.request(request, world.now());
            } else {
                LinkEvent event = link.poll();
                if (event == null) {
                    if (requests + events > 0) {
                        world.tell(new Seen.Exchanged(requests, events));
                    }
                    return requests + events > 0;
                }
                events++;
                engine.handle(event, world.now());
                moved();
            }
        }
    }

    private void moved() {
        int now = engine.state();
        if (now != state) {
            world.tell(new Seen.StateMoved(state, now));
            state = now;
        }
    }

    private void arm() {
        long next = Math.min(engine.nextTimeout(), link.nextTimeout());
        if (next < wakeAt) {
            wakeAt = next;
            world.timeline().in(next - world.now(), () -> {
                if (wakeAt == next) {
                    wakeAt = NEVER;
                    guarded(() -> {});
                }
            });
        }
    }
}
