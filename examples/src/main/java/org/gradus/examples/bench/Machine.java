package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.List;
import org.gradus.examples.peers.process.RestartedPeer;
import org.gradus.examples.peers.process.TorchCommand;

/**
 * How processes are started that are measured.
 *
 * @param threads how many threads each may use
 * @param avx2 whether both sides are held to AVX2
 */
record Machine(int threads, boolean avx2) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What Java needs in order to be warm soon: it waits for its compiler instead of running slower code meanwhile, and has a
     * heap that the system has provided with memory before anything is measured.
     */
    private static final String[] WARM = {"-XX:-BackgroundCompilation", "-Xms6g", "-Xmx6g", "-XX:+AlwaysPreTouch"};

    /** What gives native memory huge pages, as Java's heap has. */
    private static final String HUGE_PAGES = "glibc.malloc.hugetlb=1";

    /** What keeps native memory, as Java's heap does: one arena, and nothing given back to the system. */
    private static final String KEPT = ":glibc.malloc.arena_max=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold="
            + (64L << 30);

    /** A process of Gradus, started at the first request, with further options of Java's. */
    RestartedPeer gradus(String... options) {
        var all = ImmutableList.<String>builder().add("-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseTransparentHugePages", "-XX:MaxRAMPercentage=50");
        if (avx2) {
            all.add("-XX:UseAVX=2");
        }
        return new RestartedPeer(GradusCommand.with(all.addAll(List.of(options)).build()), PATIENCE);
    }

    /** A process of Gradus for work that is repeated. */
    RestartedPeer warmGradus() {
        return gradus(WARM);
    }

    /**
     * A process of PyTorch, started at the first request.
     *
     * @throws IllegalArgumentException if the program was started without PyTorch
     */
    RestartedPeer torch() {
        return torch(HUGE_PAGES);
    }

    /**
     * A process of PyTorch for work that is repeated.
     *
     * @throws IllegalArgumentException if the program was started without PyTorch
     */
    RestartedPeer warmTorch() {
        return torch(HUGE_PAGES + KEPT);
    }

    private RestartedPeer torch(String memory) {
        var environment = ImmutableMap.<String, String>builder().put("THP_MEM_ALLOC_ENABLE", "1").put("GLIBC_TUNABLES",
                memory);
        if (avx2) {
            environment.put("ATEN_CPU_CAPABILITY", "avx2").put("ONEDNN_MAX_CPU_ISA", "AVX2").put("OPENBLAS_CORETYPE",
                    "Haswell");
        }
        return new RestartedPeer(TorchCommand.atFullSpeed(threads), environment.build(), PATIENCE);
    }
}
