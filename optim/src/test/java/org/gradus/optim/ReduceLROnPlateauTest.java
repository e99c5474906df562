package org.gradus.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.Parameter;
import org.gradus.core.Tensor;
import org.gradus.optim.PlateauOptions.PlateauMode;
import org.gradus.optim.PlateauOptions.ThresholdMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReduceLROnPlateauTest {

    private static final PlateauOptions QUICK = PlateauOptions.DEFAULT.withFactor(0.5).withPatience(1);

    private static SGD sgd(double learningRate) {
        return new SGD(List.of(new Parameter(Tensor.ones(1))), learningRate);
    }

    private static double[] rates(ReduceLROnPlateau schedule, double... measures) {
        double[] rates = new double[measures.length];
        for (int i = 0; i < rates.length; i++) {
            schedule.step(measures[i]);
            rates[i] = schedule.getLastLR().get(0);
        }
        return rates;
    }

    private static double[] rates(PlateauOptions options, double... measures) {
        return rates(new ReduceLROnPlateau(sgd(1), options), measures);
    }

    @Test
    void the_rate_falls_when_patience_is_at_its_end() {
        // bad:                                0  1  2→½ 1   2→¼
        assertThat(rates(QUICK, 10, 11, 12, 13, 14)).containsExactly(1, 1, 0.5, 0.5, 0.25);
    }

    @Test
    void an_improvement_counts_only_beyond_the_threshold_and_after_the_cooldown() {
        // best 10: better is below 9. 9.5 and 9.2 are bad → ½; 8.5 is better; then the cooldown of 1 takes the first bad one.
        var options = QUICK.withThreshold(0.1).withCooldown(1);
        assertThat(rates(options, 10, 9.5, 9.2, 8.5, 9, 9, 9, 9, 9, 9, 9, 9))
                .containsExactly(1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125, 0.125, 0.0625);
    }

    @Test
    void a_threshold_can_be_a_difference_and_larger_can_be_better() {
        var larger = QUICK.withMode(PlateauMode.MAX).withThresholdMode(ThresholdMode.ABS).withThreshold(2);
        // better is above 12: 11 and 12 are bad → ½
        assertThat(rates(larger, 10, 11, 12, 13)).containsExactly(1, 1, 0.5, 0.5);
        // better is above 10·1.1 = 11: 12 is, then above 13.2
        assertThat(rates(larger.withThresholdMode(ThresholdMode.REL).withThreshold(0.1), 10, 12, 13, 13.1, 14))
                .containsExactly(1, 1, 1, 0.5, 0.5);
        // better is below 8
        assertThat(rates(larger.withMode(PlateauMode.MIN), 10, 8, 8.5)).containsExactly(1, 1, 0.5);
    }

    @Test
    void the_rate_does_not_fall_below_the_least_nor_by_next_to_nothing() {
        assertThat(rates(QUICK.withPatience(0).withMinLR(0.3), 1, 1, 1, 1)).containsExactly(1, 0.5, 0.3, 0.3);
        assertThat(rates(QUICK.withPatience(0).withEps(0.3), 1, 1, 1, 1)).containsExactly(1, 0.5, 0.5, 0.5);
    }

    @Test
    void nan_is_no_improvement() {
        assertThat(rates(QUICK, 1, Double.NaN, Double.NaN)).containsExactly(1, 1, 0.5);
    }

    @Test
    void a_schedule_goes_on_from_a_file(@TempDir Path folder) throws IOException {
        var options = QUICK.withCooldown(2);
        double[] undisturbed = rates(options, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4);
        var first = new ReduceLROnPlateau(sgd(1), options);
        rates(first, 3, 4, 5, 6);
        first.stateDict().save(folder.resolve("schedule"));
        var second = new ReduceLROnPlateau(sgd(7), options);
        second.loadStateDict(StateDict.load(folder.resolve("schedule")));
        assertThat(second.best()).isEqualTo(3);
        assertThat(second.lastEpoch()).isEqualTo(4);
        double[] rest = rates(second, 7, 8, 9, 1, 2, 3, 4);
        assertThat(rest).containsExactly(Arrays.copyOfRange(undisturbed, 4, 11));
    }

    @Test
    void a_state_of_other_settings_or_groups_is_refused() {
        var schedule = new ReduceLROnPlateau(sgd(1));
        StateDict state = new ReduceLROnPlateau(sgd(1), QUICK).stateDict();
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.loadStateDict(state))
                .withMessageContaining(
                        "the state is of ReduceLROnPlateau(mode=MIN, factor=0.5, patience=1, threshold=1.0E-4, "
                                + "thresholdMode=REL, cooldown=0, minLR=0.0, eps=1.0E-8), but this is ReduceLROnPlateau(mode=MIN, "
                                + "factor=0.1, patience=10");
        StateDict more = new StateDict(StateDict.NONE.tensors(), schedule.stateDict().notes().with("groups", 2));
        assertThatIllegalArgumentException().isThrownBy(() -> schedule.loadStateDict(more));
        assertThat(schedule.lastEpoch()).isZero();
    }

    @Test
    void bad_options_are_echoed() {
        assertThatIllegalArgumentException().isThrownBy(() -> QUICK.withFactor(1))
                .withMessage("[ReduceLROnPlateau] factor must be in (0, 1), but is 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> QUICK.withPatience(-1))
                .withMessage("[ReduceLROnPlateau] patience must be positive or zero, but is -1.0");
    }
}
