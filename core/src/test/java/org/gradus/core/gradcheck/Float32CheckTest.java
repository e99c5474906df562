package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.DType;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Parallel;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class Float32CheckTest {

    private final Tensor x = Tensor.randn(new Rng(2), 7, 5).requiresGrad(true);
    private final Tensor y = Tensor.randn(new Rng(3), 5, 9).to(DType.FLOAT64).requiresGrad(true);

    private Float32Report check(Function<List<Tensor>, Tensor> function, int terms) {
        return Float32Check.check(in -> List.of(function.apply(in)), List.of(x, y), terms, 4);
    }

    @Test
    void a_product_follows_float64_in_its_value_and_its_gradients() {
        Float32Report report = check(in -> in.get(0).matmul(in.get(1)), 9).assertCorrect();

        assertThat(report.deviations()).extracting(Float32Check.Deviation::what).containsExactly("output 0",
                "gradient of input 0", "gradient of input 1");
        assertThat(report.deviations().get(0).epsilons()).isLessThan(4);
        assertThat(report.toString()).startsWith("[float32] results follow float64\n  output 0 [");
    }

    @Test
    void a_result_of_less_than_float32_is_found_with_its_place() {
        Float32Report report = check(in -> in.get(0).mul(in.get(0).dtype() == DType.FLOAT32 ? 1.00001 : 1).tanh(), 0);

        assertThat(report.passed()).isFalse();
        assertThat(report.toString()).contains("[float32] results are off", "WRONG: output 0 [",
                "eps off where 4.0 may be");
        assertThatThrownBy(report::assertCorrect).isInstanceOf(AssertionError.class).hasMessage(report.toString());
    }

    @Test
    void a_gradient_of_less_than_float32_is_found() {
        Float32Report report = check(in -> in.get(0).mul(in.get(0).detach().mul(0).add(1)
                .mul(in.get(0).dtype() == DType.FLOAT32 ? 1.001 : 1)).sum().mul(0), 0);

        assertThat(report.passed()).as("0 times anything is right").isTrue();
        assertThat(check(in -> in.get(0).dtype() == DType.FLOAT32
                ? in.get(0).mul(1.001).sub(in.get(0).detach().mul(0.001))
                : in.get(0).mul(1), 0).deviations().get(1).passed()).isFalse();
    }

    @Test
    void nan_and_infinity_must_come_on_both_sides() {
        check(in -> in.get(0).mul(0).log(), 0).deviations().forEach(each -> assertThat(each.what()).isNotEmpty());
        Float32Report report = Float32Check.check(in -> List.of(in.get(0).exp()),
                List.of(Tensor.of(new double[]{100}).requiresGrad(true)), 0, 1);

        assertThat(report.passed()).as("e¹⁰⁰ is too large for float32: %s", report).isFalse();
    }

    @Test
    void bits_that_depend_on_the_number_of_threads_are_found() {
        Float32Report report = check(in -> in.get(0).mul(Parallel.getNumThreads() == 3 ? 1 + 0x1p-23 : 1), 0);

        assertThat(report.threads()).hasValue(3);
        assertThat(report.toString()).contains("WRONG: on 3 threads other bits come");
    }

    @Test
    void the_number_of_threads_is_set_back() {
        int before = Parallel.getNumThreads();

        assertThatThrownBy(() -> check(in -> {
            if (Parallel.getNumThreads() == 3) {
                throw new UnsupportedOperationException("three");
            }
            return in.get(0);
        }, 0)).hasMessage("three");
        assertThat(Parallel.getNumThreads()).isEqualTo(before);
    }

    @Test
    void nothing_is_right() {
        Tensor empty = Tensor.of(new double[0], 0, 3).requiresGrad(true);

        Float32Report report = Float32Check.check(in -> List.of(in.get(0).exp()), List.of(empty), 0, 1).assertCorrect();

        assertThat(report.toString()).contains("output 0 is empty");
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> check(in -> in.get(0), -1))
                .withMessage("[float32] the number of terms must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(in -> in.get(0).to(DType.FLOAT64), 0))
                .withMessageContainingAll("[float32] the function gave [float64[7,5]] for float32 inputs",
                        "convert constants with to(x.dtype())");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(in -> in.get(0).dtype() == DType.FLOAT32 ? in.get(0).sum() : in.get(0), 0))
                .withMessageContaining("shapes must not depend on the type");
    }
}
