package org.gradus.core.gradcheck;

import java.util.IdentityHashMap;
import java.util.Map;
import org.gradus.core.Interceptor;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;

/**
 * How large the numbers became from which each tensor of a computation was computed. Its rounding errors are of that
 * order, whatever cancelled on the way.
 */
final class Magnitudes implements Interceptor {

    private final Map<Tensor, Double> magnitudes = new IdentityHashMap<>();

    @Override
    public Tensor apply(Op op, Tensor... inputs) {
        Tensor output = op.apply(inputs);
        double magnitude = largest(output);
        for (Tensor input : inputs) {
            magnitude = Math.max(magnitude, of(input));
        }
        magnitudes.put(output, magnitude);
        return output;
    }

    /** The largest finite size of a number behind this tensor. */
    double of(Tensor tensor) {
        Double known = magnitudes.get(tensor);
        return known == null ? largest(tensor) : known;
    }

    private static double largest(Tensor tensor) {
        return tensor.dtype().isFloatingPoint() ? Tape.query(tensor, new Largest()) : 0;
    }

    private record Largest() implements Tape.Query<Double> {

        @Override
        public <A> Double ask(Kernels<A> kernels, A data) {
            double largest = 0;
            switch (data) {
                case float[] values -> {
                    for (float value : values) {
                        largest = larger(largest, value);
                    }
                }
                case double[] values -> {
                    for (double value : values) {
                        largest = larger(largest, value);
                    }
                }
                default -> throw new AssertionError(data.getClass());
            }
            return largest;
        }

        private static double larger(double largest, double value) {
            double size = Math.abs(value);
            return size > largest && size < Double.POSITIVE_INFINITY ? size : largest;
        }
    }
}
