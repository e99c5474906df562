package org.gradus.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import org.gradus.examples.bench.Work.Rate;
import org.gradus.examples.peers.wire.Attributes;
import org.junit.jupiter.api.Test;

class BenchTableTest {

    @Test
    void the_ratio_is_that_of_the_medians_to_pytorchs_better_layout() {
        Row row = row(Goal.times(2), 0.001, 0.002, 0.009);
        row.sample(Side.TORCH).add(new double[]{0.006});
        row.sample(Side.TORCH_CHANNELS_LAST).add(new double[]{0.005, 0.003, 0.004});

        assertThat(row.ratio()).isEqualTo(2);
        assertThat(row.best()).isEqualTo(Side.TORCH_CHANNELS_LAST);
        assertThat(row.isReached(Double.NaN)).isTrue();
        assertThat(table(row)).contains("2.00 ms", "800 %", "4.00 ms", "channels-last", "2.00×", "✓",
                "Of 1 compared, Gradus is ahead in 1; 1 reach their goals.");
    }

    @Test
    void a_layout_that_falls_a_fifth_behind_is_not_measured_again() {
        Row row = row(Goal.AHEAD, 0.001);
        assertThat(row.worthMeasuring()).containsExactly(Side.TORCH, Side.TORCH_CHANNELS_LAST);

        row.sample(Side.TORCH).add(new double[]{0.0119});
        row.sample(Side.TORCH_CHANNELS_LAST).add(new double[]{0.01});
        assertThat(row.worthMeasuring()).containsExactly(Side.TORCH, Side.TORCH_CHANNELS_LAST);

        row.sample(Side.TORCH).add(new double[]{0.0123});
        assertThat(row.worthMeasuring()).containsExactly(Side.TORCH_CHANNELS_LAST);
    }

    @Test
    void a_goal_that_is_missed_is_called_missed() {
        Row row = row(Goal.times(2), 0.002);
        row.sample(Side.TORCH).add(new double[]{0.003});

        assertThat(row.isReached(Double.NaN)).isFalse();
        assertThat(table(row)).contains("1.50×", "missed", "Gradus is ahead in 1; 0 reach their goals.");
    }

    @Test
    void a_part_of_the_ceiling_is_judged_by_the_speed() {
        Row row = row(Goal.AHEAD.withPartOfCeiling(0.85), 1e-3);
        row.sample(Side.TORCH).add(new double[]{2e-3});

        assertThat(row.rate()).isEqualTo(1);
        assertThat(row.isReached(1.1)).isTrue();
        assertThat(row.isReached(1.2)).isFalse();
        assertThat(row.rateInWords(1.25)).isEqualTo("1.00 GFLOP/s (80 %)");
    }

    @Test
    void figures_have_three_digits_and_a_fitting_unit() {
        assertThat(Figures.seconds(12.3456)).isEqualTo("12.3 s");
        assertThat(Figures.seconds(0.0999)).isEqualTo("99.9 ms");
        assertThat(Figures.seconds(1.5e-7)).isEqualTo("150 ns");
        assertThat(Figures.seconds(Double.NaN)).isEqualTo("–");
    }

    private static Row row(Goal goal, double... medians) {
        Row row = new Row(new Work("gemm", "a product", Attributes.NONE, 1e6, Rate.GFLOPS, true, goal));
        for (double median : medians) {
            row.sample(Side.GRADUS).add(new double[]{median});
        }
        return row;
    }

    private static String table(Row row) {
        return new BenchTable(ImmutableList.of(row), true).toString();
    }
}
