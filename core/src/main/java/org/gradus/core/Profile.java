package org.gradus.core;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * What a {@link Profiler} saw: what each kind of operation cost, and when each was computed.
 *
 * @param rows one for each name of operations, those that took longest first; no time and no byte is in two of them
 * @param events in order of their beginnings, what contains others before these
 * @param nanos how long everything took, operations and what the program did between them
 */
public record Profile(ImmutableList<ProfileRow> rows, ImmutableList<ProfileEvent> events, long nanos) {

    private static final String FORMAT = "%%-%ds %%8s %%12s %%8s %%12s %%7s %%10s %%10s %%10s";
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    /** All rows together. */
    public ProfileRow total() {
        return rows.stream().reduce(ProfileRow.of("all operations"), ProfileRow::plus);
    }

    /** The timeline as JSON for Chrome's {@code chrome://tracing} and for Perfetto. */
    public String chromeTrace() {
        return ChromeTrace.of(events);
    }

    /** A table of the rows, times in milliseconds and shares in hundredths of everything, with their sum below. */
    @Override
    public String toString() {
        ProfileRow total = total();
        int longest = Math.max(total.name().length(),
                rows.stream().mapToInt(row -> row.name().length()).max().orElse(0));
        String format = FORMAT.formatted(longest);
        String header = format.formatted("operation", "calls", "forward ms", "back", "backward ms", "share",
                "allocated",
                "results", "saved");
        var table = new StringBuilder(header).append("%n".formatted()).append("─".repeat(header.length()));
        rows.forEach(row -> table.append("%n".formatted()).append(line(format, row)));
        table.append("%n".formatted()).append("─".repeat(header.length()));
        table.append("%n".formatted()).append(line(format, total));
        return table.append("%nwhole time %s ms, of which %s between operations".formatted(millis(nanos),
                millis(nanos - total.nanos()))).toString();
    }

    private String line(String format, ProfileRow row) {
        return format.formatted(row.name(), "%,d".formatted(row.calls()), millis(row.forwardNanos()),
                "%,d".formatted(row.backwardCalls()), millis(row.backwardNanos()),
                String.format(Locale.ROOT, "%.1f %%", nanos == 0 ? 0 : 100.0 * row.nanos() / nanos),
                bytes(row.allocatedBytes()), bytes(row.resultBytes()), bytes(row.savedBytes()));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f", nanos / 1e6);
    }

    private static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }
}
