package org.gradus.core.gradcheck;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Fault.Law;

/** What must hold of a function's gradients beside being right. */
final class Laws {

    /** Far above the rounding of another order of computation, a float32 on the way included, far below any mistake. */
    private static final double ROUNDING = 1e-6;

    private static final GradOptions RETAIN = GradOptions.DEFAULT.withRetainGraph(true);

    private final Subject subject;
    private final List<Tensor> leaves;
    private final List<Tensor> cotangents;
    private final double[] gradient;
    private final double[] zeros;
    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param gradient the subject's own, for random cotangents
     * @param zeros the size of what rounding leaves of each of its elements where it cancels
     */
    Laws(Subject subject, Subject gradient, double[] zeros) {
        this.zeros = zeros;
        this.subject = subject;
        this.leaves = Variable.tensors(subject.differentiated());
        this.gradient = Values.of(Variable.tensors(gradient.outputs()));
        List<Variable> all = gradient.inputs();
        this.cotangents = Variable.tensors(all.subList(subject.inputs().size(), all.size()));
    }

    /** @param outputs on the tape */
    ImmutableList<Fault> check(List<Tensor> outputs, double[][] jacobian) {
        checkRows(jacobian);
        checkReuse(outputs);
        return ImmutableList.copyOf(faults);
    }

    private void checkRows(double[][] jacobian) {
        double[] cotangent = Values.of(cotangents);
        double[] expected = new double[gradient.length];
        double[] scale = new double[gradient.length];
        for (int row = 0; row < cotangent.length; row++) {
            for (int column = 0; column < gradient.length; column++) {
                double term = cotangent[row] * jacobian[row][column];
                expected[column] += term;
                scale[column] += Math.abs(term);
            }
        }
        expect(Law.COMBINES_ROWS, gradient, expected, scale);
    }

    private void checkReuse(List<Tensor> outputs) {
        List<Tensor> twice = new ArrayList<>(outputs);
        twice.addAll(subject.record());
        List<Tensor> both = new ArrayList<>(cotangents);
        both.addAll(cotangents);
        double[] actual = Values.of(Subject.gradients(twice, leaves, both, RETAIN));
        double[] expected = Arrays.stream(gradient).map(each -> 2 * each).toArray();
        double[] scale = Arrays.stream(expected).map(each -> 1 + Math.abs(each)).toArray();
        expect(Law.ADDS_UP, actual, expected, scale);
    }

    private void expect(Law law, double[] actual, double[] expected, double[] scale) {
        for (int i = 0; i < actual.length; i++) {
            if (Math.abs(actual[i] - expected[i]) > ROUNDING * scale[i] + zeros[i]) {
                faults.add(new Fault(law, Part.place(Variable.parts(subject.differentiated()), i), actual[i],
                        expected[i]));
                return;
            }
        }
    }
}
