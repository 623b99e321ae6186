package dev.softclick.firmware;

import dev.softclick.at.Dialect;
import dev.softclick.at.LineSettings;
import dev.softclick.sim.NetworkProfile;
import dev.softclick.sim.SimIdentity;
import java.util.List;
import java.util.Optional;

/** The modem as a command sees it. */
public interface CommandContext {
    /** Where modules differ. */
    Dialect dialect();

    /** What {@code AT+AWSVER} answers. */
    String version();

    /** Who the SIM says we are; read from the SIM now. */
    Optional<SimIdentity> identity();

    /** The network in use, or else the one that will be tried first; empty when the SIM says none. */
    Optional<NetworkProfile> network();

    /** E, V, Q and S3 to S5. */
    LineSettings lineSettings();

    /** Sets E, V, Q and S3 to S5; the result of this very line follows them, its echo does not. */
    void lineSettings(LineSettings settings);

    /** Remembers the settings of now for {@link #restoreProfile}. */
    void storeProfile();

    /** Back to the stored settings (factory settings when none were stored); sockets stay. */
    void restoreProfile();

    /** Back to the factory settings; sockets stay. */
    void factoryProfile();

    /** How 3GPP commands show errors, 0 to 2 (3GPP TS 27.007 clause 9.1). */
    int errorReporting();

    /** Sets {@link #errorReporting}. */
    void errorReporting(int mode);

    /** Line rate in bits a second, 0 for automatic (V.250 clause 6.2.10). */
    int lineRate();

    /** Sets the line rate, from behind the result of this line on. */
    void lineRate(int bitsPerSecond);

    /** State of the link. */
    ModemState state();

    /** {@code index: topic/thing} of each open socket, in index order. */
    List<String> openTopics(SocketKind kind);

    /**
     * Accepts an open: its result comes as an unsolicited result code.
     *
     * @return false when the index or the topic is impossible, or too many operations wait on that index; nothing has changed then
     */
    boolean open(SocketKind kind, int index, String topic);

    /** Accepts a close, as {@link #open}. */
    boolean close(SocketKind kind, int index);

    /** Sends a button event. False when the SIM holds no keys or too many events wait. */
    boolean pressButton(String clickType);

    /** {@code AT+AWSRESET}: drops every socket and the link, reads the SIM again. */
    void reset();
}
