package org.gradus.models.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.gradus.core.DType;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.gradus.layers.BatchNorm1d;
import org.gradus.layers.CrossEntropyLoss;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.gradus.layers.Sequential;
import org.gradus.models.CNN;
import org.junit.jupiter.api.Test;

class LossLandscapeTest {

    private static LossLandscape.Options options(int points) {
        return LossLandscape.options(new Rng(3)).withPoints(points);
    }

    @Test
    void in_the_middle_is_the_loss_and_the_weights_come_back_bit_for_bit() {
        var cnn = new CNN();
        Tensor digits = Tensor.rand(new Rng(1), 8, 1, 28, 28);
        Tensor labels = Tensor.of(new long[]{0, 1, 2, 3, 4, 5, 6, 7});
        var criterion = new CrossEntropyLoss();
        DoubleSupplier loss = () -> criterion.forward(cnn.forward(digits), labels).item();
        var before = cnn.stateDict();
        double exact = Tape.noGrad(loss::getAsDouble);

        LossLandscape landscape = LossLandscape.of(cnn, loss, options(5));

        assertThat(landscape.steps().asList()).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(landscape.losses()).hasSize(5).allSatisfy(row -> assertThat(row.length()).isEqualTo(5));
        assertThat(landscape.centre()).isEqualTo(exact);
        assertThat(landscape.losses().getFirst().get(0)).isNotEqualTo(exact);
        cnn.stateDict().forEach((name, value) -> assertThat(value.toFloatArray()).as(name)
                .isEqualTo(before.get(name).toFloatArray()));
        assertThat(LossLandscape.of(cnn, loss, options(5))).isEqualTo(landscape);
    }

    @Test
    void each_filter_of_a_direction_is_as_long_as_the_models() {
        // Of the squared length of filter i, the second difference by a step h is 2h²·‖δᵢ‖², and ‖δᵢ‖ = ‖θᵢ‖.
        var linear = new Linear(7, 3);
        linear.to(DType.FLOAT64);
        for (int filter = 0; filter < 3; filter++) {
            int row = filter;
            LossLandscape landscape = LossLandscape.of(linear,
                    () -> linear.weight().select(0, row).square().sum().item(), options(3).withRadius(0.5));
            double squared = linear.weight().select(0, row).square().sum().item();
            var middle = landscape.losses().get(1);
            assertThat(middle.get(0) + middle.get(2) - 2 * middle.get(1)).isCloseTo(0.5 * squared, within(1e-6));
            assertThat(landscape.losses().get(0).get(1) + landscape.losses().get(2).get(1) - 2 * middle.get(1))
                    .isCloseTo(0.5 * squared, within(1e-6));
        }
    }

    @Test
    void along_both_directions_at_once_the_steps_add_up() {
        // A linear function is f(α, β) = f(0, 0) + α·a + β·b.
        var linear = new Linear(4, 2);
        linear.to(DType.FLOAT64);
        var rows = LossLandscape.of(linear, () -> linear.weight().sum().item(), options(3)).losses();
        double centre = rows.get(1).get(1);
        double across = rows.get(1).get(2) - centre;
        double up = rows.get(2).get(1) - centre;
        assertThat(Math.abs(across - up)).isGreaterThan(1e-3);
        assertThat(rows.get(2).get(2)).isCloseTo(centre + across + up, within(1e-12));
        assertThat(rows.get(0).get(2)).isCloseTo(centre + across - up, within(1e-12));
    }

    @Test
    void biases_normalisations_and_filters_of_zeros_stay_where_they_are() {
        var linear = new Linear(3, 2);
        linear.weight().set(Tensor.zeros(2, 3));
        Module model = new Sequential(linear, new BatchNorm1d(2));
        List<Double> sums = new ArrayList<>();
        LossLandscape.of(model, () -> {
            sums.add(model.parameters().stream().mapToDouble(each -> each.square().sum().item()).sum());
            return 0;
        }, options(3));
        assertThat(sums).hasSize(9).containsOnly(sums.getFirst());
    }

    @Test
    void weights_come_back_after_an_error_too() {
        var linear = new Linear(3, 2);
        float[] before = linear.weight().toFloatArray();
        assertThatThrownBy(() -> LossLandscape.of(linear, () -> {
            assertThat(linear.weight().toFloatArray()).isNotEqualTo(before);
            throw new IllegalStateException("no loss");
        }, options(3))).hasMessage("no loss");
        assertThat(linear.weight().toFloatArray()).isEqualTo(before);
    }

    @Test
    void a_loss_that_is_not_finite_is_kept() {
        LossLandscape landscape = LossLandscape.of(new Linear(1, 1), () -> Double.NaN, options(3));
        assertThat(landscape.centre()).isNaN();
    }

    @Test
    void what_cannot_be_looked_at_is_told() {
        assertThatIllegalArgumentException().isThrownBy(() -> options(4))
                .withMessageStartingWith("[lossLandscape] points must be odd and at least 3");
        assertThatIllegalArgumentException().isThrownBy(() -> options(3).withRadius(0))
                .withMessageStartingWith("[lossLandscape] the radius must be positive, but is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LossLandscape.of(new BatchNorm1d(2), () -> 0, options(3)))
                .withMessageStartingWith("[lossLandscape] BatchNorm1d has no weights of two or more dimensions");
    }
}
