package dev.softclick.app;

import dev.softclick.DtrDrop;
import dev.softclick.OnDetach;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.TimerSetting;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.CidrBlock;
import dev.softclick.port.FlowControl;
import dev.softclick.port.Framing;
import dev.softclick.port.LineFaults;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.Endpoint;
import dev.softclick.sim.Iccid;
import dev.softclick.sim.Imei;
import dev.softclick.sim.Imsi;
import dev.softclick.sim.NetworkProxy;
import dev.softclick.sim.SimName;
import dev.softclick.sim.ThingName;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the words of a command line become values; a refusal keeps the value's own words. */
final class Converters {
    private Converters() {}

    /** Teaches them to a command line and all below it. */
    static void register(CommandLine commandLine) {
        register(commandLine, PortAddress.class, PortAddress::parse);
        register(commandLine, CloudChoice.class, CloudChoice::parse);
        register(commandLine, LinePace.class, LinePace::parse);
        register(commandLine, Framing.class, Framing::parse);
        register(commandLine, FlowControl.class, FlowControl::parse);
        register(commandLine, DtrDrop.class, DtrDrop::parse);
        register(commandLine, OnDetach.class, OnDetach::parse);
        register(commandLine, CidrBlock.class, CidrBlock::parse);
        register(commandLine, LineFaults.class, text -> LineFaults.read(Path.of(text)));
        register(commandLine, TimerSetting.class, TimerSetting::parse);
        register(commandLine, Dialect.class, Dialect::parse);
        register(commandLine, MqttPolicy.class, MqttPolicy::parse);
        register(commandLine, SimName.class, SimName::new);
        register(commandLine, ThingName.class, ThingName::new);
        register(commandLine, Endpoint.class, Endpoint::parse);
        register(commandLine, Iccid.class, Iccid::new);
        register(commandLine, Imei.class, Imei::new);
        register(commandLine, Imsi.class, Imsi::new);
        register(commandLine, NetworkProxy.class, NetworkProxy::parse);
    }

    private static <T> void register(CommandLine commandLine, Class<T> type, Function<String, T> parse) {
        commandLine.registerConverter(type, text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        });
    }
}
