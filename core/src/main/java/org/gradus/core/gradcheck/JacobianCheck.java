package org.gradus.core.gradcheck;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.gradus.core.GradOptions;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.jspecify.annotations.Nullable;

/** The check of one function's Jacobian, every output by every input, against central differences. */
final class JacobianCheck {

    /** Far above the rounding of another order of computation, a float32 on the way included, far below any mistake. */
    private static final double ROUNDING = 1e-6;

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    private final Subject subject;
    private final Subject gradient;
    private final GradCheckOptions options;
    private final List<Variable> inputs;
    private final List<Tensor> leaves;
    private final List<Derivative> wrong = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Derivative worstAbsolute;
    private @Nullable Derivative worstRelative;

    /** @param gradient the subject's own, for random cotangents */
    JacobianCheck(Subject subject, Subject gradient, GradCheckOptions options) {
        this.subject = subject;
        this.gradient = gradient;
        this.options = options;
        this.inputs = subject.differentiated();
        this.leaves = Variable.tensors(inputs);
    }

    JacobianReport run(int order) {
        List<Tensor> outputs = subject.evaluate();
        ImmutableList<String> recorded = Tape.recorded(outputs.toArray(Tensor[]::new)).stream()
                .map(node -> node.op().name() + " → " + node.type()).collect(ImmutableList.toImmutableList());
        double[][] analytic = jacobian(outputs);
        checkLinear(analytic);
        checkReuse(outputs);
        long entries = compare(analytic);
        var worstWrong = wrong.stream().collect(Comparators.greatest(JacobianReport.LISTED,
                Comparator.comparingDouble(each -> each.absoluteError() / options.tolerance(each.numeric()))));
        return new JacobianReport(order, entries, wrong.size(), ImmutableList.copyOf(worstWrong),
                Optional.ofNullable(worstAbsolute), Optional.ofNullable(worstRelative), ImmutableList.copyOf(faults),
                recorded);
    }

    /** One row an output element, one column an input element: a backward pass a row, with a cotangent of one 1. */
    private double[][] jacobian(List<Tensor> outputs) {
        List<double[]> rows = new ArrayList<>();
        for (Tensor output : outputs) {
            for (int element = 0; element < output.numel(); element++) {
                double[] unit = new double[output.numel()];
                unit[element] = 1;
                List<Tensor> cotangent = List.of(Tensor.wrap(unit, output.shape()));
                rows.add(Values.of(Subject.gradients(List.of(output), leaves, cotangent, RETAIN)));
            }
        }
        return rows.toArray(double[][]::new);
    }

    /** A random cotangent must combine the Jacobian's rows: uᵀ·J. */
    private void checkLinear(double[][] analytic) {
        double[] cotangent = Values.of(cotangents());
        double[] actual = Values.of(Variable.tensors(gradient.outputs()));
        double[] expected = new double[actual.length];
        double[] scale = new double[actual.length];
        for (int row = 0; row < cotangent.length; row++) {
            for (int column = 0; column < actual.length; column++) {
                double term = cotangent[row] * analytic[row][column];
                expected[column] += term;
                scale[column] += Math.abs(term);
            }
        }
        checkEqual("for a random cotangent u the gradient is not uᵀ·J, so that a vjp is not linear in its upstream",
                actual, expected, scale);
    }

    /** Two uses of the same inputs must add up. */
    private void checkReuse(List<Tensor> outputs) {
        List<Tensor> twice = Lists.newArrayList(outputs);
        twice.addAll(subject.evaluate());
        List<Tensor> cotangents = new ArrayList<>(cotangents());
        cotangents.addAll(cotangents());
        double[] actual = Values.of(Subject.gradients(twice, leaves, cotangents, RETAIN));
        double[] expected = Values.of(Variable.tensors(gradient.outputs()));
        double[] scale = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            expected[i] *= 2;
            scale[i] = 1 + Math.abs(expected[i]);
        }
        checkEqual("where the inputs are used twice the gradient is not twice as large", actual, expected, scale);
    }

    private List<Tensor> cotangents() {
        List<Variable> all = gradient.inputs();
        return Variable.tensors(all.subList(subject.inputs().size(), all.size()));
    }

    private void checkEqual(String fault, double[] actual, double[] expected, double[] scale) {
        for (int i = 0; i < actual.length; i++) {
            if (Math.abs(actual[i] - expected[i]) > ROUNDING * scale[i]) {
                faults.add(fault + ": " + Variable.place(inputs, i) + " has " + actual[i] + " instead of "
                        + expected[i]);
                return;
            }
        }
    }

    private long compare(double[][] analytic) {
        int column = 0;
        for (Variable input : inputs) {
            double[] values = input.tensor().toDoubleArray();
            for (int element = 0; element < values.length; element++, column++) {
                double[] numeric = difference(input, element, values[element]);
                for (int row = 0; row < numeric.length; row++) {
                    note(row, column, analytic[row][column], numeric[row]);
                }
            }
        }
        return (long) column * analytic.length;
    }

    /** Divides by the step as it was rounded. */
    private double[] difference(Variable input, int element, double value) {
        double above = value + options.eps();
        double below = value - options.eps();
        double[] difference = Values.of(subject.evaluate(input, element, above));
        double[] belows = Values.of(subject.evaluate(input, element, below));
        for (int row = 0; row < difference.length; row++) {
            difference[row] = (difference[row] - belows[row]) / (above - below);
        }
        return difference;
    }

    private void note(int row, int column, double analytic, double numeric) {
        double error = Math.abs(analytic - numeric);
        boolean right = error <= options.tolerance(numeric);
        boolean large = options.rtol() * Math.abs(numeric) >= options.atol();
        boolean absolute = worstAbsolute == null || Double.compare(error, worstAbsolute.absoluteError()) > 0;
        boolean relative = large && (worstRelative == null || error > worstRelative.relativeError()
                * Math.max(Math.abs(analytic), Math.abs(numeric)));
        if (right && !absolute && !relative) {
            return;
        }
        var derivative = new Derivative(Variable.place(subject.outputs(), row), Variable.place(inputs, column),
                analytic,
                numeric);
        worstAbsolute = absolute ? derivative : worstAbsolute;
        worstRelative = relative ? derivative : worstRelative;
        if (!right) {
            wrong.add(derivative);
        }
    }
}
