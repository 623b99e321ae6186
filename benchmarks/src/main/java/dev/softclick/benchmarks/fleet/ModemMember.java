package dev.softclick.benchmarks.fleet;

import dev.softclick.ModemEvent;
import dev.softclick.SoftModem;
import dev.softclick.firmware.ModemState;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.LinkTimer;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** A whole modem: engine, SIM, link. Its host types AT commands. */
final class ModemMember implements Member {
    private static final String PAYLOAD = "x".repeat(64);
    private static final byte[] SENT = "\r\nSEND OK\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ARRIVED = "\r\n+AWS:0,".getBytes(StandardCharsets.US_ASCII);

    private static final LinkSettings LINK = LinkSettings.defaults().withTimer(LinkTimer.KEEP_ALIVE, KEEP_ALIVE);

    private final Tally tally;
    private final HostlessPort port;
    private final SoftModem modem;
    private boolean up;

    ModemMember(String thing, SecurityMaterial keys, Tally tally) {
        this.tally = tally;
        this.port = new HostlessPort(this::heard);
        SimIdentity identity = new IdentityGenerator(new Random(thing.hashCode())).next(new ThingName(thing));
        modem = SoftModem.builder().sim(() -> new SimReading.Keys(identity, keys)).port(port).unpaced().link(LINK).observer(this::observe).build();
    }

    @Override
    public void start() {
        try {
            modem.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port.type("ATE0\rAT+AWSSUBOPEN=0,\"down\"\rAT+AWSPUBOPEN=0,\"up\"\r");
    }

    @Override
    public void publish() {
        port.type("AT+AWSPUBLISH=0," + PAYLOAD.length() + ",2\r" + PAYLOAD);
    }

    private void heard(byte[] bytes) {
        // An unsolicited result comes in a piece of its own, and so does SEND OK.
        if (Arrays.equals(bytes, SENT)) {
            tally.acknowledged();
        } else if (bytes.length > ARRIVED.length && Arrays.equals(bytes, 0, ARRIVED.length, ARRIVED, 0, ARRIVED.length)) {
            tally.heard();
        }
    }

    private void observe(ModemEvent event) {
        if (event instanceof ModemEvent.StateChanged(ModemState state)) {
            boolean now = state == ModemState.READY_SUBSCRIBED;
            if (now != up) {
                up = now;
                if (now) {
                    tally.up();
                } else {
                    tally.down();
                }
            }
        }
    }
}
