package org.gradus.examples.console;

import java.io.PrintWriter;
import org.gradus.models.download.DownloadProgress;

/** Tells of downloads by a line for every tenth of a file, or for several together if they pass quickly. */
public final class DownloadLines implements DownloadProgress {

    private final PrintWriter out;
    private String file = "";
    private long tenths;

    /** Lines that go there. */
    public DownloadLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void update(String name, long done, long total) {
        long now = total == 0 ? 10 : 10 * done / total;
        if (!name.equals(file)) {
            file = name;
            tenths = 0;
        }
        if (now != tenths) {
            tenths = now;
            out.printf("Downloading %s: %3d %% of %,.1f MB%n", name, 10 * now, total / 1e6);
            out.flush();
        }
    }
}
