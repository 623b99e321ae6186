package dev.softclick.benchmarks.line;

import dev.softclick.SoftModem;
import dev.softclick.port.Port;
import dev.softclick.sim.IdentityGenerator;
import dev.softclick.sim.SecurityMaterial;
import dev.softclick.sim.SimIdentity;
import dev.softclick.sim.SimReading;
import dev.softclick.sim.ThingName;
import java.io.IOException;
import java.util.Random;

/** A modem with a SIM in memory, on a line, and its host. */
public final class Bench implements AutoCloseable {
    /** Without pacing. */
    public static final int UNPACED = 0;

    private final SoftModem modem;
    private final Host host;

    private Bench(SoftModem modem, Host host) {
        this.modem = modem;
        this.host = host;
    }

    /** Ready for commands, echo off. */
    public static Bench start(String thing, SecurityMaterial keys, LineKind kind, java.nio.file.Path folder, int baud) throws IOException {
        Port port = kind.port(folder);
        SoftModem modem = modem(thing, keys, port, baud);
        modem.start();
        Host host = kind.host(kind.where(port));
        host.begin();
        return new Bench(modem, host);
    }

    /** Not started. */
    public static SoftModem modem(String thing, SecurityMaterial keys, Port port, int baud) {
        SimIdentity identity = new IdentityGenerator(new Random(thing.hashCode())).next(new ThingName(thing));
        SoftModem.Builder builder = SoftModem.builder().sim(() -> new SimReading.Keys(identity, keys)).port(port);
        return (baud == UNPACED ? builder.unpaced() : builder.baud(baud)).build();
    }

    public Host host() {
        return host;
    }

    public SoftModem modem() {
        return modem;
    }

    /** Opens a publish socket. */
    public void openPublish(String topic) throws IOException {
        host.ask("AT+AWSPUBOPEN=0,\"" + topic + "\"", "\r\nOK\r\n\r\n+AWSPUBOPEN: 0,0\r\n");
    }

    /** Opens a subscribe socket. */
    public void openSubscribe(String topic) throws IOException {
        host.ask("AT+AWSSUBOPEN=0,\"" + topic + "\"", "\r\nOK\r\n\r\n+AWSSUBOPEN: 0,0\r\n");
    }

    /** A publish up to its result. */
    public void publish(byte[] payload, int qos) throws IOException {
        host.ask("AT+AWSPUBLISH=0," + payload.length + "," + qos, "\r\n>");
        host.send(payload);
        host.expect("\r\nSEND OK\r\n");
    }

    @Override
    public void close() throws IOException {
        host.close();
        modem.close();
    }
}
