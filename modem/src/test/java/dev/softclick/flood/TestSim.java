package dev.softclick.flood;

import dev.softclick.SoftModem;
import dev.softclick.port.Port;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import java.io.IOException;

/** Modems that have a SIM without keys: enough for all that needs no cloud. */
final class TestSim {
    private static final SimIdentity IDENTITY = new SimIdentity(
            Iccid.withCheckDigit("898830300000061422"), new Imsi("901234567890123"), Imei.withCheckDigit("35693803564380"), new ThingName("thing_0001"));

    private TestSim() {}

    /** @param baud 0 for no pace */
    static SoftModem started(Port port, int baud) throws IOException {
        SoftModem.Builder builder = SoftModem.builder().sim(() -> new SimReading.NoKeys(IDENTITY)).port(port);
        SoftModem modem = (baud == 0 ? builder.unpaced() : builder.baud(baud)).build();
        modem.start();
        return modem;
    }
}
