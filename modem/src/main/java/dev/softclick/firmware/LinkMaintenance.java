package dev.softclick.firmware;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.ReconnectBackoff;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the link as the application needs it: connects when a topic is opened, restores what was lost while a socket is open, lingers after the last
 * close, reads the SIM again after each error ("Operation" of the Reference; "States" of wire.md). Owns the {@link ModemState}.
 */
final class LinkMaintenance {
    private static final Logger log = LoggerFactory.getLogger(LinkMaintenance.class);
    private static final long LEAST_BETWEEN_ATTEMPTS = 1_000_000_000L;
    private static final long NO_GENERATION = 0;

    private final SecureSim sim;
    private final Timers timers;
    private final ReconnectBackoff backoff;
    private final TopicSocketTable sockets;
    private final SocketOperations operations;
    private final ButtonEvents buttons;
    private final Consumer<LinkRequest> link;
    private ModemState state = ModemState.IDLE;
    private long usedGeneration = NO_GENERATION;
    private long lastAttempt = Long.MIN_VALUE / 2;
    private boolean keptSession;
    private String name = "modem";
    private String lastTrouble = "";

    LinkMaintenance(
            SecureSim sim,
            Timers timers,
            ReconnectBackoff backoff,
            TopicSocketTable sockets,
            SocketOperations operations,
            ButtonEvents buttons,
            Consumer<LinkRequest> link) {
        this.sim = sim;
        this.timers = timers;
        this.backoff = backoff;
        this.sockets = sockets;
        this.operations = operations;
        this.buttons = buttons;
        this.link = link;
    }

    ModemState state() {
        return state;
    }

    private void enter(ModemState next) {
        if (next == state) {
            return;
        }
        if (!state.next().contains(next)) {
            throw new IllegalStateException("state " + state + " must not be followed by " + next);
        }
        log.debug("{}: state {} {}", name, next.code(), next.text());
        state = next;
    }

    /** The host asked for something that needs the link: don't let it wait for a long back-off. */
    void askedFor(long now) {
        if (state == ModemState.ERROR) {
            long soonest = Math.max(0, lastAttempt + LEAST_BETWEEN_ATTEMPTS - now);
            timers.startFor(ModemTimer.RETRY, soonest, now);
        }
    }

    /** Brings the link in line with what the application needs now. */
    void settle(long now) {
        boolean needed = sockets.needsLink() || buttons.waiting();
        boolean timedOut = operations.takeOpenTimedOut();
        if (needed) {
            timers.stop(ModemTimer.LINGER);
            if (state == ModemState.IDLE) {
                connect(now);
            }
        } else if (state.ready()) {
            if (!timers.running(ModemTimer.LINGER)) {
                timers.start(ModemTimer.LINGER, now);
            }
        } else if (state != ModemState.IDLE && !(state == ModemState.ERROR && !timers.running(ModemTimer.RETRY))) {
            giveUp(timedOut ? ModemState.ERROR : ModemState.IDLE);
        }
        if (state.ready()) {
            buttons.sendAll();
            timers.stop(ModemTimer.BUTTON);
            enter(operations.subscriptionsStand() ? ModemState.READY_SUBSCRIBED : ModemState.READY_CONNECTED);
        } else if (buttons.waiting() && !timers.running(ModemTimer.BUTTON)) {
            timers.start(ModemTimer.BUTTON, now);
        }
    }

    private void giveUp(ModemState next) {
        timers.stop(ModemTimer.RETRY);
        timers.stop(ModemTimer.SIM_POLL);
        if (state.connecting()) {
            link.accept(new LinkRequest.Disconnect());
        }
        keptSession = false;
        enter(next);
    }

    /** Lets time pass. */
    void timeout(long now) {
        if (timers.expired(ModemTimer.LINGER, now) && state.ready()) {
            disconnect();
        }
        if (timers.expired(ModemTimer.STABLE, now)) {
            backoff.reset();
        }
        if (timers.expired(ModemTimer.RESUBSCRIBE, now)) {
            operations.retryRefused();
        }
        if (timers.expired(ModemTimer.BUTTON, now)) {
            log.warn("{}: {} button event(s) dropped: no connection in time", name, buttons.drop());
        }
        boolean retry = timers.expired(ModemTimer.RETRY, now);
        boolean poll = timers.expired(ModemTimer.SIM_POLL, now);
        if (retry && state == ModemState.ERROR || poll && state == ModemState.WAITING_KEYS) {
            connect(now);
        }
    }

    private void connect(long now) {
        SimReading reading = sim.read();
        reading.identityIfAny().ifPresent(this::use);
        switch (reading) {
            case SimReading.Keys keys -> connect(keys.material(), keys.identity(), now);
            case SimReading.NoKeys none -> {
                tellTrouble("the SIM holds no security material yet: waiting for keys");
                enter(ModemState.WAITING_KEYS);
                timers.start(ModemTimer.SIM_POLL, now);
            }
            case SimReading.Unusable unusable -> unusable(unusable.fault(), now);
        }
    }

    private void connect(SecurityMaterial material, SimIdentity identity, long now) {
        usedGeneration = material.generation();
        lastAttempt = now;
        link.accept(new LinkRequest.Connect(material, identity.networks().getFirst().route(), identity.thing().text(), !keptSession));
        enter(ModemState.CONNECTING_NETWORK);
    }

    private void unusable(SimFault fault, long now) {
        tellTrouble("the SIM can't be used: " + fault.text());
        usedGeneration = NO_GENERATION;
        lastAttempt = now;
        enter(ModemState.ERROR);
        operations.failOpens();
        retryIfNeeded(now);
    }

    private void use(SimIdentity identity) {
        name = identity.thing().text();
        sockets.thing(identity.thing());
    }

    /** Takes what the link tells of itself. */
    void handle(LinkEvent event, long now) {
        if (!state.connecting() && !state.ready()) {
            return;
        }
        switch (event) {
            case LinkEvent.Connecting connecting -> enter(ModemState.CONNECTING_NETWORK);
            case LinkEvent.NetworkConnected connected -> enter(ModemState.ESTABLISHING_SSL);
            case LinkEvent.Secured secured -> enter(ModemState.SSL_CONNECTED);
            case LinkEvent.ConnectSent sent -> enter(ModemState.CONNECTING_MQTT);
            case LinkEvent.Connected connected -> {
                enter(ModemState.READY_CONNECTED);
                keptSession = true;
                timers.start(ModemTimer.STABLE, now);
                operations.connected(connected.sessionPresent());
                if (!lastTrouble.isEmpty()) {
                    log.info("{}: connected", name);
                    lastTrouble = "";
                }
            }
            case LinkEvent.Down down -> lost(down.fault(), now);
            case LinkEvent.Subscribed subscribed -> operations.subscribed(subscribed.id());
            case LinkEvent.SubscribeRefused refused -> {
                if (operations.refused(refused.id(), refused.reason())) {
                    timers.start(ModemTimer.RESUBSCRIBE, now);
                }
            }
            case LinkEvent.Unsubscribed unsubscribed -> operations.unsubscribed(unsubscribed.id());
            case LinkEvent.Published published -> {}
            case LinkEvent.PublishFailed failed -> {
                if (failed.id() == PublishIds.NOBODY) {
                    log.warn("{}: button event not sent: {}", name, failed.reason());
                }
            }
            case LinkEvent.MessageArrived message -> {}
        }
    }

    /** An MQTT or TLS error: the SIM is read again, and new security material tried at once. */
    private void lost(LinkFault fault, long now) {
        tellTrouble(fault.text());
        timers.stop(ModemTimer.STABLE);
        timers.stop(ModemTimer.LINGER);
        timers.stop(ModemTimer.RESUBSCRIBE);
        enter(ModemState.ERROR);
        operations.disconnected();
        if (sim.read() instanceof SimReading.Keys keys && keys.material().generation() > usedGeneration) {
            log.info("{}: the SIM holds new security material (generation {}): trying it now", name, keys.material().generation());
            use(keys.identity());
            connect(keys.material(), keys.identity(), now);
            return;
        }
        if (fault.cause().forGood()) {
            operations.failOpens();
        }
        retryIfNeeded(now);
    }

    private void retryIfNeeded(long now) {
        if (sockets.needsLink() || buttons.waiting()) {
            long wait = backoff.next();
            log.debug("{}: trying again in {} ms", name, wait / 1_000_000);
            timers.startFor(ModemTimer.RETRY, wait, now);
        }
    }

    /** One line for a trouble, however often it comes. */
    private void tellTrouble(String trouble) {
        if (!trouble.equals(lastTrouble)) {
            log.warn("{}: {}", name, trouble);
            lastTrouble = trouble;
        }
    }

    private void disconnect() {
        link.accept(new LinkRequest.Disconnect());
        timers.stop(ModemTimer.STABLE);
        timers.stop(ModemTimer.RESUBSCRIBE);
        keptSession = false;
        enter(ModemState.IDLE);
    }

    /** {@code AT+AWSRESET}, or power off. */
    void reset() {
        if (state.ready() || state.connecting()) {
            link.accept(new LinkRequest.Disconnect());
        }
        for (ModemTimer timer : new ModemTimer[] {
            ModemTimer.LINGER, ModemTimer.RETRY, ModemTimer.STABLE, ModemTimer.SIM_POLL, ModemTimer.RESUBSCRIBE, ModemTimer.BUTTON
        }) {
            timers.stop(timer);
        }
        keptSession = false;
        backoff.reset();
        enter(ModemState.IDLE);
        sim.read().identityIfAny().ifPresent(this::use);
    }
}
