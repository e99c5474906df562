package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.AttentionOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class AttentionTest {

    private static final AttentionOptions PLAIN = AttentionOptions.DEFAULT;
    private static final Tensor QUERY = Tensor.of(new double[]{2, 0, 0, 2}, 2, 2);
    private static final Tensor KEY = Tensor.of(new double[]{1, 0, 0, 1, 1, 1}, 3, 2);
    private static final Tensor VALUE = Tensor.of(new double[]{1, 10, 100}, 3, 1);

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @Test
    void values_are_weighted_by_the_softmax_of_scaled_products() {
        // scores of query 0: √2·(1, 0, 1), of query 1: √2·(0, 1, 1)
        double e = Math.exp(Math.sqrt(2));
        double sum = 1 + 2 * e;
        assertThat(Attention.scaledDotProductAttention(QUERY, KEY, VALUE).toDoubleArray())
                .containsExactly(new double[]{(101 * e + 10) / sum, (110 * e + 1) / sum}, within(1e-12));
        assertThat(Attention.scaledDotProductAttention(QUERY, KEY, VALUE, PLAIN.withScale(0.0)).toDoubleArray())
                .containsExactly(new double[]{37, 37}, within(1e-12));
    }

    @Test
    void a_causal_query_sees_nothing_later() {
        Tensor weights = Attention.attentionWeights(QUERY, KEY, PLAIN.withCausal(true).withScale(0.0));
        assertThat(weights.toDoubleArray()).containsExactly(1, 0, 0, 0.5, 0.5, 0);
    }

    @Test
    void a_mask_of_truths_lets_through_and_one_of_numbers_adds() {
        Tensor truths = Tensor.of(new boolean[]{true, false, true, false, true, false}, 2, 3);
        assertThat(Attention.attentionWeights(QUERY, KEY, PLAIN.withMask(truths).withScale(0.0)).toDoubleArray())
                .containsExactly(0.5, 0, 0.5, 0, 1, 0);
        Tensor numbers = Tensor.of(new double[]{0, Double.NEGATIVE_INFINITY, Math.log(3)});
        assertThat(Attention.attentionWeights(QUERY, KEY, PLAIN.withMask(numbers).withScale(0.0)).toDoubleArray())
                .containsExactly(new double[]{0.25, 0, 0.75, 0.25, 0, 0.75}, within(1e-15));
    }

    @Test
    void a_query_that_may_attend_to_nothing_gets_zeros_and_gives_no_gradient() {
        Tensor query = QUERY.requiresGrad(true);
        Tensor key = KEY.requiresGrad(true);
        for (Tensor mask : new Tensor[]{Tensor.of(new boolean[]{true, true, true, false, false, false}, 2, 3),
                Tensor.of(new double[]{0, Double.NEGATIVE_INFINITY}, 2, 1).expand(2, 3)}) {
            query.zeroGrad();
            key.zeroGrad();
            Tensor attended = Attention.scaledDotProductAttention(query, key, VALUE, PLAIN.withMask(mask));
            assertThat(attended.get(1, 0)).isZero();
            attended.sum().backward();
            assertThat(query.grad().select(0, 1).toDoubleArray()).containsExactly(0, 0);
            assertThat(query.grad().isFinite().all().item()).isEqualTo(1);
            assertThat(key.grad().isFinite().all().item()).isEqualTo(1);
        }
    }

    @Test
    void dropout_drops_weights_and_scales_the_rest() {
        Rng.manualSeed(7);
        Tensor dropped = Attention.attentionWeights(Tensor.ones(20, 4), Tensor.ones(10, 4), PLAIN.withDropout(0.5));
        assertThat(dropped.toFloatArray()).containsOnly(0, 0.2f);
        assertThat(dropped.eq(0).any().item()).isEqualTo(1);
    }

    @Test
    void batches_broadcast() {
        Tensor attended = Attention.scaledDotProductAttention(Tensor.ones(3, 1, 2, 4), Tensor.ones(5, 7, 4),
                Tensor.ones(5, 7, 6));
        assertThat(attended.shape()).isEqualTo(Shape.of(3, 5, 2, 6));
        assertThat(attended.toFloatArray()).containsOnly(1);
    }

    @Test
    void what_does_not_fit_is_refused() {
        refused("[scaledDotProductAttention] queries must be [*,L,E] and keys [*,S,E], but are [2,2] and [3,1]",
                () -> Attention.scaledDotProductAttention(QUERY, VALUE, VALUE));
        refused("[scaledDotProductAttention] values must be [*,S,D], one for each key of [*,S,E], but are [2,2] for keys [3,2]",
                () -> Attention.scaledDotProductAttention(QUERY, KEY, QUERY));
        refused("[scaledDotProductAttention] the mask must be bool or float64, but is float32[2,3]; compare it or convert it",
                () -> Attention.attentionWeights(QUERY, KEY, PLAIN.withMask(Tensor.ones(2, 3))));
        refused("[scaledDotProductAttention] a mask of shape [4,2,3] is too large for scores [2,3]; it must broadcast to them",
                () -> Attention.attentionWeights(QUERY, KEY, PLAIN.withMask(Tensor.ones(4, 2, 3).eq(1))));
        refused("[scaledDotProductAttention] a mask and a causal one exclude each other; put both into one mask",
                () -> PLAIN.withCausal(true).withMask(KEY));
        refused("[scaledDotProductAttention] the probability of dropping must be in [0, 1], but is -1.0",
                () -> PLAIN.withDropout(-1));
    }
}
