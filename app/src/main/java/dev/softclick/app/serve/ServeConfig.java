package dev.softclick.app.serve;

import dev.softclick.DtrDrop;
import dev.softclick.LineConduct;
import dev.softclick.OnDetach;
import dev.softclick.app.config.ConfigFile;
import dev.softclick.app.config.ConfigReading;
import dev.softclick.app.config.ConfigTable;
import dev.softclick.app.plan.CloudChoice;
import dev.softclick.app.plan.LinePace;
import dev.softclick.app.plan.LinePlan;
import dev.softclick.app.plan.RunPlan;
import dev.softclick.app.plan.TimerSetting;
import dev.softclick.at.Dialect;
import dev.softclick.link.MqttPolicy;
import dev.softclick.port.CidrBlock;
import dev.softclick.port.FlowControl;
import dev.softclick.port.Framing;
import dev.softclick.port.LineFaults;
import dev.softclick.port.ListenPolicy;
import dev.softclick.port.PortAddress;
import dev.softclick.sim.SimName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code softclick serve} is asked to do.
 *
 * @param home where state lives
 * @param control where the control socket is
 * @param modems the plan of each modem by its name, in the order of the file; at least one
 */
record ServeConfig(Path home, Path control, Map<String, RunPlan> modems) {
    private static final int MAX_NAME = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0," + (MAX_NAME - 1) + "}");

    /** Keeps the order. */
    ServeConfig {
        modems = Collections.unmodifiableMap(new LinkedHashMap<>(modems));
    }

    /** The control socket of a home. */
    static Path control(Path home) {
        return home.resolve("control").resolve("softclick.sock");
    }

    /**
     * Reads the file. Relative paths of home, control, traces and line faults are meant from its folder.
     *
     * @param home the home that counts, whatever the file says; empty: the file's, or {@code usual}
     * @throws IOException when it can't be read
     */
    static ConfigReading<ServeConfig> read(Path file, Optional<Path> home, Path usual) throws IOException {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        return ConfigFile.read(file, root -> new Reader(folder).config(root, home, usual));
    }

    /** Reads one file; remembers whose each port, SIM and file is. */
    private static final class Reader {
        private final Path folder;
        private final Map<Object, String> owners = new HashMap<>();

        Reader(Path folder) {
            this.folder = folder;
        }

        ServeConfig config(ConfigTable root, Optional<Path> given, Path usual) {
            try (root) {
                Optional<Path> written = root.text("home", "a folder", this::path);
                Path home = given.or(() -> written).orElse(usual);
                Path control = root.text("control", "the path of a socket", this::path).orElse(control(home));
                Map<String, RunPlan> modems = new LinkedHashMap<>();
                for (ConfigTable table : root.tables("modem")) {
                    try (table) {
                        modem(table, home, modems);
                    }
                }
                if (modems.isEmpty() && !root.has("modem")) {
                    root.wrong("modem", "there is no modem: write [[modem]], and below it name, port and sim");
                }
                return new ServeConfig(home, control, modems);
            }
        }

        private void modem(ConfigTable table, Path home, Map<String, RunPlan> modems) {
            Optional<String> name = table.required("name", "a name for it", table.text("name", "a name for it", Reader::name));
            String label = name.orElse("?");
            name.ifPresent(text -> own(table, "name", "name " + text, label, "the name '" + text + "' is given to two modems"));
            List<PortAddress> ports = table.texts("port", PortAddress.ALLOWED, Reader::port);
            table.required("port", PortAddress.ALLOWED, ports.stream().findFirst());
            for (PortAddress port : ports) {
                if (!port.chosenOnOpen()) {
                    own(table, "port", port.place(), port.toString(), label, port + " is the port of another modem, too");
                }
            }
            Optional<SimName> sim = table.required(
                    "sim", "the name of a SIM ('softclick sim new' makes one)", table.text("sim", "the name of a SIM", SimName::new));
            sim.ifPresent(known -> own(table, "sim", known, label, "the SIM '" + known + "' is in another modem, too: each needs one of its own"));
            List<Path> traces = table.texts("trace", "the path of a file", this::trace);
            traces.forEach(trace -> own(table, "trace", trace, label, trace + " is written by another modem, too"));
            Optional<CloudChoice> cloud = table.text("cloud", "\"local\", \"none\" or \"HOST[:PORT]\"", CloudChoice::parse);
            LinePlan line = line(table);
            Dialect dialect = table.text("dialect", "\"reference\", \"verbatim\" or \"field\"", Dialect::parse).orElse(Dialect.REFERENCE);
            MqttPolicy mqtt = table.value("mqtt", "\"auto\", \"5\" or \"3.1.1\"", MqttPolicy::parse).orElse(MqttPolicy.AUTO);
            List<TimerSetting> timers = table.table("timers").map(Reader::timers).orElse(List.of());
            ports.stream().filter(port -> port.exposed() && !line.options().listening().listenAny()).forEach(port -> table.wrong(
                    "port",
                    port + " could be reached from other machines, and an AT line has no password: add listen-any = true if that is meant"));
            if (name.isPresent() && !ports.isEmpty() && sim.isPresent()) {
                try {
                    modems.put(label, new RunPlan(home, ports, sim, cloud, line, dialect, mqtt, timers, false, traces));
                } catch (IllegalArgumentException e) {
                    // Two ports that are one were found above.
                    modems.remove(label);
                }
            }
        }

        private LinePlan line(ConfigTable table) {
            LinePlan usual = LinePlan.USUAL;
            ListenPolicy listening = new ListenPolicy(
                    table.flag("takeover").orElse(false),
                    table.flag("listen-any").orElse(false),
                    table.texts("allow", "a range of addresses, as \"192.0.2.0/24\"", CidrBlock::parse));
            return new LinePlan(
                    table.value("baud", "a line rate, or \"unpaced\"", LinePace::parse).orElse(usual.pace()),
                    table.text("framing", "a framing, as \"8N1\"", Framing::parse).orElse(usual.framing()),
                    table.text("flow", "\"none\" or \"rtscts\"", FlowControl::parse).orElse(usual.flow()),
                    listening,
                    table.text("line-faults", "the path of a file of line faults", text -> LineFaults.read(path(text))).orElse(usual.faults()),
                    new LineConduct(
                            table.text("dtr", "\"ignore\", \"escape\" or \"reset\"", DtrDrop::parse).orElse(usual.conduct().dtr()),
                            table.text("on-detach", "\"keep\" or \"reset\"", OnDetach::parse).orElse(usual.conduct().detach())));
        }

        private static List<TimerSetting> timers(ConfigTable table) {
            try (table) {
                return List.copyOf(table.entries("a duration, as \"30s\"", (timer, length) -> TimerSetting.parse(timer + "=" + length)).values());
            }
        }

        /** Two things of one file must not be the same. */
        private void own(ConfigTable table, String key, Object thing, String owner, String otherwise) {
            own(table, key, thing, thing.toString(), owner, otherwise);
        }

        /** @param written the thing as the file has it */
        private void own(ConfigTable table, String key, Object thing, String written, String owner, String otherwise) {
            String before = owners.putIfAbsent(thing, owner);
            if (before != null) {
                table.wrong(key, before.equals(owner) && !key.equals("name") ? written + " is given twice" : otherwise);
            }
        }

        private Path path(String text) {
            return ConfigFile.path(folder, text);
        }

        /** A file that can be made; a folder that is not there is a mistake, as nobody will bring it. */
        private Path trace(String text) {
            Path file = path(text);
            Path parent = file.getParent();
            if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
                throw new IllegalArgumentException(file + " can't be written: " + (Files.isDirectory(file) ? "it is a folder" : "its folder is not there"));
            }
            return file;
        }

        private static String name(String text) {
            if (!NAME.matcher(text).matches()) {
                throw new IllegalArgumentException("'" + text + "' is no name: use 1 to " + MAX_NAME + " letters, digits and . _ -, a letter or digit first");
            }
            return text;
        }

        private static PortAddress port(String text) {
            PortAddress port = PortAddress.parse(text);
            if (port instanceof PortAddress.Stdio) {
                throw new IllegalArgumentException("stdio is for 'softclick run' alone");
            }
            return port;
        }
    }
}
