package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

/** Layers of two inputs and tables of vectors; numbers are PyTorch's after {@code torch.manual_seed(1234)}. */
class PairsAndTablesTest {

    @Test
    void weights_begin_as_pytorchs_in_its_order() {
        Rng.manualSeed(1234);
        Embedding embedding = new Embedding(4, 3, Embedding.options().withPaddingIdx(1));
        Bilinear bilinear = new Bilinear(2, 3, 2);

        assertThat(embedding.weight().toFloatArray())
                .containsExactly(new float[]{0.0461304634809494f, 0.4024028182029724f,
                        -1.0115290880203247f, 0, 0, 0, 0.23096680641174316f, 0.6930773258209229f, -0.26686057448387146f,
                        2.1784658432006836f, 0.10213729739189148f, -0.2590096890926361f}, within(1e-6f));
        assertThat(bilinear.weight().toFloatArray()).containsExactly(0.6597462892532349f, 0.3393394351005554f,
                -0.06828118115663528f, -0.03432178124785423f, 0.40191149711608887f, -0.49144455790519714f,
                0.23507682979106903f, -0.2343025803565979f, 0.4091184437274933f, -0.25223952531814575f,
                0.03496468812227249f, 0.2387768179178238f);
        assertThat(bilinear.bias().toFloatArray()).containsExactly(0.48594456911087036f, -0.1039329469203949f);
        assertThat(bilinear.forward(Tensor.of(new float[]{1, 2}, 1, 2), Tensor.of(new float[]{3, -1, 2}, 1, 3))
                .toFloatArray()).containsExactly(new float[]{-0.9862504601478577f, 1.0255777835845947f}, within(1e-6f));
    }

    @Test
    void an_embedding_looks_rows_up_and_leaves_padding_at_zeros() {
        Embedding embedding = new Embedding(4, 2, Embedding.options().withPaddingIdx(-1));
        embedding.weight().set(Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 0, 0}, 4, 2));
        Tensor rows = embedding.forward(Tensor.of(new long[]{2, 3, 0}, 1, 3));
        assertThat(rows.shape()).isEqualTo(Shape.of(1, 3, 2));
        assertThat(rows.toFloatArray()).containsExactly(5, 6, 0, 0, 1, 2);
        rows.sum().backward();
        assertThat(embedding.weight().grad().toFloatArray()).containsExactly(1, 1, 0, 0, 1, 1, 0, 0);
        assertThat(embedding.namedParameters()).containsOnlyKeys("weight");
    }

    @Test
    void an_embedding_needs_rows_and_a_row_for_padding() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Embedding(0, 2))
                .withMessage("[Embedding] numEmbeddings must be at least 1, but is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Embedding(2, 0))
                .withMessage("[Embedding] embeddingDim must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Embedding(2, 3, Embedding.options().withPaddingIdx(-3)))
                .withMessage("[Embedding] paddingIdx must be one of 2 rows, but is -3");
    }

    @Test
    void a_bilinear_layer_without_bias_maps_zero_to_zero() {
        Bilinear bilinear = new Bilinear(Bilinear.options(2, 3, 4).withBias(false));
        assertThat(bilinear.forward(Tensor.zeros(5, 2), Tensor.ones(5, 3)).abs().sum().item()).isZero();
        assertThat(bilinear.bias()).isNull();
        assertThat(bilinear.stateDict()).containsOnlyKeys("weight");
        assertThat(bilinear.weight().shape()).isEqualTo(Shape.of(4, 2, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bilinear(2, 0, 4))
                .withMessage("[Bilinear] in2Features must be at least 1, but is 0");
    }

    @Test
    void similarities_and_distances_of_pairs() {
        Tensor a = Tensor.of(new float[]{3, 4, 0, 0}, 2, 2);
        Tensor b = Tensor.of(new float[]{4, 3, 1, 0}, 2, 2);
        // 24/25 and, as zeros have no direction, 0.
        assertThat(new CosineSimilarity().forward(a, b).toFloatArray()).containsExactly(new float[]{0.96f, 0},
                within(1e-6f));
        assertThat(new CosineSimilarity(0, 1e-8).forward(a, b).toFloatArray())
                .containsExactly(new float[]{4 / (float) Math.sqrt(17), 1}, within(1e-6f));
        assertThat(new PairwiseDistance().forward(a, b).toFloatArray())
                .containsExactly(new float[]{(float) Math.sqrt(2), 1}, within(2e-6f));
        assertThat(new PairwiseDistance(1, 0, true).forward(a, b).shape()).isEqualTo(Shape.of(2, 1));
        assertThat(new PairwiseDistance(1, 0, true).forward(a, b).toFloatArray()).containsExactly(2, 1);
    }
}
