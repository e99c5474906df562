package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Functions in which everything cancels but rounding. */
class RoundingsTest {

    /** (x/3)·3 − x is 0, and 10⁻¹⁶ as computed; its product with y has a slope of that. */
    private static Tensor residue(Tensor x) {
        return x.div(3).add(x.mul(1.0 / 7)).mul(21).sub(x.mul(10));
    }

    private static GradCheckReport check(Function<Tensor, Tensor> function, double... at) {
        return GradCheck.check(function, Tensor.of(at).requiresGrad(true), GradCheckOptions.DEFAULT.withOrder(2));
    }

    @Test
    void derivatives_that_are_rounding_alone_are_right() {
        check(RoundingsTest::residue, 0.1, 0.7, 1.3, 5.9).assertCorrect();
    }

    @Test
    void a_function_of_rounding_alone_is_never_called_wrong() {
        assertThat(check(x -> residue(x).mul(x.exp()), 0.1, 0.7, 1.3, 5.9).verdict()).isNotEqualTo(Verdict.FAILED);
        assertThat(check(x -> residue(x.exp()).mul(x.flip(0)), 0.1, 0.7, 1.3, 5.9).verdict())
                .isNotEqualTo(Verdict.FAILED);
    }

    @Test
    void what_is_more_than_rounding_is_wrong_however_small() {
        Formula nothing = new Formula(_ -> 0, _ -> 1e-12);

        assertThat(check(x -> residue(x).add(nothing.apply(x)), 0.1, 0.7, 1.3, 5.9).verdict())
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void a_derivative_off_by_a_billionth_is_wrong() {
        assertThat(check(x -> new Formula(Math::exp, y -> Math.exp(y) * (1 + 1e-8)).apply(x), 0.3, -1).verdict())
                .isEqualTo(Verdict.FAILED);
    }
}
