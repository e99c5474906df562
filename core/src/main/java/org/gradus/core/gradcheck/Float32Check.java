package org.gradus.core.gradcheck;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.random.Rng;

/**
 * Holds a function's results and gradients in float32 against those in float64 from the same inputs, and checks that they are the
 * same bits on any number of threads. {@link GradCheck} says whether the formulas are right, in float64; this says whether
 * float32, which is computed by other kernels, follows them.
 *
 * <p>
 * Errors are counted in units of float32's epsilon 2⁻²³ times the magnitude of what is right. That is the element's own
 * where each element is a function of single elements. Where terms are added up, of which some may cancel, it is that of the
 * largest element, and 1 at least since inputs are of that order. As roundings are of either sign, the units allowed
 * grow with the root of the number of terms: 4 + 2·√terms.
 */
public final class Float32Check {

    private static final double EPSILON = Math.ulp(1.0f);
    private static final double ROUNDINGS = 4;
    private static final int[] THREADS = {1, 2, 3};

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> singles;
    private final List<Tensor> cotangents = new ArrayList<>();

    private Float32Check(Function<List<Tensor>, List<Tensor>> function, List<Tensor> singles) {
        this.function = function;
        this.singles = singles;
    }

    /**
     * Compares a function's outputs, and its gradients by the inputs that require one, for a random cotangent.
     *
     * @param inputs of any floating type, which are rounded to FLOAT32 first; others are passed as they are
     * @param terms the length of the longest sum behind an element of an output or of a gradient; 0 where every element of
     *        an output is a function of one element of each input
     * @param seed of the cotangent
     * @throws IllegalArgumentException if terms is negative, or the function gives other types or shapes in float32
     */
    public static Float32Report check(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs, int terms,
            long seed) {
        checkArgument(terms >= 0, "[float32] the number of terms must not be negative, but is %s", terms);
        var check = new Float32Check(function, inputs.stream().map(x -> copy(x, DType.FLOAT32)).toList());
        return check.run(terms, new Rng(seed));
    }

    private static Tensor copy(Tensor x, DType dtype) {
        return x.dtype().isFloatingPoint() ? x.detach().to(dtype).requiresGrad(x.requiresGrad()) : x;
    }

    private Float32Report run(int terms, Rng rng) {
        List<Tensor> doubles = singles.stream().map(x -> copy(x, DType.FLOAT64)).toList();
        List<Tensor> outputs = floating(function.apply(doubles));
        for (Tensor output : outputs) {
            double[] drawn = new double[output.numel()];
            rng.normal(drawn, 0, 1);
            cotangents.add(Tensor.wrap(drawn, output.shape()).to(DType.FLOAT32).to(DType.FLOAT64));
        }
        List<Tensor> expected = withGradients(outputs, doubles);
        List<Tensor> actual = compute();
        var deviations = ImmutableList.<Deviation>builder();
        for (int i = 0; i < expected.size(); i++) {
            boolean isOutput = i < outputs.size();
            int repeats = isOutput
                    ? 0
                    : outputs.stream().mapToInt(Tensor::numel).sum()
                            / Math.max(1, expected.get(i).numel());
            deviations.add(deviation(new Part(name(i, outputs.size()), i, expected.get(i).shape()), actual.get(i),
                    expected.get(i), Math.max(terms, repeats), terms > 0 || !isOutput));
        }
        return new Float32Report(deviations.build(), thread(actual));
    }

    private String name(int result, int outputs) {
        if (result < outputs) {
            return "output " + result;
        }
        int left = result - outputs;
        for (int input = 0; input < singles.size(); input++) {
            if (singles.get(input).requiresGrad() && left-- == 0) {
                return "gradient of input " + input;
            }
        }
        throw new IndexOutOfBoundsException(result);
    }

    private static List<Tensor> floating(List<Tensor> tensors) {
        return tensors.stream().filter(output -> output.dtype().isFloatingPoint()).toList();
    }

    private static List<String> shapes(List<Tensor> tensors) {
        return tensors.stream().map(tensor -> tensor.shape().toString()).toList();
    }

    /** Outputs and gradients in float32. */
    private List<Tensor> compute() {
        List<Tensor> outputs = floating(function.apply(singles));
        List<Tensor> wide = outputs.stream().filter(output -> output.dtype() == DType.FLOAT64).toList();
        checkArgument(wide.isEmpty(),
                "[float32] the function gave %s for float32 inputs; convert constants with to(x.dtype())",
                wide.stream().map(Tensor::type).toList());
        checkArgument(shapes(outputs).equals(shapes(cotangents)),
                "[float32] the function gave %s in float32 but %s in float64; shapes must not depend on the type",
                shapes(outputs), shapes(cotangents));
        return withGradients(outputs, singles);
    }

    private List<Tensor> withGradients(List<Tensor> outputs, List<Tensor> inputs) {
        List<Tensor> by = inputs.stream().filter(Tensor::requiresGrad).toList();
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> upstream = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).requiresGrad()) {
                recorded.add(outputs.get(i));
                upstream.add(cotangents.get(i).to(outputs.get(i).dtype()));
            }
        }
        List<Tensor> all = new ArrayList<>(outputs);
        all.addAll(Autograd.grad(recorded, by,
                GradOptions.DEFAULT.withAllowUnused(true).withCotangents(upstream.toArray(Tensor[]::new))));
        return all;
    }

    private static Deviation deviation(Part part, Tensor actual, Tensor expected, int terms, boolean cancels) {
        float[] floats = actual.toFloatArray();
        double[] right = expected.toDoubleArray();
        double largest = Arrays.stream(right).map(Math::abs).filter(Double::isFinite).reduce(1, Math::max);
        int worst = -1;
        double most = -1;
        for (int i = 0; i < right.length; i++) {
            double scale = cancels ? largest : Math.max(Float.MIN_NORMAL, Math.abs(right[i]));
            double error = floats[i] == right[i] ? 0 : Math.abs(floats[i] - right[i]) / (EPSILON * scale);
            if (!(error <= most)) {
                worst = i;
                most = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            }
        }
        double allowed = ROUNDINGS + 2 * Math.sqrt(terms);
        return worst < 0
                ? new Deviation(part.name(), Optional.empty(), 0, 0, 0, allowed)
                : new Deviation(part.name(), Optional.of(part.place(worst)), floats[worst], right[worst], most,
                        allowed);
    }

    /** A number of threads on which other bits come. */
    private Optional<Integer> thread(List<Tensor> usual) {
        int before = Parallel.getNumThreads();
        try {
            for (int threads : THREADS) {
                Parallel.setNumThreads(threads);
                List<Tensor> results = compute();
                for (int i = 0; i < results.size(); i++) {
                    if (!Values.unchanged(results.get(i), Values.copy(usual.get(i)))) {
                        return Optional.of(threads);
                    }
                }
            }
            return Optional.empty();
        } finally {
            Parallel.setNumThreads(before);
        }
    }

    /**
     * How far a result in float32 is off at most.
     *
     * @param what the output, or the input whose gradient it is
     * @param worst the element that is furthest off; absent if there is none
     * @param actual its value in float32
     * @param expected its value in float64
     * @param epsilons how far that is off, in units of float32's epsilon
     * @param allowed how far it may be
     */
    public record Deviation(String what, Optional<Place> worst, double actual, double expected, double epsilons,
            double allowed) {

        /** Whether no element is too far off. */
        public boolean passed() {
            return epsilons <= allowed;
        }

        @Override
        public String toString() {
            return worst.map(place -> "%s is %s in float32 and %s in float64, %.2f eps off where %.1f may be"
                    .formatted(place, (float) actual, expected, epsilons, allowed)).orElse(what + " is empty");
        }
    }
}
