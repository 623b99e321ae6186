package dev.softclick.firmware;

import dev.softclick.at.CommandForm;
import dev.softclick.at.CommandLine;
import dev.softclick.at.CommandLineParser;
import dev.softclick.at.InformationText;
import dev.softclick.at.LineDiscipline;
import dev.softclick.at.LineSettings;
import dev.softclick.at.ParsedCommand;
import dev.softclick.at.ParsedLine;
import dev.softclick.at.ResponseFormatter;
import dev.softclick.at.ResultCode;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.ReconnectBackoff;
import dev.softclick.sim.SecureSim;
import java.util.ArrayDeque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The modem: what the host sends goes in, what it is answered comes out, and so for the link. It has no I/O, thread or clock; calls come from one
 * thread at a time and bring the time along, as monotonic nanoseconds.
 *
 * <p>After any {@link #receive}, {@link #handle} or {@link #timeout} the owner takes {@link #pollRequest} until it is empty, and {@link #transmit} as
 * often as the wire is free.
 */
public final class Modem {
    private final CommandSet commands;
    private final CommandSession session;
    private final LineDiscipline discipline = new LineDiscipline();
    private final HostInput input = new HostInput();
    private final TransmitQueue output = new TransmitQueue();
    private final ArrayDeque<LinkRequest> requests = new ArrayDeque<>();
    private final Timers timers;
    private final UnsolicitedQueue unsolicited;
    private final Downlink downlink;
    private final TopicSocketTable sockets;
    private final LinkMaintenance maintenance;
    private final PublishIds publishIds = new PublishIds();
    private CommandLine lastLine = new CommandLine("");
    private @Nullable PublishExchange publish;
    private @Nullable Unsolicited leaving;
    private boolean transmitting;

    /**
     * A modem just powered up: nothing is read from the SIM yet.
     *
     * @param random draws the jitter of reconnects
     */
    public Modem(ModemSettings settings, CommandSet commands, SecureSim sim, RandomGenerator random) {
        this.commands = commands;
        timers = new Timers(settings);
        unsolicited = new UnsolicitedQueue(settings.length(ModemTimer.RESULT_AFTER_OK).toNanos());
        sockets = new TopicSocketTable(settings, unsolicited, requests::add);
        downlink = new Downlink(sockets, unsolicited, requests::add);
        ButtonEvents buttons = new ButtonEvents(requests::add);
        maintenance = new LinkMaintenance(sim, timers, new ReconnectBackoff(random), sockets, buttons, requests::add);
        session = new CommandSession(settings, sim, sockets, maintenance, buttons, downlink);
    }

    /**
     * Takes bytes of the host.
     *
     * @return how many were taken. Fewer than {@code length} only when the link must have its say first: after {@link #pollRequest} was emptied and
     *     performed, the rest is brought again
     */
    public int receive(byte[] bytes, int offset, int length, long now) {
        int taken = 0;
        while (taken < length && !handingOver()) {
            byte value = bytes[offset + taken++];
            if (keepsInput() || !input.isEmpty() || input.losing()) {
                input.add(value, session.lineSettings().terminator());
            } else {
                take(value, now);
            }
        }
        settle(now);
        return taken;
    }

    /** Takes what the link tells. */
    public void handle(LinkEvent event, long now) {
        switch (event) {
            case LinkEvent.Published published -> publishEnded(published.id(), true);
            case LinkEvent.PublishFailed failed -> publishEnded(failed.id(), false);
            case LinkEvent.MessageArrived message -> downlink.arrived(message);
            case LinkEvent.Connecting e -> {}
            case LinkEvent.NetworkConnected e -> {}
            case LinkEvent.Secured e -> {}
            case LinkEvent.ConnectSent e -> {}
            case LinkEvent.Connected e -> downlink.connected();
            case LinkEvent.Subscribed e -> {}
            case LinkEvent.SubscribeRefused e -> {}
            case LinkEvent.Unsubscribed e -> {}
            case LinkEvent.Down e -> downlink.disconnected();
        }
        maintenance.handle(event, now);
        settle(now);
    }

    /** Lets time pass: to be called at or after {@link #nextTimeout}. */
    public void timeout(long now) {
        maintenance.timeout(now);
        timers.expired(ModemTimer.HALF_TYPED, now);
        if (timers.expired(ModemTimer.LINE_FEED, now) && publish != null && publish.phase() == PublishExchange.Phase.LINE_FEED) {
            prompt(publish);
        }
        settle(now);
    }

    /** When {@link #timeout} and then {@link #transmit} want to be called; {@link Long#MAX_VALUE} when there is nothing to wait for. */
    public long nextTimeout() {
        return Math.min(Math.min(timers.next(), sockets.nextDeadline()), transmitting ? Timers.NEVER : unsolicitedReadyAt());
    }

    /** The next thing to ask of the link, or null. */
    public @Nullable LinkRequest pollRequest() {
        return requests.poll();
    }

    /**
     * The next bytes for the host, or null when there are none now. Asking says that the bytes handed out before have left on the wire: what follows
     * from that (acknowledging a message, the time from OK to the unsolicited result) counts from here.
     */
    public byte @Nullable [] transmit(long now) {
        if (transmitting) {
            transmitting = false;
            output.left(now);
            left(leaving);
            leaving = null;
            settle(now);
        }
        byte[] bytes = null;
        while (bytes == null && !output.isEmpty()) {
            bytes = output.take();
            if (bytes.length == 0) {
                output.left(now);
                bytes = null;
            }
        }
        if (bytes == null && unsolicitedReadyAt() <= now) {
            leaving = unsolicited.take();
            bytes = leaving == null ? null : format(leaving);
            downlink.settle();
        }
        transmitting = bytes != null;
        return bytes;
    }

    /** Whether there is room for more of the host's bytes; while not, the port is best not read. */
    public boolean wantsInput() {
        return !output.full();
    }

    /** Whether everything the host asked for was answered, unasked results of its opens and closes included. */
    public boolean quiet() {
        return !transmitting && output.isEmpty() && input.isEmpty() && !keepsInput() && unsolicited.size() == 0 && !sockets.oweResults();
    }

    /** State of the link, as {@code AT+AWSSTATE?} shows it. */
    public ModemState state() {
        return maintenance.state();
    }

    /** Line rate that the host asked for by {@code AT+IPR}, in bits a second; 0 for automatic. */
    public int lineRate() {
        return session.lineRate();
    }

    private boolean keepsInput() {
        return publish != null && publish.keepsInput();
    }

    /** Whether a payload was just given to the link that answers at once: what follows must not be kept as if that took time. */
    private boolean handingOver() {
        return publish != null && publish.phase() == PublishExchange.Phase.RESULT && !publish.order().acknowledged();
    }

    private void settle(long now) {
        boolean ran;
        do {
            sockets.settle(maintenance.state().ready(), now);
            maintenance.settle(now);
            downlink.settle();
            if (publish != null && publish.phase() == PublishExchange.Phase.WAITING_FOR_SOCKET) {
                proceed(publish);
            }
            ran = runKept(now);
        } while (ran);
    }

    private boolean runKept(long now) {
        boolean ran = false;
        while (!keepsInput() && !input.isEmpty() && wantsInput()) {
            take(input.take(), now);
            ran = true;
        }
        if (!keepsInput() && input.isEmpty()) {
            for (int lost = input.takeLostLines(); lost > 0; lost--) {
                result(ResultCode.ERROR);
            }
        }
        return ran;
    }

    private void take(byte value, long now) {
        PublishExchange exchange = publish;
        if (exchange != null) {
            if (exchange.phase() == PublishExchange.Phase.LINE_FEED) {
                boolean lineFeed = discipline.takeLineFeed(value);
                prompt(exchange);
                if (lineFeed) {
                    return;
                }
            }
            if (exchange.take(value)) {
                handOver(exchange);
            }
            return;
        }
        LineSettings settings = session.lineSettings();
        LineDiscipline.Reception reception = discipline.accept(value, settings);
        if (settings.echo() && reception != LineDiscipline.Reception.LINE_FEED) {
            output.add(value);
        }
        if (discipline.halfTyped()) {
            timers.start(ModemTimer.HALF_TYPED, now);
        } else {
            timers.stop(ModemTimer.HALF_TYPED);
        }
        switch (reception) {
            case LINE -> {
                lastLine = discipline.line();
                run(lastLine, now);
            }
            case REPEAT -> run(lastLine, now);
            case TOO_LONG -> result(ResultCode.ERROR);
            case TAKEN, LINE_FEED -> {}
        }
    }

    private void run(CommandLine line, long now) {
        ResultMark mark = session.beginLine(now);
        List<ParsedCommand> parsed = switch (CommandLineParser.parse(line)) {
            case ParsedLine.Malformed malformed -> null;
            case ParsedLine.Commands whole -> payloadOnlyAtEnd(whole.commands()) ? whole.commands() : null;
        };
        if (parsed == null) {
            result(ResultCode.ERROR);
            return;
        }
        for (ParsedCommand command : parsed) {
            switch (run(command)) {
                case CommandOutcome.Done done -> information(done.information());
                case CommandOutcome.Failed failed -> {
                    failure(command, failed);
                    output.whenLeft(mark::left);
                    return;
                }
                case CommandOutcome.AwaitPayload await -> {
                    output.whenLeft(mark::left);
                    publish = new PublishExchange(await.order(), discipline.awaitsLineFeed());
                    timers.start(ModemTimer.LINE_FEED, now);
                    proceed(publish);
                    return;
                }
            }
        }
        result(ResultCode.OK);
        output.whenLeft(mark::left);
        session.endLine(output);
    }

    private boolean payloadOnlyAtEnd(List<ParsedCommand> parsed) {
        for (int i = 0; i < parsed.size() - 1; i++) {
            Command command = commands.find(parsed.get(i).name());
            if (command != null && command.takesPayload() && parsed.get(i).form() == CommandForm.SET) {
                return false;
            }
        }
        return true;
    }

    private CommandOutcome run(ParsedCommand parsed) {
        Command command = commands.find(parsed.name());
        if (command == null) {
            return CommandOutcome.NOT_SUPPORTED;
        }
        return switch (parsed.form()) {
            case EXECUTE -> command.execute(session);
            case SET -> command.set(session, parsed.parameters());
            case READ -> command.read(session);
            case TEST -> command.test(session);
        };
    }

    private void failure(ParsedCommand command, CommandOutcome.Failed failed) {
        boolean telecom = command.name().startsWith("+C") && commands.find(command.name()) != null;
        if (telecom && session.errorReporting() > 0 && session.lineSettings().verbose()) {
            String error = session.errorReporting() == 1 ? Integer.toString(failed.error().code()) : failed.error().text();
            output.add(ResponseFormatter.resultWord("+CME ERROR: " + error, session.lineSettings()));
        } else {
            result(ResultCode.ERROR);
        }
    }

    private void information(InformationText information) {
        output.add(ResponseFormatter.information(information, session.lineSettings()));
    }

    private void result(ResultCode code) {
        output.add(ResponseFormatter.result(code, session.lineSettings()));
    }

    /** Lets a publish go on that may have to wait for an open or close of its index to be reported. */
    private void proceed(PublishExchange exchange) {
        TopicSocket socket = sockets.socket(SocketKind.PUBLISH, exchange.order().index());
        if (socket.owesResults()) {
            return;
        }
        if (!socket.isOpen() || !maintenance.state().ready()) {
            publish = null;
            timers.stop(ModemTimer.LINE_FEED);
            result(ResultCode.ERROR);
        } else if (exchange.awaitsLineFeed() && timers.running(ModemTimer.LINE_FEED)) {
            exchange.enter(PublishExchange.Phase.LINE_FEED);
        } else if (exchange.awaitsLineFeed() && !input.isEmpty()) {
            // the open took longer than a line feed may: it has long been kept, if there was one
            exchange.enter(PublishExchange.Phase.LINE_FEED);
        } else {
            prompt(exchange);
        }
    }

    private void prompt(PublishExchange exchange) {
        timers.stop(ModemTimer.LINE_FEED);
        discipline.expectNoLineFeed();
        exchange.enter(PublishExchange.Phase.PAYLOAD);
        output.add(ResponseFormatter.prompt(session.lineSettings()));
    }

    private void handOver(PublishExchange exchange) {
        int id = publishIds.next();
        exchange.handedOver(id);
        if (!maintenance.state().ready()) {
            publishEnded(id, false);
            return;
        }
        sockets.publishTopic(exchange.order().index()).ifPresentOrElse(
                topic -> requests.add(new LinkRequest.Publish(id, topic, exchange.payload(), exchange.order().acknowledged())),
                () -> publishEnded(id, false));
    }

    private void publishEnded(int id, boolean sent) {
        if (publish != null && publish.awaits(id)) {
            publish = null;
            output.add(ResponseFormatter.resultWord(sent ? "SEND OK" : "SEND FAIL", session.lineSettings()));
        }
    }

    /** When the first unsolicited result may leave; {@link Timers#NEVER} while one is held. */
    private long unsolicitedReadyAt() {
        if (publish != null && publish.holdsUnsolicited()) {
            return Timers.NEVER;
        }
        long ready = unsolicited.readyAt();
        return ready == Timers.NEVER ? ready : Math.max(ready, timers.deadlineIfRunning(ModemTimer.HALF_TYPED));
    }

    private byte[] format(Unsolicited unasked) {
        return switch (unasked) {
            case Unsolicited.SocketResult result -> ResponseFormatter.unsolicited(result.text(), session.lineSettings());
            case Unsolicited.Data data -> ResponseFormatter.unsolicitedData(data.header(), data.payload(), session.lineSettings());
        };
    }

    private void left(@Nullable Unsolicited unasked) {
        switch (unasked) {
            case null -> {}
            case Unsolicited.SocketResult result -> result.socket().reported();
            case Unsolicited.Data data -> downlink.left(data);
        }
    }
}
