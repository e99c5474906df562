package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.random.Rng;

/**
 * A row's float32 results and gradients against float64 ones computed from the same, rounded inputs.
 *
 * <p>
 * Errors are counted in units of float32's epsilon 2⁻²³ times the magnitude of what is right. That magnitude is the
 * element's own where each element is a function of single elements. Where terms are added up, of which some may
 * cancel, it is that of the largest element, and 1 at least since inputs are of that order. As roundings are of either
 * sign, the units allowed grow with the root of the number of terms.
 */
final class Float32Check {

    private static final double EPSILON = Math.ulp(1.0f);
    private static final double ROUNDINGS = 4;

    private final OpRow row;
    private final int size;
    private final long seed;

    Float32Check(OpRow row, int size, long seed) {
        this.row = row;
        this.size = size;
        this.seed = seed;
    }

    void run() {
        List<Tensor> singles = row.draw(seed, size).stream().map(x -> copy(x, DType.FLOAT32)).toList();
        List<Tensor> doubles = singles.stream().map(x -> copy(x, DType.FLOAT64)).toList();
        Tensor actual = row.function().apply(singles);
        Tensor expected = row.function().apply(doubles);
        int terms = row.terms().applyAsInt(size);
        compare("value", actual, expected, terms, terms > 0);

        Tensor cotangent = cotangent(expected.shape());
        List<Tensor> actuals = gradients(actual, singles, cotangent.to(DType.FLOAT32));
        List<Tensor> expecteds = gradients(expected, doubles, cotangent);
        for (int i = 0; i < actuals.size(); i++) {
            int repeats = expected.numel() / Math.max(1, expecteds.get(i).numel());
            compare("gradient " + i, actuals.get(i), expecteds.get(i), Math.max(terms, repeats), true);
        }
    }

    private static Tensor copy(Tensor x, DType dtype) {
        return x.dtype().isFloatingPoint() ? x.detach().to(dtype).requiresGrad(x.requiresGrad()) : x;
    }

    private Tensor cotangent(Shape shape) {
        double[] values = new double[shape.numel()];
        new Rng(seed + 1).normal(values, 0, 1);
        return Tensor.wrap(values, shape).to(DType.FLOAT32).to(DType.FLOAT64);
    }

    private static List<Tensor> gradients(Tensor output, List<Tensor> inputs, Tensor cotangent) {
        List<Tensor> by = inputs.stream().filter(Tensor::requiresGrad).toList();
        return Autograd.grad(List.of(output), by,
                GradOptions.DEFAULT.withAllowUnused(true).withCotangents(cotangent));
    }

    private void compare(String what, Tensor actual, Tensor expected, int terms, boolean cancels) {
        assertThat(actual.dtype()).as("%s of %s, n = %s", what, row, size).isEqualTo(DType.FLOAT32);
        assertThat(actual.shape()).as("%s of %s, n = %s", what, row, size).isEqualTo(expected.shape());
        float[] floats = actual.toFloatArray();
        double[] right = expected.toDoubleArray();
        double largest = 1;
        for (double value : right) {
            largest = Math.max(largest, Math.abs(value));
        }
        List<String> wrong = new ArrayList<>();
        double limit = ROUNDINGS + 2 * Math.sqrt(terms);
        double worst = 0;
        for (int i = 0; i < right.length; i++) {
            double scale = cancels ? largest : Math.max(Float.MIN_NORMAL, Math.abs(right[i]));
            double error = Math.abs(floats[i] - right[i]) / (EPSILON * scale);
            worst = Math.max(worst, error);
            if (!(error <= limit)) {
                wrong.add("number %d is %s instead of %s, %.1f eps off".formatted(i, floats[i], right[i], error));
            }
        }
        assertThat(wrong)
                .as("%s of %s, n = %s, seed %s, in float32: at most %.1f eps off is right, the worst is %.1f", what,
                        row, size, seed, limit, worst)
                .isEmpty();
    }
}
