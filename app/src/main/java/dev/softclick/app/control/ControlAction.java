package dev.softclick.app.control;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** What {@code softclick ctl} does with a modem. */
public enum ControlAction {
    RESET("reset", "power off and on"),
    DETACH("detach", "the present host is dropped, the next one attaches"),
    PORT_OFF("port off", "off its ports, which are free for others"),
    PORT_ON("port on", "back on its ports"),
    RADIO_OFF("radio off", "no network any more"),
    RADIO_ON("radio on", "the network again"),
    ROTATE("rotate", "the next keys for a SIM of the local cloud");

    private final String word;
    private final String meaning;

    ControlAction(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** As it is typed. */
    public String word() {
        return word;
    }

    /** What it does, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The action of that word. */
    public static Optional<ControlAction> named(String word) {
        return Arrays.stream(values()).filter(action -> action.word.equals(word)).findFirst();
    }

    /** Does it; gives the words for who asked. */
    public String on(RunningModem modem) throws IOException {
        return switch (this) {
            case RESET -> {
                modem.reset();
                yield "reset";
            }
            case DETACH -> {
                modem.detach();
                modem.attach();
                yield "detached; the next host attaches at " + String.join(", ", modem.ports());
            }
            case PORT_OFF -> {
                modem.detach();
                yield "off its ports; 'port on' puts it back";
            }
            case PORT_ON -> {
                modem.attach();
                yield "on " + String.join(", ", modem.ports());
            }
            case RADIO_OFF, RADIO_ON -> {
                modem.radio(this == RADIO_ON);
                yield word;
            }
            case ROTATE -> modem.rotate();
        };
    }
}
