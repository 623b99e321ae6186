package dev.softclick.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The networks of {@code identity.properties}: {@code network.1.name}, {@code .imsi}, {@code .from}, {@code .proxy} and {@code .port}, then those
 * of {@code network.2}, up to {@value SimIdentity#MAX_NETWORKS}, in the order in which they are tried.
 */
final class NetworkLines {
    private static final String PREFIX = "network.";
    private static final String NAME = "name";
    private static final String IMSI = "imsi";
    private static final String FROM = "from";
    private static final String PROXY = "proxy";
    private static final String PORT = "port";
    private static final String NAME_RULE = "1 to 16 printable ASCII characters without \" and \\";
    private static final Set<String> PARTS = Set.of(NAME, IMSI, FROM, PROXY, PORT);

    private NetworkLines() {}

    /** A value that is missing or not as it has to be; the message says which and what is allowed, and quotes nothing. */
    private static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1;

        Mistake(String words) {
            super(words, null, false, false);
        }
    }

    /** Nothing for a SIM whose only network nobody named. */
    static String format(List<NetworkProfile> networks) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < networks.size(); i++) {
            NetworkProfile network = networks.get(i);
            String prefix = PREFIX + (i + 1) + ".";
            line(lines, prefix + NAME, network.name());
            line(lines, prefix + IMSI, network.imsi().digits());
            network.route().from().ifPresent(from -> line(lines, prefix + FROM, from));
            network.route().proxy().ifPresent(proxy -> line(lines, prefix + PROXY, proxy.toString()));
            network.route().port().ifPresent(port -> line(lines, prefix + PORT, Integer.toString(port)));
        }
        return lines.toString();
    }

    /**
     * Reads them; none at all gives an empty list.
     *
     * @param imsi that of networks that have none of their own
     * @param bad makes a fault of its words
     */
    static Checked<List<NetworkProfile>> parse(PropertyLines lines, Optional<Imsi> imsi, Function<String, Checked<List<NetworkProfile>>> bad) {
        try {
            Map<Integer, Map<String, String>> numbered = numbered(lines);
            List<NetworkProfile> networks = new ArrayList<>();
            Set<String> names = new HashSet<>();
            numbered.forEach((number, parts) -> {
                String prefix = PREFIX + number + ".";
                if (number != networks.size() + 1) {
                    throw new Mistake(PREFIX + (networks.size() + 1) + "." + NAME + " is missing, and " + prefix + NAME
                            + " is there: networks are numbered from 1 without a gap");
                }
                NetworkProfile network = network(prefix, parts, imsi);
                if (!names.add(network.name())) {
                    throw new Mistake(prefix + NAME + " is that of a network before it");
                }
                networks.add(network);
            });
            return Checked.sound(List.copyOf(networks));
        } catch (Mistake e) {
            return bad.apply(String.valueOf(e.getMessage()));
        }
    }

    private static Map<Integer, Map<String, String>> numbered(PropertyLines lines) {
        Map<Integer, Map<String, String>> numbered = new TreeMap<>();
        lines.values().forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                String rest = key.substring(PREFIX.length());
                // One digit, a dot, a part.
                int number = rest.length() > 1 && rest.charAt(1) == '.' ? rest.charAt(0) - '0' : 0;
                String part = number == 0 ? "" : rest.substring(2);
                if (number < 1 || number > SimIdentity.MAX_NETWORKS || !PARTS.contains(part)) {
                    throw new Mistake("a network's values are network.N.name, network.N.imsi, network.N.from, network.N.proxy and network.N.port"
                            + " with N from 1 to " + SimIdentity.MAX_NETWORKS + ", and there is another");
                }
                numbered.computeIfAbsent(number, none -> new TreeMap<>()).put(part, value);
            }
        });
        return numbered;
    }

    private static NetworkProfile network(String prefix, Map<String, String> parts, Optional<Imsi> imsi) {
        Optional<Imsi> own = value(prefix + IMSI, parts.get(IMSI), Imsi::new, IdentityFile.IMSI_RULE);
        Optional<String> from = value(prefix + FROM, parts.get(FROM), text -> new NetworkRoute(Optional.of(text), Optional.empty(), OptionalInt.empty())
                .from().orElseThrow(), "a local address or the name of an interface");
        Optional<NetworkProxy> proxy = value(prefix + PROXY, parts.get(PROXY), NetworkProxy::parse,
                "socks5://HOST:PORT or http://HOST:PORT, without a password");
        Optional<Integer> port = value(prefix + PORT, parts.get(PORT), NetworkLines::port, "8883 or 443");
        NetworkRoute route = new NetworkRoute(from, proxy, port.map(OptionalInt::of).orElse(OptionalInt.empty()));
        Imsi used = own.or(() -> imsi).orElseThrow(() -> new Mistake(prefix + IMSI + " is missing"));
        return value(prefix + NAME, parts.get(NAME), name -> new NetworkProfile(name, used, route), NAME_RULE)
                .orElseThrow(() -> new Mistake(prefix + NAME + " is missing"));
    }

    private static int port(String text) {
        int port = LuhnDigit.isDigits(text, 1, 5) ? Integer.parseInt(text) : 0;
        return new NetworkRoute(Optional.empty(), Optional.empty(), OptionalInt.of(port)).port().orElseThrow();
    }

    private static <T> Optional<T> value(String key, @Nullable String text, Function<String, T> constructor, String rule) {
        try {
            return Optional.ofNullable(text).map(constructor);
        } catch (IllegalArgumentException e) {
            throw new Mistake(key + " is not valid (" + rule + ")");
        }
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key).append('=').append(value).append('\n');
    }
}
