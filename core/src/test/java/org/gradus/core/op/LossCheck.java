package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;

/** A loss and its gradients, for a cotangent of ones, in both precisions against known numbers. */
final class LossCheck {

    private final Function<List<Tensor>, Tensor> loss;
    private final List<Tensor> inputs;

    private LossCheck(Function<List<Tensor>, Tensor> loss, List<Tensor> inputs) {
        this.loss = loss;
        this.inputs = inputs;
    }

    /** A loss of these inputs: FLOAT64 ones are converted to either precision and get gradients, others are labels. */
    static LossCheck of(Function<List<Tensor>, Tensor> loss, Tensor... inputs) {
        return new LossCheck(loss, List.of(inputs));
    }

    /** A vector of FLOAT64. */
    static Tensor vector(double... values) {
        return Tensor.of(values);
    }

    /** A matrix of FLOAT64. */
    static Tensor rows(int count, double... values) {
        return Tensor.of(values, count, values.length / count);
    }

    /** The losses, and nothing of their gradients. */
    void gives(double... losses) {
        check(losses);
    }

    /** The losses and, in the order of the inputs, the gradients by those that get one. */
    void check(double[] losses, double[]... gradients) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            List<Tensor> given = inputs.stream()
                    .map(x -> x.dtype() == DType.FLOAT64 ? x.to(dtype).requiresGrad(true) : x).toList();
            Tensor actual = loss.apply(given);
            compare("losses", actual, losses);
            if (gradients.length > 0) {
                Tensor ones = Tensor.full(actual.shape(), 1, dtype);
                List<Tensor> found = Autograd.grad(List.of(actual),
                        given.stream().filter(Tensor::requiresGrad).toList(),
                        GradOptions.DEFAULT.withAllowUnused(true).withCotangents(ones));
                for (int i = 0; i < gradients.length; i++) {
                    compare("gradient " + i, found.get(i), gradients[i]);
                }
            }
        }
    }

    private static void compare(String what, Tensor actual, double[] expected) {
        double[] values = actual.to(DType.FLOAT64).toDoubleArray();
        assertThat(values).as("%s in %s", what, actual.dtype()).hasSameSizeAs(expected);
        double precision = actual.dtype() == DType.FLOAT32 ? 2e-6 : 1e-12;
        for (int i = 0; i < values.length; i++) {
            String where = "number %d of the %s %s in %s".formatted(i, what, Arrays.toString(values), actual.dtype());
            if (Double.isFinite(expected[i])) {
                assertThat(values[i]).as(where).isCloseTo(expected[i],
                        within(precision * Math.max(1, Math.abs(expected[i]))));
            } else {
                assertThat(values[i]).as(where).isEqualTo(Double.valueOf(expected[i])); // boxed, so that NaN is NaN
            }
        }
    }
}
