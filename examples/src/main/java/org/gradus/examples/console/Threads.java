package org.gradus.examples.console;

import org.gradus.core.kernel.Parallel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --threads}, for commands to mix in. */
public final class Threads {

    @Option(names = "--threads", paramLabel = "N",
            description = "Threads that compute; results are the same on any number. Default: one a processor")
    private @Nullable Integer count;

    /**
     * Has that many threads compute from now on.
     *
     * @throws IllegalArgumentException if there are fewer than one
     */
    public void apply() {
        if (count != null) {
            Parallel.setNumThreads(count);
        }
    }
}
