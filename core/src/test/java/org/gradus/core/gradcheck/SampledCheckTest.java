package org.gradus.core.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.DetectionPower.Singles;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class SampledCheckTest {

    private static final GradCheckOptions AT_ONCE = GradCheckOptions.DEFAULT.withBudget(Duration.ZERO);
    private static final Rng RNG = new Rng(5);

    private final Tensor x = Tensor.randn(RNG, 20, 30).to(DType.FLOAT64).requiresGrad(true);
    private final Tensor weight = Tensor.randn(RNG, 30, 40).to(DType.FLOAT64).mul(0.2).detach().requiresGrad(true);

    private GradCheckReport check(Function<Tensor, Tensor> activation, GradCheckOptions options) {
        return GradCheck.check(in -> List.of(activation.apply(in.get(0).matmul(in.get(1)))), List.of(x, weight),
                options);
    }

    @Test
    void without_time_some_of_every_input_is_looked_at_all_the_same() {
        JacobianReport report = check(Tensor::tanh, AT_ONCE).assertCorrect().orders().get(0);

        // 8 rows, of which 4 are random directions, by a random direction of everything, one of each input and one element of each.
        assertThat(report.elements().compared()).isEqualTo(4 * 2);
        assertThat(report.directions().compared()).isEqualTo(8 * 3 + 4 * 2);
        assertThat(report.dense()).isEmpty();
        DetectionPower power = report.power().orElseThrow();
        assertThat(power.directions()).isEqualTo(1);
        assertThat(power.singles()).extracting(Singles::count).containsExactly(1, 1);
        assertThat(power.smallestError()).isBetween(0.0, 0.01);
        assertThat(report.toString()).contains("a part was looked at, which finds with a probability of 99 %",
                "input 1: 1 of 1,200");
    }

    @Test
    void a_wrong_rule_is_found_without_time() {
        var forgets = new Formula(Math::tanh, y -> 1.001 * (1 - Math.tanh(y) * Math.tanh(y)));

        GradCheckReport report = check(forgets::apply, AT_ONCE);

        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.toString()).contains("∂ a random direction of the outputs / ∂ a random direction of input 1");
    }

    @Test
    void a_rule_that_is_not_linear_is_found_without_time() {
        assertThat(check(y -> new BrokenOps.DropsNegativeUpstream().apply(y), AT_ONCE).orders().get(0).faults())
                .isNotEmpty();
    }

    @Test
    void what_fits_into_the_time_is_compared_as_a_whole() {
        JacobianReport report = GradCheck.check(Tensor::exp, Tensor.of(new double[]{1, 2}).requiresGrad(true),
                GradCheckOptions.DEFAULT.withBudget(Duration.ofMinutes(5))).orders().get(0);

        assertThat(report.dense()).isPresent();
        assertThat(report.power()).isEmpty();
        assertThat(report.elements().compared()).isEqualTo(4);
    }

    @Test
    void few_outputs_are_looked_at_one_by_one() {
        GradCheckReport report = GradCheck.check(in -> List.of(in.get(0).matmul(in.get(1)).square().mean()),
                List.of(x, weight), AT_ONCE.withOrder(2));

        assertThat(report.assertCorrect().orders().get(0).elements().compared()).isEqualTo(2);
        assertThat(report.orders().get(1).power()).isPresent();
    }

    @Test
    void a_jacobian_that_is_too_large_for_its_whole_asks_for_a_budget() {
        Tensor many = Tensor.full(Shape.of(10_000), 1, DType.FLOAT64).requiresGrad(true);

        assertThatIllegalArgumentException().isThrownBy(() -> GradCheck.check(Tensor::exp, many)).withMessage(
                "[gradCheck] the Jacobian has 10000 rows and 10000 columns, more than can be compared one by one; have a part of it looked at with withBudget(Duration)");
    }

    @Test
    void a_budget_is_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradCheckOptions.DEFAULT.withBudget(Duration.ofSeconds(-1)))
                .withMessageContaining("must not be negative, but is PT-1S");
    }

    @Test
    void single_elements_come_from_everywhere_each_once() {
        var sampling = new Sampling("all", List.of(new Part("a", 0, Shape.of(100)), new Part("b", 1, Shape.of(0))),
                new double[100], new Rng(1));
        List<Integer> positions = ImmutableList.copyOf(sampling).stream().filter(Ray.Unit.class::isInstance)
                .map(ray -> ((Ray.Unit) ray).position()).toList();

        assertThat(positions).hasSize(100).doesNotHaveDuplicates();
        for (int tenth = 0; tenth < 10; tenth++) {
            int from = 10 * tenth;
            assertThat(positions.subList(0, 30)).filteredOn(at -> at >= from && at < from + 10).hasSizeBetween(2, 4);
        }
    }

    @Test
    void the_power_of_random_directions_is_what_drawing_them_shows() {
        Rng rng = new Rng(3);
        double[] normal = new double[4 + 6];
        double smallest = 1 / DetectionPower.of(6, 4, 1, ImmutableList.of()).smallestError();
        int missed = 0;
        int trials = 200_000;
        for (int trial = 0; trial < trials; trial++) {
            rng.normal(normal, 0, 1);
            double rows = 0;
            double columns = 0;
            for (int i = 0; i < normal.length; i++) {
                rows = i < 4 ? Math.max(rows, Math.abs(normal[i])) : rows;
                columns = i < 4 ? columns : Math.max(columns, Math.abs(normal[i]));
            }
            missed += rows * columns < smallest ? 1 : 0;
        }

        assertThat(missed / (double) trials).isCloseTo(0.01, within(0.001));
    }

    @Test
    void the_power_of_single_elements_grows_with_their_number() {
        Part part = new Part("input 0", 0, Shape.of(1000));

        // (1 − φ)ⁿ = 0.01
        assertThat(new Singles(part, 1).smallestPart()).isCloseTo(0.99, within(1e-12));
        assertThat(Math.pow(1 - new Singles(part, 50).smallestPart(), 50)).isCloseTo(0.01, within(1e-12));
        assertThat(new Singles(part, 1000).smallestPart()).isZero();
        assertThat(new Singles(part, 1000)).hasToString("input 0: all 1,000");
    }
}
