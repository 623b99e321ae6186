package dev.softclick.testing.transcript;

import dev.softclick.at.Dialect;
import dev.softclick.sim.SimIdentity;
import java.util.HashMap;
import java.util.Map;

/** The names that a run stands for (docs/transcripts.md, "Names"). */
public final class RunVariables {
    private RunVariables() {}

    /** Those of the dialect. */
    public static Map<String, String> of(Dialect dialect) {
        Map<String, String> names = new HashMap<>(dialect.variables());
        names.put("dialect", dialect.name());
        return names;
    }

    /** Those of the dialect, of the modem, and the lines that {@code AT+QCCID} and {@code AT+AWSVER} answer with. */
    public static Map<String, String> of(Dialect dialect, SimIdentity identity, String version) {
        Map<String, String> names = new HashMap<>(of(dialect));
        names.put("thing", identity.thing().toString());
        names.put("iccid", identity.iccid().toString());
        names.put("imei", identity.imei().toString());
        names.put("imsi", identity.imsi().toString());
        names.put("version", version);
        names.put("qccid", dialect.identityLine("+QCCID", identity.iccid().toString()));
        names.put("awsver", dialect.identityLine("+AWSVER", version));
        return names;
    }
}
