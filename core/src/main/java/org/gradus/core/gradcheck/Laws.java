package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Fault.Law;
import org.gradus.core.random.Rng;

/** What must hold of a function's gradients beside being right. */
final class Laws {

    /** Far above the rounding of another order of computation, and below that of a float32 on the way. */
    private static final double ROUNDING = 1e-9;

    /** The same where there is a float32 on the way. */
    private static final double FLOAT32_ROUNDING = 1e-6;

    /** Factors of a cotangent, by which gradients change: one is negative, and none a power of two. */
    private static final double[] FACTORS = {-0x1p-10 / 3, 0x1p10 * 3};

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    private final Subject subject;
    private final List<Tensor> leaves;
    private final List<Tensor> cotangents;
    private final double[] gradient;
    private final double[] zeros;
    private final Subject forward;
    private final double rounding;
    private final Rng rng;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param gradient the subject's own, for random cotangents
     * @param zeros the size of what rounding leaves of each of its elements where it cancels
     * @param rng of random weights
     * @param inFloat64 whether no float32 is on the way
     */
    Laws(Subject subject, Subject gradient, double[] zeros, Rng rng, boolean inFloat64) {
        this.rounding = inFloat64 ? ROUNDING : FLOAT32_ROUNDING;
        this.rng = rng;
        this.forward = gradient;
        this.zeros = zeros;
        this.subject = subject;
        this.leaves = Variable.tensors(subject.differentiated());
        this.gradient = Values.of(Variable.tensors(gradient.outputs()));
        List<Variable> all = gradient.inputs();
        this.cotangents = Variable.tensors(all.subList(subject.inputs().size(), all.size()));
    }

    /**
     * @param outputs on the tape
     * @param rows directions of the outputs
     * @param jacobian the derivatives of each
     */
    ImmutableList<Fault> check(List<Tensor> outputs, Rows rows, double[][] jacobian) {
        checkCombination(outputs, rows, jacobian);
        checkFactors(outputs);
        checkReuse(outputs);
        checkZeros(outputs, jacobian);
        checkForward();
        return ImmutableList.copyOf(faults);
    }

    /** By random parts of the rows, to which a cotangent belongs that is the same combination of their directions. */
    private void checkCombination(List<Tensor> outputs, Rows rows, double[][] jacobian) {
        double[] weights = rows.areAllElements() ? Values.of(cotangents) : drawn(rows.count());
        double[] expected = new double[gradient.length];
        double[] scale = new double[gradient.length];
        for (int row = 0; row < weights.length; row++) {
            for (int column = 0; column < gradient.length; column++) {
                double term = weights[row] * jacobian[row][column];
                expected[column] += term;
                scale[column] += Math.abs(term);
            }
        }
        double[] actual = rows.areAllElements()
                ? gradient
                : gradient(outputs, Values.like(outputs, rows.combined(weights)));
        expect(Law.COMBINES_ROWS, actual, expected, scale);
    }

    /** What is not linear may be so within the size of one cotangent alone. */
    private void checkFactors(List<Tensor> outputs) {
        for (double factor : FACTORS) {
            double[] expected = Arrays.stream(gradient).map(each -> factor * each).toArray();
            double[] scale = Arrays.stream(expected).map(Math::abs).toArray();
            List<Tensor> upstream = cotangents.stream().map(each -> each.detach().mul(factor)).toList();
            expect(Law.COMBINES_ROWS, gradient(outputs, upstream), expected, scale, Math.max(1, Math.abs(factor)));
        }
    }

    private double[] drawn(int count) {
        double[] drawn = new double[count];
        rng.normal(drawn, 0, 1);
        return drawn;
    }

    private double[] gradient(List<Tensor> outputs, List<Tensor> upstream) {
        return Values.of(Subject.gradients(outputs, leaves, upstream, RETAIN));
    }

    private void checkReuse(List<Tensor> outputs) {
        List<Tensor> twice = new ArrayList<>(outputs);
        twice.addAll(subject.record());
        List<Tensor> both = new ArrayList<>(cotangents);
        both.addAll(cotangents);
        double[] actual = gradient(twice, both);
        double[] expected = Arrays.stream(gradient).map(each -> 2 * each).toArray();
        double[] scale = Arrays.stream(expected).map(each -> 1 + Math.abs(each)).toArray();
        expect(Law.ADDS_UP, actual, expected, scale);
    }

    /** Where no derivative is infinite, of which 0 times is not 0. */
    private void checkZeros(List<Tensor> outputs, double[][] jacobian) {
        double[] actual = gradient(outputs,
                Values.like(outputs, new double[Part.numel(Variable.parts(subject.outputs()))]));
        for (int i = 0; i < actual.length; i++) {
            int column = i;
            if (actual[i] != 0 && Arrays.stream(jacobian).allMatch(row -> Double.isFinite(row[column]))) {
                faults.add(new Fault(Law.NOTHING_OF_NOTHING, place(i), actual[i], 0));
                return;
            }
        }
    }

    /** J·v is what the gradient's derivative by its cotangents gives for v, as in {@link org.gradus.core.Autograd#jvp}. */
    private void checkForward() {
        double[] tangent = drawn(gradient.length);
        double[] product = Values.of(
                Subject.gradients(forward.record(), cotangents, Values.like(leaves, tangent), RETAIN));
        double[] cotangent = Values.of(cotangents);
        double actual = 0;
        double expected = 0;
        double allowed = 0;
        for (int i = 0; i < product.length; i++) {
            actual += product[i] * cotangent[i];
            allowed += rounding * Math.abs(product[i] * cotangent[i]);
        }
        for (int i = 0; i < gradient.length; i++) {
            expected += tangent[i] * gradient[i];
            allowed += Math.abs(tangent[i]) * (rounding * Math.abs(gradient[i]) + zeros[i]);
        }
        if (!(Math.abs(actual - expected) <= allowed) && Double.isFinite(expected)) {
            faults.add(new Fault(Law.FORWARD_IS_TRANSPOSED, Place.direction("a random direction of the inputs"), actual,
                    expected));
        }
    }

    private Place place(int position) {
        return Part.place(Variable.parts(subject.differentiated()), position);
    }

    private void expect(Law law, double[] actual, double[] expected, double[] scale) {
        expect(law, actual, expected, scale, 1);
    }

    /** @param cotangents the size of the cotangents, by which rounding grows */
    private void expect(Law law, double[] actual, double[] expected, double[] scale, double cotangents) {
        for (int i = 0; i < actual.length; i++) {
            boolean holds = Math.abs(actual[i] - expected[i]) <= rounding * scale[i] + cotangents * zeros[i];
            if (!holds && Double.isFinite(expected[i])) {
                faults.add(new Fault(law, place(i), actual[i], expected[i]));
                return;
            }
        }
    }
}
