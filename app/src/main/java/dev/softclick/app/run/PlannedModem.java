package dev.softclick.app.run;

import dev.softclick.SoftModem;
import dev.softclick.Version;
import dev.softclick.app.cloud.CloudSide;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.plan.TimerSetting;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.NoNetwork;
import dev.softclick.port.Port;

/** A modem as a {@link RunPlan} wants it. */
public final class PlannedModem {
    private PlannedModem() {}

    /** Sets it up, on those ports, with the line and its faults traced; it is to be told who hears of its end. */
    public static SoftModem.Builder builder(RunPlan plan, CloudSide cloud, Port port, Traces traces) {
        ModemSettings settings = ModemSettings.defaults(Version.text()).withDialect(plan.dialect());
        LinkSettings link = LinkSettings.defaults().withMqtt(plan.mqtt());
        for (TimerSetting timer : plan.timers()) {
            settings = timer.in(settings);
            link = timer.in(link);
        }
        LinePlan line = plan.line();
        SoftModem.Builder builder = SoftModem.builder()
                .sim(cloud.sim())
                .port(traces.of(port))
                .observer(traces::event)
                .settings(settings)
                .link(link)
                .framing(line.framing())
                .lineFaults(line.faults(), traces::remark)
                .lineConduct(line.conduct());
        if (line.pace().paced()) {
            builder.baud(line.pace().baud());
        } else {
            builder.unpaced();
        }
        if (!cloud.network()) {
            builder.transport(NoNetwork::new);
        }
        return builder;
    }
}
