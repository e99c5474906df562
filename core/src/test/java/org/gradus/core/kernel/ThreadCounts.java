package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;

/** Runs a kernel on several numbers of threads. */
final class ThreadCounts {

    private ThreadCounts() {}

    /** Every bit is the same on 1, 2 and 3 threads. */
    static void assertSameBits(String what, Supplier<float[]> kernel) {
        int before = Parallel.getNumThreads();
        try {
            Parallel.setNumThreads(1);
            float[] alone = kernel.get();
            for (int threads = 2; threads <= 3; threads++) {
                Parallel.setNumThreads(threads);
                assertThat(kernel.get()).as("%s on %s threads", what, threads).isEqualTo(alone);
            }
        } finally {
            Parallel.setNumThreads(before);
        }
    }
}
