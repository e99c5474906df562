package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.NormOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Expected values are PyTorch's for the pairs (1, 2), (3, −1) and (0, 0), (1, 1). */
class DistancesTest {

    private static final Tensor B = Tensor.of(new double[]{3, -1, 1, 1}, 2, 2);

    private static Tensor a() {
        return Tensor.of(new double[]{1, 2, 0, 0}, 2, 2).requiresGrad(true);
    }

    private static void check(Tensor y, Tensor a, double[] values, double[] gradient) {
        y.sum().backward();
        assertThat(y.toDoubleArray()).containsExactly(values, within(1e-14));
        double[] actual = a.grad().toDoubleArray();
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(gradient[i], within(1e-14 * Math.max(1, Math.abs(gradient[i]))));
        }
    }

    @Test
    void cosine_similarity_and_its_gradient_also_at_a_vector_of_zeros() {
        Tensor a = a();
        check(Distances.cosineSimilarity(a, B, 1), a, new double[]{0.1414213562373095, 0},
                new double[]{0.39597979746446654, -0.1979898987322333, 70710678.11865474, 70710678.11865474});
    }

    @Test
    void the_gradient_of_cosine_similarity_passes_the_smallest_norm() {
        Tensor a = a();
        check(Distances.cosineSimilarity(a, B, -1, 3), a, new double[]{0.10540925533894593, 0},
                new double[]{0.30051428199047026, -0.1368362233916814, 0.1111111111111111, 0.1111111111111111});
    }

    @Test
    void distances_of_pairs() {
        Tensor a = a();
        check(Distances.pairwiseDistance(a, B), a, new double[]{3.605551552814354, 1.4142121481595327},
                new double[]{-0.5546998762058688, 0.8320505076839951, -0.7071067811865475, -0.7071067811865475});
        Tensor summed = Distances.pairwiseDistance(a, B, NormOptions.over(-1).withP(1).withKeepDim(true), 0.5);
        assertThat(summed.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(summed.toDoubleArray()).containsExactly(5, 1);
    }

    @Test
    void shapes_that_do_not_broadcast_are_refused() {
        assertThatThrownBy(() -> Distances.cosineSimilarity(Tensor.zeros(2, 3), Tensor.zeros(2, 2), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("[cosineSimilarity]");
    }
}
