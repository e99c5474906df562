package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimiser against 50 steps of PyTorch's. */
class TorchStepsTest {

    private static final int STEPS = 50;

    static List<TorchSteps.Case> cases() {
        return TorchSteps.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fifty_steps_in_float64_are_pytorchs(TorchSteps.Case torch) {
        Parameter p = TorchSteps.start(DType.FLOAT64);
        Optimizer<?> optimizer = Steppers.of(torch.optimizer(), torch.options(), List.of(p));
        List<Integer> shown = TorchSteps.shown();
        int row = 0;
        for (int t = 1; t <= STEPS; t++) {
            Steppers.step(optimizer, p, TorchSteps.gradient(t, DType.FLOAT64));
            if (shown.contains(t)) {
                assertThat(p.toDoubleArray()).as("after step %s", t).containsExactly(torch.float64()[row++],
                        within(1e-13));
            }
        }
        assertThat(row).isEqualTo(shown.size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fifty_steps_in_float32_are_pytorchs(TorchSteps.Case torch) {
        Parameter p = TorchSteps.start(DType.FLOAT32);
        Optimizer<?> optimizer = Steppers.of(torch.optimizer(), torch.options(), List.of(p));
        for (int t = 1; t <= STEPS; t++) {
            Steppers.step(optimizer, p, TorchSteps.gradient(t, DType.FLOAT32));
        }
        float[] actual = p.toFloatArray();
        for (int i = 0; i < actual.length; i++) {
            double expected = torch.float32()[i];
            assertThat((double) actual[i]).isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
        }
    }
}
