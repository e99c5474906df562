package org.gradus.core.op;

import static org.gradus.core.op.LossCheck.rows;
import static org.gradus.core.op.LossCheck.vector;

import org.gradus.core.GaussianNllOptions;
import org.gradus.core.KlDivOptions;
import org.gradus.core.PoissonNllOptions;
import org.gradus.core.Reduction;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Expected values are PyTorch's unless a comment derives them. */
class DistributionLossesTest {

    private static final double NAN = Double.NaN;
    private static final Tensor LOGARITHMS = rows(2, -1, -2, -0.5, -3);
    private static final Tensor PROBABILITIES = rows(2, 0.25, 0.75, 0.5, 0.5);
    private static final KlDivOptions DIVERGENCE = KlDivOptions.DEFAULT;
    private static final PoissonNllOptions POISSON = PoissonNllOptions.DEFAULT.withReduction(Reduction.NONE);
    private static final GaussianNllOptions GAUSSIAN = GaussianNllOptions.DEFAULT.withReduction(Reduction.NONE);

    private static LossCheck klDiv(KlDivOptions options, Tensor x, Tensor t) {
        return LossCheck.of(in -> DistributionLosses.klDiv(in.get(0), in.get(1), options), x, t);
    }

    private static LossCheck poisson(PoissonNllOptions options, Tensor x, Tensor t) {
        return LossCheck.of(in -> DistributionLosses.poissonNllLoss(in.get(0), in.get(1), options), x, t);
    }

    private static LossCheck gaussian(GaussianNllOptions options, Tensor... in) {
        return LossCheck.of(given -> DistributionLosses.gaussianNllLoss(given.get(0), given.get(1), given.get(2),
                options), in);
    }

    @Test
    void klDiv_is_the_divergence_where_the_sum_is_divided_by_the_batch() {
        klDiv(DIVERGENCE.withReduction(Reduction.NONE), LOGARITHMS, PROBABILITIES).gives(-0.09657359027997264,
                1.2842384456611644, -0.09657359027997264, 1.1534264097200273);
        klDiv(DIVERGENCE.withReduction(Reduction.SUM), LOGARITHMS, PROBABILITIES).gives(2.244517674821246);
        klDiv(DIVERGENCE, LOGARITHMS, PROBABILITIES).gives(0.5611294187053115);
        klDiv(DIVERGENCE.withReduction(Reduction.BATCH_MEAN), LOGARITHMS, PROBABILITIES).gives(1.122258837410623);
        klDiv(new KlDivOptions(true, Reduction.BATCH_MEAN), LOGARITHMS, PROBABILITIES.log()).gives(1.122258837410623);
    }

    @Test
    void klDiv_is_0_where_a_probability_is_and_its_gradient_there_is_that_of_pytorch() {
        klDiv(DIVERGENCE.withReduction(Reduction.NONE), vector(-1, -2, -0.5), vector(0, 0.5, 1))
                .check(new double[]{0, 0.6534264097200273, 0.5}, new double[]{0, -0.5, -1},
                        new double[]{NAN, 2.3068528194400546, 1.5});
    }

    @Test
    void klDiv_of_logarithms() {
        klDiv(new KlDivOptions(true, Reduction.NONE), vector(-1, -2, -0.5), vector(0, 0.5, 1))
                .check(new double[]{1, 4.121803176750321, 4.077422742688568},
                        new double[]{-1, -1.6487212707001282, -2.718281828459045},
                        new double[]{2, 5.770524447450449, 6.795704571147613});
    }

    @Test
    void poissonNllLoss_of_logarithms_and_of_counts() {
        poisson(POISSON.withFull(true), vector(0.5, -1), vector(2, 3))
                .check(new double[]{1.3005277553046641, 5.1319609847145}, new double[]{-0.3512787292998718,
                        -2.6321205588285577}, new double[]{0.4431471805599453, 2.2652789553347765});
        poisson(POISSON.withFull(true).withLogInput(false), vector(0.5, 1), vector(2, 3))
                .check(new double[]{2.5381008057244268, 2.764081513543057}, new double[]{-2.9999999200000014,
                        -1.99999997}, new double[]{1.6362943411198907, 1.2652789453347766});
        // (e⁰ − 2·0 + e⁰ − 3·0) / 2
        poisson(PoissonNllOptions.DEFAULT, vector(0, 0), vector(2, 3)).gives(1);
    }

    @Test
    void in_full_counts_up_to_1_have_no_factorial_and_no_gradient_of_one() {
        // e^½ − k/2, and its derivative −½ by k
        poisson(POISSON.withFull(true), vector(0.5, 0.5, 0.5), vector(0, 0.5, 1)).check(
                new double[]{1.6487212707001282, 1.3987212707001282, 1.1487212707001282},
                new double[]{1.6487212707001282, 1.1487212707001282, 0.6487212707001282},
                new double[]{-0.5, -0.5, -0.5});
    }

    @Test
    void an_expected_count_of_0_is_kept_from_the_logarithm_by_eps() {
        // 0 − 1·ln eps
        poisson(POISSON.withLogInput(false).withEps(0.25), vector(0), vector(1)).check(new double[]{Math.log(4)},
                new double[]{-3}, new double[]{Math.log(4)});
    }

    @Test
    void gaussianNllLoss_in_full() {
        gaussian(GAUSSIAN.withFull(true), vector(0.5, -1), vector(2, 3), vector(0.25, 4)).check(
                new double[]{4.725791352644727, 3.612085713764618}, new double[]{-6, -1}, new double[]{6, 1},
                new double[]{-16, -0.375});
    }

    @Test
    void variances_may_be_shared_along_one_dimension() {
        Tensor x = rows(2, 1, 2, 3, 5);
        Tensor t = rows(2, 0, 2, 1, 1);
        double[] perRow = {0.5965735902799727, 0.34657359027997264, 1.1931471805599454, 2.6931471805599454};
        gaussian(GAUSSIAN, x, t, vector(2, 4)).check(perRow, new double[]{0.5, 0, 0.5, 1}, new double[]{-0.5, 0, -0.5,
                -1}, new double[]{0.375, -0.375});
        gaussian(GAUSSIAN, x, t, rows(2, 2, 4)).gives(perRow);
        gaussian(GAUSSIAN, x, t, rows(1, 2, 4)).check(
                new double[]{0.5965735902799727, 0.6931471805599453, 1.3465735902799727, 2.6931471805599454},
                new double[]{0.5, 0, 1, 1}, new double[]{-0.5, 0, -1, -1}, new double[]{-0.125, -0.25});
    }

    @Test
    void a_variance_below_eps_is_taken_for_it_but_gets_its_gradient() {
        gaussian(GAUSSIAN, vector(0.5, 0.5), vector(0, 1), vector(0, 0.25)).check(
                new double[]{124993.09224472102, -0.1931471805599453}, new double[]{500000, -2},
                new double[]{-500000, 2}, new double[]{-124999500000.0, 0});
    }

    @Test
    void nothing_has_no_variance_to_refuse() {
        gaussian(GAUSSIAN, vector(), vector(), vector()).gives();
    }
}
