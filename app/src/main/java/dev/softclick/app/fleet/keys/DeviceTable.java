package dev.softclick.app.fleet.keys;

import dev.softclick.sim.Checked;
import dev.softclick.sim.Credentials;
import dev.softclick.sim.PemFile;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Devices by a CSV file: a line {@code thing,certificate,key} in any order, then one line for each device; files are meant from the folder of the table.
 * The fields are plain, without quotes.
 */
public final class DeviceTable implements DeviceKeys {
    /** Longest table, in bytes. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final List<String> COLUMNS = List.of("thing", "certificate", "key");

    private final List<Row> rows;
    private final Path authorities;
    private final List<X509Certificate> trusted;

    private record Row(ThingName thing, Path certificate, Path key) {}

    private DeviceTable(List<Row> rows, Path authorities, List<X509Certificate> trusted) {
        this.rows = rows;
        this.authorities = authorities;
        this.trusted = trusted;
    }

    /**
     * Reads a table; the files it names are looked for, and read when their devices start.
     *
     * @param authorities PEM of who vouches for the cloud
     * @throws IOException with one line, {@code FILE:LINE: what is wrong}
     */
    public static DeviceTable read(Path table, Path authorities) throws IOException {
        if (Files.size(table) > MAX_BYTES) {
            throw new IOException(table + ": is longer than " + MAX_BYTES + " bytes");
        }
        List<X509Certificate> trusted = LocalDeviceKeys.sound(PemFile.read(authorities).then(PemFile::certificates));
        return new DeviceTable(rows(table, Files.readAllLines(table)), authorities, trusted);
    }

    private static List<Row> rows(Path table, List<String> lines) throws IOException {
        Path folder = Optional.ofNullable(table.toAbsolutePath().normalize().getParent()).orElse(Path.of("/"));
        Map<String, Integer> columns = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        Set<ThingName> things = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = table + ":" + (i + 1) + ": ";
            List<String> fields = Arrays.stream(line.split(",", -1)).map(String::strip).toList();
            if (columns.isEmpty()) {
                if (fields.size() != COLUMNS.size() || !new HashSet<>(fields).equals(Set.copyOf(COLUMNS))) {
                    throw new IOException(where + "the first line names the columns: " + String.join(",", COLUMNS));
                }
                fields.forEach(field -> columns.put(field, fields.indexOf(field)));
                continue;
            }
            if (fields.size() != COLUMNS.size() || fields.contains("")) {
                throw new IOException(where + "a device has " + COLUMNS.size() + " fields: " + String.join(",", COLUMNS));
            }
            Row row = row(where, folder, fields, columns);
            if (!things.add(row.thing())) {
                throw new IOException(where + "the thing '" + row.thing() + "' is there twice: two modems can't be one client");
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new IOException(table + ": names no device");
        }
        return rows;
    }

    private static Row row(String where, Path folder, List<String> fields, Map<String, Integer> columns) throws IOException {
        Path certificate = folder.resolve(fields.get(columns.getOrDefault("certificate", 0)));
        Path key = folder.resolve(fields.get(columns.getOrDefault("key", 0)));
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new IOException(where + file + " can't be read");
            }
        }
        try {
            return new Row(new ThingName(fields.get(columns.getOrDefault("thing", 0))), certificate, key);
        } catch (IllegalArgumentException e) {
            throw new IOException(where + e.getMessage(), e);
        }
    }

    @Override
    public int most() {
        return rows.size();
    }

    @Override
    public ThingName thing(int index) {
        return rows.get(index).thing();
    }

    @Override
    public Credentials credentials(int index) throws IOException {
        Row row = rows.get(index);
        Checked<Credentials> read = Credentials.read(row.certificate(), row.key(), authorities, InstantSource.system());
        Credentials own = LocalDeviceKeys.sound(read);
        // The authorities are the same for all: kept once.
        return new Credentials(own.chain(), own.key(), trusted);
    }
}
