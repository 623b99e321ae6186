package dev.softclick.firmware.command;

import dev.softclick.firmware.CommandSet;
import dev.softclick.firmware.CommandSet.Entry;
import dev.softclick.firmware.SocketKind;
import java.util.List;

/** Every command the modem knows. */
public final class CommandIndex {
    private static final CommandSet ALL = new CommandSet(List.of(
            // AWS IoT (Reference)
            new Entry("+QCCID", new Qccid()),
            new Entry("+GSN", new SerialNumber()),
            new Entry("+AWSVER", new AwsVersion()),
            new Entry("+AWSPUBOPEN", new AwsOpen(SocketKind.PUBLISH)),
            new Entry("+AWSPUBLISH", new AwsPublish()),
            new Entry("+AWSSUBOPEN", new AwsOpen(SocketKind.SUBSCRIBE)),
            new Entry("+AWSPUBCLOSE", new AwsClose(SocketKind.PUBLISH)),
            new Entry("+AWSSUBCLOSE", new AwsClose(SocketKind.SUBSCRIBE)),
            new Entry("+AWSSTATE", new AwsState()),
            // AWS IoT (what shipped modules have beyond it)
            new Entry("+AWSRESET", new AwsReset()),
            new Entry("+AWSBUTTON", new AwsButton()),
            // V.250
            new Entry("E", new Echo()),
            new Entry("V", new Verbose()),
            new Entry("Q", new Quiet()),
            new Entry("I", new Identify()),
            new Entry("Z", new RestoreProfile()),
            new Entry("&F", new FactoryProfile()),
            new Entry("&W", new StoreProfile()),
            new Entry("S3", CharacterRegister.TERMINATOR),
            new Entry("S4", CharacterRegister.FORMATTER),
            new Entry("S5", CharacterRegister.EDITING),
            new Entry("+GMI", Identification.MANUFACTURER),
            new Entry("+GMM", Identification.MODEL),
            new Entry("+GMR", Identification.REVISION),
            new Entry("+IPR", new LineRate()),
            // 3GPP TS 27.007
            new Entry("+CGMI", Identification.MANUFACTURER),
            new Entry("+CGMM", Identification.MODEL),
            new Entry("+CGMR", Identification.REVISION),
            new Entry("+CGSN", new SerialNumber()),
            new Entry("+CIMI", new SubscriberIdentity()),
            new Entry("+CCID", new CardIdentity()),
            new Entry("+CPIN", new PinStatus()),
            new Entry("+CSQ", new SignalQuality()),
            new Entry("+CREG", new NetworkRegistration()),
            new Entry("+CGATT", new PacketAttach()),
            new Entry("+COPS", new OperatorSelection()),
            new Entry("+CMEE", new ErrorReporting())));

    private CommandIndex() {}

    /** The commands of the AnyNet Click; they remember nothing, so all modems share them. */
    public static CommandSet all() {
        return ALL;
    }
}
