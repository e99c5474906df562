package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradientFreeTest {

    private static final long SEED = 21;

    static List<GradientFreeRow> rows() {
        return GradientFreeRow.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_element_is_right_in_every_type(GradientFreeRow row) {
        for (int size : new int[]{1, 4, 13, 207}) {
            Rng rng = new Rng(SEED);
            List<Tensor> drawn = row.inputs().stream().map(input -> input.draw(rng, size)).toList();
            for (DType dtype : row.types()) {
                checkElements(row, drawn.stream().map(x -> x.to(dtype)).toList());
            }
        }
    }

    private static void checkElements(GradientFreeRow row, List<Tensor> inputs) {
        Tensor output = row.op().apply(inputs.toArray(Tensor[]::new));

        assertThat(output.requiresGrad()).isFalse();
        for (int[] index : indices(output.shape())) {
            assertThat(output.get(index)).as("%s of %s at %s, seed %s", row, inputs.get(0).dtype(), index, SEED)
                    .isEqualTo(row.right().at(inputs, index));
        }
    }

    private static List<int[]> indices(Shape shape) {
        int[] strides = shape.strides();
        List<int[]> indices = new ArrayList<>();
        for (int i = 0; i < shape.numel(); i++) {
            int[] index = new int[shape.rank()];
            for (int d = 0; d < index.length; d++) {
                index[d] = i / strides[d] % shape.size(d);
            }
            indices.add(index);
        }
        return indices;
    }
}
