package org.gradus.examples.peers.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.gradus.core.DType;

/** Random numbers of a seed. */
final class TorchRandomNumbers {

    private static final List<String> KINDS = List.of("RAND", "RAND64", "UNIFORM", "UNIFORM64", "RANDN", "RANDN64",
            "NORMAL", "RANDINT", "RANDPERM", "BERNOULLI", "MIXED");

    private TorchRandomNumbers() {}

    static void addTo(TorchOperations table) {
        KINDS.forEach(kind -> table.addMany("rng." + kind.toLowerCase(Locale.ROOT), TorchRandomNumbers::numbers));
        table.add("rrelu", c -> {
            torch.manual_seed(c.integer("seed"));
            double[] slopes = c.attributes().reals("slopes");
            return torch.rrelu(c.x(), new Scalar(slopes[0]), new Scalar(slopes[1]), true, new GeneratorOptional());
        });
        dropout(table, "dropout", 0, torch::dropout);
        dropout(table, "dropout1d", 3, torch::feature_dropout);
        dropout(table, "dropout2d", 0, torch::feature_dropout);
        dropout(table, "dropout3d", 5, torch::feature_dropout);
        dropout(table, "alphaDropout", 0, torch::alpha_dropout);
        dropout(table, "featureAlphaDropout", 0, torch::feature_alpha_dropout);
    }

    private interface Drop {
        Tensor from(Tensor x, double p, boolean train);
    }

    /** Inputs with one dimension less than {@code batched} get a batch of one, as in torch.nn.functional. */
    private static void dropout(TorchOperations table, String name, int batched, Drop drop) {
        table.add(name, c -> {
            torch.manual_seed(c.integer("seed"));
            return c.x().dim() == batched - 1
                    ? drop.from(c.x().unsqueeze(0), c.real("p"), true).squeeze(0)
                    : drop.from(c.x(), c.real("p"), true);
        });
    }

    private static List<Tensor> numbers(TorchCall c) {
        torch.manual_seed(c.integer("seed"));
        String[] kinds = c.attributes().text("kinds").split(" ");
        List<Tensor> numbers = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            long[] sizes = {c.integers("sizes")[i]};
            numbers.add(kinds[i].equals("BERNOULLI")
                    ? empty(sizes, DType.BOOL).bernoulli_(c.attributes().reals("probabilities")[i],
                            new GeneratorOptional())
                    : numbers(kinds[i], sizes, c.integers("bounds")[2 * i], c.integers("bounds")[2 * i + 1]));
        }
        return numbers;
    }

    private static Tensor numbers(String kind, long[] sizes, long low, long high) {
        return switch (kind) {
            case "RAND" -> torch.rand(sizes, TorchTensors.options(DType.FLOAT32));
            case "RAND64" -> torch.rand(sizes, TorchTensors.options(DType.FLOAT64));
            case "UNIFORM" -> empty(sizes, DType.FLOAT32).uniform_(low, high, new GeneratorOptional());
            case "UNIFORM64" -> empty(sizes, DType.FLOAT64).uniform_(low, high, new GeneratorOptional());
            case "RANDN" -> torch.randn(sizes, TorchTensors.options(DType.FLOAT32));
            case "RANDN64" -> torch.randn(sizes, TorchTensors.options(DType.FLOAT64));
            case "NORMAL" -> empty(sizes, DType.FLOAT32).normal_(low, high - low, new GeneratorOptional());
            case "RANDINT" -> torch.randint(low, high, sizes, TorchTensors.options(DType.INT64));
            case "RANDPERM" -> torch.randperm(sizes[0], TorchTensors.options(DType.INT64));
            default -> throw new IllegalArgumentException("there are no random numbers " + kind);
        };
    }

    private static Tensor empty(long[] sizes, DType dtype) {
        return torch.empty(sizes, TorchTensors.options(dtype), null);
    }
}
