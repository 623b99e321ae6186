package dev.softclick.firmware;

import dev.softclick.at.ResponseFormatter;
import dev.softclick.at.ResultCode;
import dev.softclick.link.LinkRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The publish under way, if there is one: waiting for its socket, for its line feed, for its payload, for its result. */
final class Uplink {
    private final TopicSocketTable sockets;
    private final LinkMaintenance maintenance;
    private final CommandSession session;
    private final TransmitQueue output;
    private final Timers timers;
    private final Consumer<LinkRequest> link;
    private final PublishIds ids = new PublishIds();
    private @Nullable PublishExchange current;

    Uplink(
            TopicSocketTable sockets,
            LinkMaintenance maintenance,
            CommandSession session,
            TransmitQueue output,
            Timers timers,
            Consumer<LinkRequest> link) {
        this.sockets = sockets;
        this.maintenance = maintenance;
        this.session = session;
        this.output = output;
        this.timers = timers;
        this.link = link;
    }

    void begin(PublishOrder order, boolean awaitsLineFeed, long now) {
        current = new PublishExchange(order, awaitsLineFeed);
        timers.start(ModemTimer.LINE_FEED, now);
        proceed(false);
    }

    /** Whether what the host sends now is for this publish. */
    boolean takesInput() {
        return current != null && !current.keepsInput();
    }

    /** Whether a final result is outstanding, so that what the host sends is kept. */
    boolean keepsInput() {
        return current != null && current.keepsInput();
    }

    /** Whether a payload was just given to the link, which answers at once: what follows must not be kept as if that took time. */
    boolean handingOver() {
        return current != null && current.phase() == PublishExchange.Phase.RESULT && !current.order().acknowledged();
    }

    /** Whether unsolicited results are held. */
    boolean holdsUnsolicited() {
        return current != null && current.holdsUnsolicited();
    }

    /** Whether the next byte may be the line feed of the command line. */
    boolean awaitsLineFeed() {
        return current != null && current.phase() == PublishExchange.Phase.LINE_FEED;
    }

    /**
     * Goes on if the opens and closes of its index have all been reported.
     *
     * @param inputWaits whether the host has sent more already: if a line feed belongs to the command line, it is there
     */
    void proceed(boolean inputWaits) {
        PublishExchange exchange = current;
        if (exchange == null || exchange.phase() != PublishExchange.Phase.WAITING_FOR_SOCKET) {
            return;
        }
        TopicSocket socket = sockets.socket(SocketKind.PUBLISH, exchange.order().index());
        if (socket.owesResults()) {
            return;
        }
        if (!socket.isOpen() || !maintenance.state().ready()) {
            current = null;
            timers.stop(ModemTimer.LINE_FEED);
            output.add(ResponseFormatter.result(ResultCode.ERROR, session.lineSettings()));
        } else if (exchange.awaitsLineFeed() && (inputWaits || timers.running(ModemTimer.LINE_FEED))) {
            exchange.enter(PublishExchange.Phase.LINE_FEED);
        } else {
            prompt();
        }
    }

    /** Asks for the payload. */
    void prompt() {
        if (current != null) {
            timers.stop(ModemTimer.LINE_FEED);
            current.enter(PublishExchange.Phase.PAYLOAD);
            output.add(ResponseFormatter.prompt(session.lineSettings()));
        }
    }

    /** Takes a byte of payload; with the last one the message goes to the link. */
    void take(byte value) {
        PublishExchange exchange = current;
        if (exchange == null || !exchange.take(value)) {
            return;
        }
        int id = ids.next();
        exchange.handedOver(id);
        if (!maintenance.state().ready()) {
            ended(id, false);
            return;
        }
        PublishOrder order = exchange.order();
        sockets.publishTopic(order.index()).ifPresentOrElse(
                topic -> link.accept(new LinkRequest.Publish(id, topic, exchange.payload(), order.acknowledged())), () -> ended(id, false));
    }

    /** Ends it if the host has not sent all of it: {@code SEND FAIL} behind the prompt, {@code ERROR} before. With the link it takes its course. */
    void giveUp() {
        if (current == null || current.phase() == PublishExchange.Phase.RESULT) {
            return;
        }
        boolean prompted = current.phase() == PublishExchange.Phase.PAYLOAD;
        current = null;
        timers.stop(ModemTimer.LINE_FEED);
        output.add(prompted
                ? ResponseFormatter.resultWord("SEND FAIL", session.lineSettings())
                : ResponseFormatter.result(ResultCode.ERROR, session.lineSettings()));
    }

    /** The link has sent it, or not. */
    void ended(int id, boolean sent) {
        if (current != null && current.awaits(id)) {
            current = null;
            output.add(ResponseFormatter.resultWord(sent ? "SEND OK" : "SEND FAIL", session.lineSettings()));
        }
    }
}
