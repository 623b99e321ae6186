package dev.softclick.power;

/** What a disk has of the things that nobody had it bring down ({@code fsync}) when the power goes. */
enum Loss {
    /** All of them: as when only the process is killed. */
    NOTHING,
    /** The names, but not what is in the files: they are empty. */
    CONTENT,
    /** Neither the content of files, nor names that were made, changed or deleted. */
    EVERYTHING
}
