package org.gradus.examples.peers.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.Tensor;
import org.gradus.examples.peers.check.Difference.Allowance;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final Allowance ROUNDED = new Allowance(Closeness.ROUNDED, 1e-3, null);
    private static final Allowance RELATIVE = new Allowance(Closeness.RELATIVE, 1e-3, null);
    private static final Allowance EXACT = new Allowance(Closeness.EXACT, 1e-3, null);

    @Test
    void rounded_measures_small_numbers_against_one_and_large_ones_against_themselves() {
        assertThat(of(ROUNDED, 1e-4, 2e-4).complaint()).isNull();
        assertThat(of(ROUNDED, 1000.9, 1000).complaint()).isNull();
        assertThat(of(ROUNDED, 1001.1, 1000).complaint()).contains("at [0] Gradus gives 1001.1, PyTorch 1000.0");
        assertThat(of(ROUNDED, 0.0011, 0).worst()).isEqualTo(0.0011);
    }

    @Test
    void a_number_in_higher_precision_counts_in_place_of_the_peers_nan() {
        var precise = new Allowance(Closeness.ROUNDED, 1e-3, Tensor.of(new double[]{2}));

        assertThat(of(precise, 2.001, Double.NaN).complaint()).isNull();
        assertThat(of(precise, 2.01, Double.NaN).complaint()).contains("Gradus gives 2.01, PyTorch 2.0");
        assertThat(of(precise, Double.NaN, Double.NaN).complaint()).isNull();
        assertThat(of(precise, Double.NaN, 2).complaint()).isNotNull();
    }

    @Test
    void relative_measures_small_numbers_against_themselves() {
        assertThat(of(RELATIVE, 1.0009e-20, 1e-20).complaint()).isNull();
        assertThat(of(RELATIVE, 1.0011e-20, 1e-20).complaint()).isNotNull();
    }

    @Test
    void exact_takes_equal_bits_either_zero_and_any_nan_alone() {
        assertThat(of(EXACT, Math.nextUp(1.0), 1).complaint()).isNotNull();
        assertThat(of(EXACT, 1, 1)).isEqualTo(new Difference(0, null));
        assertThat(of(EXACT, 0.0, -0.0)).isEqualTo(new Difference(0, null));
        assertThat(of(EXACT, Double.NaN, Double.NaN)).isEqualTo(new Difference(0, null));
    }

    @Test
    void what_is_not_finite_agrees_with_the_same_alone() {
        double[] odd = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1};
        for (var allowance : new Allowance[]{ROUNDED, RELATIVE, EXACT}) {
            for (double ours : odd) {
                for (double theirs : odd) {
                    boolean same = Double.compare(ours, theirs) == 0;
                    Difference difference = of(allowance, ours, theirs);
                    assertThat(difference.complaint() == null).as("%s: %s, %s", allowance, ours, theirs)
                            .isEqualTo(same);
                    assertThat(difference.worst()).isEqualTo(same ? 0 : Double.POSITIVE_INFINITY);
                }
            }
        }
    }

    @Test
    void where_the_peer_is_off_itself_as_much_is_forgiven_four_times() {
        Tensor theirs = Tensor.of(new double[]{1, 1});
        Tensor precise = Tensor.of(new double[]{1, 1.01});
        var rounded = new Allowance(Closeness.ROUNDED, 1e-3, precise);
        var relative = new Allowance(Closeness.RELATIVE, 1e-3, precise);
        assertThat(Difference.of(Tensor.of(new double[]{1, 1.0409}), theirs, rounded).complaint()).isNull();
        assertThat(Difference.of(Tensor.of(new double[]{1, 1.0411}), theirs, rounded).complaint()).isNotNull();
        assertThat(Difference.of(Tensor.of(new double[]{1.04, 1}), theirs, rounded).complaint()).isNull();
        assertThat(Difference.of(Tensor.of(new double[]{1.04, 1}), theirs, relative).complaint()).isNotNull();
    }

    @Test
    void shapes_types_and_integers_must_be_equal() {
        Tensor floats = Tensor.zeros(2, 3);
        assertThat(Difference.of(floats, Tensor.zeros(3, 2), ROUNDED).complaint())
                .isEqualTo("Gradus gives float32[2,3], PyTorch float32[3,2]");
        assertThat(Difference.of(Tensor.of(new long[]{1L << 53}), Tensor.of(new long[]{(1L << 53) + 1}), ROUNDED)
                .complaint()).contains("at [0]");
        assertThat(Difference.of(Tensor.of(new boolean[]{true, false, true, false}, 2, 2),
                Tensor.of(new boolean[]{true, false, false, false}, 2, 2), ROUNDED).complaint()).contains("at [1, 0]");
    }

    private static Difference of(Allowance allowance, double ours, double theirs) {
        return Difference.of(Tensor.of(new double[]{ours}), Tensor.of(new double[]{theirs}), allowance);
    }
}
