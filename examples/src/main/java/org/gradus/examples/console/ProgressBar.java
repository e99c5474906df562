package org.gradus.examples.console;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far a long loop has come: a bar that is redrawn in place on a terminal; where the output goes elsewhere a plain line
 * for every tenth of the way, or for several together if they pass quickly.
 */
public final class ProgressBar {

    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier clock;
    private final String title;
    private final long total;
    private final long begun;
    private long lastShown;
    private long tenths;
    private int drawn;

    /**
     * Begins a loop over a number of images.
     *
     * @param title what stands before the bar
     */
    public ProgressBar(PrintWriter out, String title, long total) {
        this(out, isTerminal(), System::nanoTime, title, total);
    }

    ProgressBar(PrintWriter out, boolean terminal, LongSupplier clock, String title, long total) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.title = title;
        this.total = total;
        this.begun = clock.getAsLong();
        this.lastShown = terminal ? begun - REDRAW_NANOS : begun;
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /**
     * Says how many images are done, if it is time to show it again.
     *
     * @param loss the loss of the last step
     */
    public void update(long done, double loss) {
        long now = clock.getAsLong();
        if (now - lastShown < (terminal ? REDRAW_NANOS : LINE_NANOS) || !terminal && 10 * done / total == tenths) {
            return;
        }
        lastShown = now;
        tenths = 10 * done / total;
        double seconds = (now - begun) / 1e9;
        String numbers = numbers(done, loss, seconds);
        if (terminal) {
            redraw("%s %s %3d %%  %s".formatted(title, bar(done), 100 * done / total, numbers));
        } else {
            out.println("%s %3d %%  %s".formatted(title, 100 * done / total, numbers));
            out.flush();
        }
    }

    private String numbers(long done, double loss, double seconds) {
        if (done == 0 || seconds == 0) {
            return "loss %.4f".formatted(loss);
        }
        double perSecond = done / seconds;
        return "loss %.4f  %,.0f images/s  %s left".formatted(loss, perSecond, minutes((total - done) / perSecond));
    }

    private String bar(long done) {
        int full = (int) (WIDTH * done / total);
        return "━".repeat(full) + "─".repeat(WIDTH - full);
    }

    /** {@code 1:05} for 65 seconds, {@code 1:00:00} for an hour; parts of a second count as whole ones. */
    static String minutes(double seconds) {
        Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
        return time.toHours() > 0
                ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
                : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    /** Ends the loop: the bar gives way to a line that stays. */
    public void finish(String summary) {
        if (terminal) {
            redraw("");
            out.print("\r");
        }
        out.println(summary);
        out.flush();
    }

    /** Writes over the line as it stands; spaces wipe what a longer one left. */
    private void redraw(String line) {
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }
}
