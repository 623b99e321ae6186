package dev.softclick.app.plan;

import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.SimName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code softclick run} is asked to do, checked as far as that goes without starting anything.
 *
 * @param home where state lives
 * @param ports where hosts find the modem; at least one, none twice
 * @param sim which SIM, or the default one
 * @param cloud which cloud, or the one that the SIM was made for
 * @param line how the line is
 * @param dialect what the modem says where modules differ
 * @param mqtt which MQTT it speaks
 * @param timers waits that are set, the last one of a name counts
 * @param terminal whether there is an AT prompt, too
 * @param traces files that the line is recorded into
 */
public record RunPlan(
        Path home,
        List<PortAddress> ports,
        Optional<SimName> sim,
        Optional<CloudChoice> cloud,
        LinePlan line,
        Dialect dialect,
        MqttPolicy mqtt,
        List<TimerSetting> timers,
        boolean terminal,
        List<Path> traces) {
    /** @throws IllegalArgumentException with one line when the ports do not go together */
    public RunPlan {
        ports = List.copyOf(ports);
        timers = List.copyOf(timers);
        traces = List.copyOf(traces);
        Set<Object> places = new HashSet<>();
        for (PortAddress port : ports) {
            if (!port.chosenOnOpen() && !places.add(port.place())) {
                throw new IllegalArgumentException("--port " + port + " is given twice");
            }
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a modem needs a --port");
        }
    }

    /** Whether standard output is a wire. */
    public boolean stdio() {
        return ports.stream().anyMatch(PortAddress.Stdio.class::isInstance);
    }
}
