package cashtide.intake;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches text on its way to the CSV parser and stops at what no honest file contains: a NUL, a bidirectional control
 * that makes text read otherwise than it is, or a line of a million characters, which is a quote never closed.
 */
final class GuardedReader extends FilterReader {

    /** Longest line in characters. */
    static final int LINE_MAX = 1_000_000;

    /** What was met, with the line on which it stands; an IOException, since that is what a Reader may throw. */
    static final class Stopped extends IOException {
        private final Problem problem;

        Stopped(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    private final String file;
    private long line = 1;
    private int lineLength;

    GuardedReader(Reader in, String file) {
        super(in);
        this.file = file;
    }

    /** The line that is being read, from 1. */
    long line() {
        return line;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        if (c >= 0) {
            watch((char) c);
        }
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        for (int i = offset; i < offset + count; i++) {
            watch(buffer[i]);
        }
        return count;
    }

    private void watch(char c) throws Stopped {
        if (c == '\n') {
            line++;
            lineLength = 0;
            return;
        }
        if (++lineLength > LINE_MAX) {
            throw stopped(
                    "LINE_TOO_LONG",
                    "A line of more than a million characters",
                    "Check for a quote that is never closed.");
        }
        if (c == '\0') {
            throw stopped("NUL", "A NUL character", "Export the file again as CSV in UTF-8.");
        }
        if ((c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069')) {
            throw stopped(
                    "BIDI_CONTROL",
                    "A hidden character that turns the direction of text",
                    "Delete it; it makes text read otherwise than it is.");
        }
    }

    private Stopped stopped(String code, String message, String remedy) {
        return new Stopped(new Problem(file, line, "", code, message, remedy));
    }
}
