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

    /** A process of Gradus, started at the first request, with further options of Java's. */
    RestartedPeer gradus(String... options) {
        var all = ImmutableList.<String>builder().add("-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseTransparentHugePages", "-XX:MaxRAMPercentage=50");
        if (avx2) {
            all.add("-XX:UseAVX=2");
        }
        return new RestartedPeer(GradusCommand.with(all.addAll(List.of(options)).build()), PATIENCE);
    }

    /**
     * A process of PyTorch, started at the first request.
     *
     * @throws IllegalArgumentException if the program was started without PyTorch
     */
    RestartedPeer torch() {
        ImmutableMap<String, String> environment = avx2
                ? ImmutableMap.of("ATEN_CPU_CAPABILITY", "avx2", "ONEDNN_MAX_CPU_ISA", "AVX2", "OPENBLAS_CORETYPE",
                        "Haswell")
                : ImmutableMap.of();
        return new RestartedPeer(TorchCommand.atFullSpeed(threads), environment, PATIENCE);
    }
}
