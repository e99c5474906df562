package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class PaddingLayersTest {

    private static final Tensor LINE = Tensor.of(new float[]{1, 2, 3}, 1, 1, 3);

    private static float[] of(Layer layer) {
        return layer.forward(LINE).toFloatArray();
    }

    @Test
    void lines_are_padded_by_two_on_both_sides() {
        assertThat(of(new ZeroPad1d(2))).containsExactly(0, 0, 1, 2, 3, 0, 0);
        assertThat(of(new ConstantPad1d(2, -1.5))).containsExactly(-1.5f, -1.5f, 1, 2, 3, -1.5f, -1.5f);
        assertThat(of(new ReflectionPad1d(2))).containsExactly(3, 2, 1, 2, 3, 2, 1);
        assertThat(of(new ReplicationPad1d(2))).containsExactly(1, 1, 1, 2, 3, 3, 3);
        assertThat(of(new CircularPad1d(2))).containsExactly(2, 3, 1, 2, 3, 1, 2);
    }

    @Test
    void lines_are_padded_by_one_on_the_left() {
        assertThat(of(new ZeroPad1d(1, 0))).containsExactly(0, 1, 2, 3);
        assertThat(of(new ConstantPad1d(new int[]{1, -1}, 7))).containsExactly(7, 1, 2);
        assertThat(of(new ReflectionPad1d(1, 0))).containsExactly(2, 1, 2, 3);
        assertThat(of(new ReplicationPad1d(1, 0))).containsExactly(1, 1, 2, 3);
        assertThat(of(new CircularPad1d(1, 0))).containsExactly(3, 1, 2, 3);
    }

    @Test
    void images_are_padded_left_right_top_and_bottom() {
        Tensor image = Tensor.of(new float[]{1, 2, 3, 4}, 1, 1, 2, 2);
        for (Layer layer : List.of(new ZeroPad2d(1, 0, 0, 1), new ConstantPad2d(new int[]{1, 0, 0, 1}, 5),
                new ReflectionPad2d(1, 0, 0, 1), new ReplicationPad2d(1, 0, 0, 1), new CircularPad2d(1, 0, 0, 1))) {
            assertThat(layer.forward(image).shape()).as("%s", layer).isEqualTo(Shape.of(1, 1, 3, 3));
        }
        assertThat(new ZeroPad2d(1, 0, 0, 1).forward(image).toFloatArray()).containsExactly(0, 1, 2, 0, 3, 4, 0, 0, 0);
        assertThat(new ConstantPad2d(new int[]{1, 0, 0, 1}, 5).forward(image).toFloatArray()).containsExactly(5, 1, 2,
                5,
                3, 4, 5, 5, 5);
        assertThat(new ReflectionPad2d(1, 0, 0, 1).forward(image).toFloatArray()).containsExactly(2, 1, 2, 4, 3, 4, 2,
                1,
                2);
        assertThat(new ReplicationPad2d(1, 0, 0, 1).forward(image).toFloatArray()).containsExactly(1, 1, 2, 3, 3, 4, 3,
                3,
                4);
        assertThat(new CircularPad2d(1, 0, 0, 1).forward(image).toFloatArray()).containsExactly(2, 1, 2, 4, 3, 4, 2, 1,
                2);
        assertThat(new ConstantPad2d(2, 0).forward(image).shape()).isEqualTo(Shape.of(1, 1, 6, 6));
    }

    @Test
    void margins_are_one_or_one_for_each_side() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReflectionPad2d(1, 2))
                .withMessage("[ReflectionPad2d] needs one margin, or 4 of them, but came [1, 2]");
        assertThatIllegalArgumentException().isThrownBy(() -> new ZeroPad1d(1, 2, 3, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReflectionPad1d(3).forward(LINE))
                .withMessageStartingWith("[pad] reflecting 3 and 3 reaches beyond dimension 2");
    }

    @Test
    void unflatten_undoes_flatten() {
        Tensor x = Tensor.arange(24).reshape(2, 3, 4);
        assertThat(new Unflatten(1, 3, -1).forward(new Flatten().forward(x)).toLongArray()).isEqualTo(x.toLongArray());
        assertThat(new Unflatten(-1, 2, 2).forward(x).shape()).isEqualTo(Shape.of(2, 3, 2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Unflatten(1));
    }

    /** Expected texts are what PyTorch prints. */
    @Test
    void they_print_as_in_pytorch() {
        assertThat(new ConstantPad1d(3, 3.5)).hasToString("ConstantPad1d(padding=(3, 3), value=3.5)");
        assertThat(new ConstantPad2d(new int[]{1, 2, 3, 4}, -2.5))
                .hasToString("ConstantPad2d(padding=(1, 2, 3, 4), value=-2.5)");
        assertThat(new ZeroPad1d(2)).hasToString("ZeroPad1d((2, 2))");
        assertThat(new ZeroPad2d(1, 2, 3, 4)).hasToString("ZeroPad2d((1, 2, 3, 4))");
        assertThat(new ReflectionPad1d(2)).hasToString("ReflectionPad1d((2, 2))");
        assertThat(new ReflectionPad2d(1, 1, 2, 0)).hasToString("ReflectionPad2d((1, 1, 2, 0))");
        assertThat(new ReplicationPad1d(3, 1)).hasToString("ReplicationPad1d((3, 1))");
        assertThat(new ReplicationPad2d(1)).hasToString("ReplicationPad2d((1, 1, 1, 1))");
        assertThat(new CircularPad1d(1)).hasToString("CircularPad1d((1, 1))");
        assertThat(new CircularPad2d(1, 2, 3, 4)).hasToString("CircularPad2d((1, 2, 3, 4))");
        assertThat(new Unflatten(1, 2, 5, 5)).hasToString("Unflatten(dim=1, unflattened_size=(2, 5, 5))");
        assertThat(new Embedding(10, 3)).hasToString("Embedding(10, 3)");
        assertThat(new Embedding(10, 3, Embedding.options().withPaddingIdx(-1)))
                .hasToString("Embedding(10, 3, padding_idx=9)");
        assertThat(new Bilinear(2, 3, 4))
                .hasToString("Bilinear(in1_features=2, in2_features=3, out_features=4, bias=True)");
        assertThat(new CosineSimilarity()).hasToString("CosineSimilarity()");
        assertThat(new PairwiseDistance()).hasToString("PairwiseDistance()");
    }
}
