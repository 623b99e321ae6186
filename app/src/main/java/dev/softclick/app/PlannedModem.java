package dev.softclick.app;

import dev.softclick.SoftModem;
import dev.softclick.Version;
import dev.softclick.firmware.ModemSettings;
import dev.softclick.link.LinkSettings;
import dev.softclick.link.NoNetwork;
import dev.softclick.port.Port;

/** A modem as a {@link RunPlan} wants it. */
final class PlannedModem {
    private PlannedModem() {}

    /** Sets it up, on that line; it is to be told who listens to it. */
    static SoftModem.Builder builder(RunPlan plan, CloudSide cloud, Port line) {
        ModemSettings settings = ModemSettings.defaults(Version.text()).withDialect(plan.dialect());
        LinkSettings link = LinkSettings.defaults().withMqtt(plan.mqtt());
        for (TimerSetting timer : plan.timers()) {
            settings = timer.in(settings);
            link = timer.in(link);
        }
        SoftModem.Builder builder = SoftModem.builder().sim(cloud.sim()).port(line).settings(settings).link(link).framing(plan.options().line().framing());
        if (plan.pace().paced()) {
            builder.baud(plan.pace().baud());
        } else {
            builder.unpaced();
        }
        if (!cloud.network()) {
            builder.transport(NoNetwork::new);
        }
        return builder;
    }
}
