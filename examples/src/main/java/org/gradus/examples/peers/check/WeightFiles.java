package org.gradus.examples.peers.check;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.io.TorchFile;
import org.gradus.core.random.Rng;

/** Files that Gradus writes, read by the peer: every tensor must come out with its bits. */
final class WeightFiles {

    private static final DType[] TYPES = DType.values();

    private WeightFiles() {}

    /** A {@code seed} of the tensors, their {@code names}, a line each, and the {@code file} in base 64. */
    static void addTo(Operations table) {
        table.judged(Closeness.EXACT).addMany("file.pth", draw -> {
            long seed = draw.bits();
            ImmutableMap<String, Tensor> tensors = tensors(seed);
            draw.with("seed", seed).with("names", String.join("\n", tensors.keySet()))
                    .with("file", Base64.getEncoder().encodeToString(written(tensors)));
        }, c -> tensors(c.attributes().wide("seed")).values().asList());
    }

    /** One to eight tensors of all types and of up to four dimensions, some without elements, named as a network's are. */
    private static ImmutableMap<String, Tensor> tensors(long seed) {
        var rng = new Rng(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (int i = between(rng, 1, 8); i > 0; i--) {
            int[] sizes = new int[between(rng, 0, 4)];
            for (int dim = 0; dim < sizes.length; dim++) {
                sizes[dim] = between(rng, 0, 40) == 0 ? 0 : between(rng, 1, 7);
            }
            String name = "layer%d.ω%d.weight".formatted(i, between(rng, 0, 99));
            tensors.put(name, tensor(rng, TYPES[between(rng, 0, TYPES.length - 1)], Shape.of(sizes)));
        }
        return ImmutableMap.copyOf(tensors);
    }

    private static Tensor tensor(Rng rng, DType type, Shape shape) {
        Tensor normal = Tensor.randn(rng, shape.toArray());
        return switch (type) {
            case FLOAT32 -> normal;
            case FLOAT64 -> normal.to(DType.FLOAT64).exp();
            case INT64 -> normal.mul(1e6).to(DType.INT64);
            case BOOL -> normal.gt(0);
        };
    }

    private static int between(Rng rng, int low, int high) {
        long[] drawn = new long[1];
        rng.randint(drawn, low, high + 1L);
        return (int) drawn[0];
    }

    private static byte[] written(Map<String, Tensor> tensors) {
        try {
            Path file = Files.createTempFile("gradus", ".pth");
            try {
                TorchFile.save(file, tensors);
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
