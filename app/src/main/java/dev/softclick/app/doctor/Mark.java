package dev.softclick.app.doctor;

/** How a check came out. */
public enum Mark {
    OK("[ok]"),
    WRONG("[!!]"),
    NOT_TRIED("[--]");

    private final String text;

    Mark(String text) {
        this.text = text;
    }

    /** As people see it. */
    public String text() {
        return text;
    }
}
