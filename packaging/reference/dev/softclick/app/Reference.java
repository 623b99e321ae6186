package dev.softclick.app;

import dev.softclick.app.console.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes the manual pages and the completions of all commands, out of the model that the program itself parses with: {@code Reference FOLDER DATE}. A part of the
 * packaging, compiled beside the program; never shipped.
 */
final class Reference {
    private Reference() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String date = arguments[1];
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CommandLine softclick = Main.commands(new StandardStreams(new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream(), nowhere));
        manual(softclick, Files.createDirectories(folder.resolve("man1")), date);
        write(folder.resolve("softclick.bash"), AutoComplete.bash("softclick", softclick));
        write(folder.resolve("softclick.fish"), FishCompletion.of(softclick));
    }

    private static void manual(CommandLine command, Path folder, String date) throws IOException {
        write(folder.resolve(ManualPage.name(command) + ".1"), ManualPage.of(command, date));
        for (CommandLine below : ManualPage.subcommands(command)) {
            manual(below, folder, date);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
