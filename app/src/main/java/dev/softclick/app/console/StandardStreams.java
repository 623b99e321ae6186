package dev.softclick.app.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads and writes. Bytes, since payloads are; text goes out as UTF-8 whatever the locale is.
 *
 * @param in standard input
 * @param out standard output, unbuffered: an {@link IOException} of it means that nobody listens any more
 * @param err standard error
 */
public record StandardStreams(InputStream in, OutputStream out, PrintStream err) {
    /** Those of this process. Standard error is looked up each time: the AT prompt puts itself in its place. */
    public static StandardStreams ofProcess() {
        OutputStream err = new OutputStream() {
            @Override
            public void write(int b) {
                System.err.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                System.err.write(bytes, offset, length);
            }

            @Override
            public void flush() {
                System.err.flush();
            }
        };
        return new StandardStreams(
                new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** Writes lines to standard output in one piece; silent when nobody listens. */
    public void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // As with any other filter: the reader has gone, there is nobody to tell.
        }
    }

    /** One line on standard error, in the form that all of ours have. */
    public void tell(String line) {
        Complaint.to(err, line);
    }
}
