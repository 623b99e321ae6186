package dev.softclick.firmware;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkFault;
import dev.softclick.link.LinkRequest;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimFault;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the link as the application needs it: connects when a topic is opened, restores what was lost while a socket is open, lingers after the last
 * close, reads the SIM again after each TLS or MQTT error ("Operation" of the Reference; "States" of wire.md). Owns the {@link ModemState}. With which
 * keys and over which network is said by {@link CloudAccess}, when by {@link ReconnectPace}.
 */
final class LinkMaintenance {
    private final SecureSim sim;
    private final Timers timers;
    private final ReconnectPace pace;
    private final TopicSocketTable sockets;
    private final SocketOperations operations;
    private final ButtonEvents buttons;
    private final Consumer<LinkRequest> link;
    private final TroubleLog log;
    private final CloudAccess access;
    private ModemState state = ModemState.IDLE;
    private @Nullable SimTrouble simTrouble;

    LinkMaintenance(
            SecureSim sim,
            Timers timers,
            ReconnectPace pace,
            TopicSocketTable sockets,
            SocketOperations operations,
            ButtonEvents buttons,
            Consumer<LinkRequest> link,
            TroubleLog log) {
        this.sim = sim;
        this.timers = timers;
        this.pace = pace;
        this.sockets = sockets;
        this.operations = operations;
        this.buttons = buttons;
        this.link = link;
        this.log = log;
        this.access = new CloudAccess(log);
    }

    ModemState state() {
        return state;
    }

    /** The network in use, or else the one that will be tried first. */
    NetworkProfile network(SimIdentity identity) {
        return access.network(identity, state.connecting() || state.ready());
    }

    private void enter(ModemState next) {
        if (next == state) {
            return;
        }
        if (!state.next().contains(next)) {
            throw new IllegalStateException("state " + state + " must not be followed by " + next);
        }
        log.state(next);
        state = next;
    }

    private boolean needed() {
        return sockets.needsLink() || buttons.waiting();
    }

    /** The host asked for something that needs the link: don't let it wait for a long back-off. */
    void askedFor(long now) {
        if (state == ModemState.ERROR) {
            timers.startNoLater(ModemTimer.RETRY, pace.leastWait(now), now);
        }
    }

    /** Brings the link in line with what the application needs now. */
    void settle(long now) {
        boolean timedOut = operations.takeOpenTimedOut();
        if (needed()) {
            timers.stop(ModemTimer.LINGER);
            if (state == ModemState.IDLE) {
                begin(now);
            }
        } else if (state.ready()) {
            if (!timers.running(ModemTimer.LINGER)) {
                timers.start(ModemTimer.LINGER, now);
            }
        } else if (state != ModemState.IDLE && !(state == ModemState.ERROR && !timers.running(ModemTimer.RETRY))) {
            giveUp(timedOut ? ModemState.ERROR : ModemState.IDLE);
        }
        buttons.settle(state.ready(), now);
        if (state.ready()) {
            enter(operations.subscriptionsStand() ? ModemState.READY_SUBSCRIBED : ModemState.READY_CONNECTED);
        }
    }

    private void begin(long now) {
        long rest = pace.rest(now);
        if (rest > 0) {
            enter(ModemState.ERROR);
            timers.startFor(ModemTimer.RETRY, rest, now);
        } else {
            connect(now);
        }
    }

    private void giveUp(ModemState next) {
        if (state == ModemState.CONNECTING_NETWORK) {
            access.brokenOff();
        }
        end(next);
    }

    /** Nothing goes on by itself from here. */
    private void end(ModemState next) {
        if (state.ready()) {
            log.stoodWell();
        }
        if (state.ready() || state.connecting()) {
            link.accept(new LinkRequest.Disconnect());
        }
        timers.stop(ModemTimer.LINGER, ModemTimer.RETRY, ModemTimer.STABLE, ModemTimer.SIM_POLL, ModemTimer.RESUBSCRIBE);
        access.forgetSession();
        enter(next);
    }

    /** Lets time pass. */
    void timeout(long now) {
        if (timers.expired(ModemTimer.LINGER, now) && state.ready()) {
            end(ModemState.IDLE);
        }
        if (timers.expired(ModemTimer.STABLE, now)) {
            log.stoodWell();
            pace.reset();
        }
        operations.timeout(now);
        buttons.timeout(now);
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
            case SimReading.Keys keys -> attempt(access.begin(keys), now);
            case SimReading.NoKeys none -> {
                simTrouble("the SIM holds no security material yet: waiting for keys", now);
                enter(ModemState.WAITING_KEYS);
                timers.start(ModemTimer.SIM_POLL, now);
            }
            case SimReading.Unusable unusable -> unusable(unusable.fault(), now);
        }
    }

    private void attempt(LinkRequest.Connect request, long now) {
        sockets.cloud(request.material().endpoint());
        pace.attempted(now);
        link.accept(request);
        enter(ModemState.CONNECTING_NETWORK);
    }

    private void unusable(SimFault fault, long now) {
        simTrouble("the SIM can't be used: " + fault.text(), now);
        pace.attempted(now);
        enter(ModemState.ERROR);
        // A machine that has just started may not know the time yet: an open waits for it as it does for a network.
        if (fault.reason() != SimFault.Reason.NOT_YET_VALID) {
            operations.failOpens();
        }
        retryIfNeeded(now);
    }

    private void simTrouble(String words, long now) {
        log.trouble(words);
        simTrouble = new SimTrouble(words, now);
    }

    /** Why the SIM did not let the link be made last; null when it always did. */
    @Nullable SimTrouble simTrouble() {
        return simTrouble;
    }

    private void use(SimIdentity identity) {
        log.name(identity.thing().text());
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
            case LinkEvent.ConnectSent sent -> {
                pace.connectSent(now);
                enter(ModemState.CONNECTING_MQTT);
            }
            case LinkEvent.Connected connected -> connected(connected.sessionPresent(), now);
            case LinkEvent.Down down -> down(down.fault(), now);
            case LinkEvent.Subscribed _, LinkEvent.SubscribeRefused _, LinkEvent.Unsubscribed _ -> operations.handle(event, now);
            case LinkEvent.PublishFailed failed -> buttons.failed(failed.id(), failed.reason());
            case LinkEvent.Published _, LinkEvent.MessageArrived _ -> {}
        }
    }

    private void connected(boolean sessionPresent, long now) {
        enter(ModemState.READY_CONNECTED);
        timers.start(ModemTimer.STABLE, now);
        pace.connected(now);
        sim.connected(access.worked());
        operations.connected(sessionPresent);
    }

    private void down(LinkFault fault, long now) {
        boolean unreachable = state == ModemState.CONNECTING_NETWORK && fault.cause().network();
        LinkRequest.Connect byNextNetwork = unreachable ? access.byNextNetwork(fault) : null;
        if (byNextNetwork != null) {
            attempt(byNextNetwork, now);
        } else {
            lost(fault, now);
        }
    }

    private void lost(LinkFault fault, long now) {
        boolean stood = state.ready();
        log.lost(fault, stood && pace.lost(fault.cause(), now), pace.contested());
        timers.stop(ModemTimer.STABLE, ModemTimer.LINGER);
        enter(ModemState.ERROR);
        operations.disconnected();
        if (!fault.cause().network() && changeKeys(fault, stood, now)) {
            return;
        }
        if (fault.cause().forGood()) {
            operations.failOpens();
        }
        retryIfNeeded(now);
    }

    /** A TLS or MQTT error: the SIM is read again, and keys that have not failed are tried at once. */
    private boolean changeKeys(LinkFault fault, boolean stood, long now) {
        SimReading.Keys keys = sim.read() instanceof SimReading.Keys read && needed() ? read : null;
        LinkRequest.Connect byOtherKeys = access.byOtherKeys(fault, stood, keys);
        if (keys == null || byOtherKeys == null) {
            return false;
        }
        use(keys.identity());
        attempt(byOtherKeys, now);
        return true;
    }

    private void retryIfNeeded(long now) {
        if (needed() || pace.contested()) {
            long wait = pace.backOff(now);
            if (needed()) {
                timers.startFor(ModemTimer.RETRY, wait, now);
            }
        }
    }

    /** {@code AT+AWSRESET}, or power off. */
    void reset() {
        access.reset();
        pace.reset();
        end(ModemState.IDLE);
        sim.read().identityIfAny().ifPresent(this::use);
    }
}
