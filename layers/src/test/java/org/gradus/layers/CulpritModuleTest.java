package org.gradus.layers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradus.layers.ModuleGradients.assertThatGradientsOf;

import java.util.List;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.core.kernel.Kernels;
import org.junit.jupiter.api.Test;

class CulpritModuleTest {

    /** y = x² whose rule has the wrong sign. */
    private record WrongSquareOp() implements Op {

        @Override
        public TensorType infer(List<Tensor> inputs) {
            return inputs.get(0).type();
        }

        @Override
        public <A> void forward(Kernels<A> kernels, Call<A> call) {
            kernels.map(x -> x * x, call.in(0), call.out());
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(0)).mul(-2);
        }
    }

    private static final class Square extends Layer {

        @Override
        protected Tensor compute(Tensor x) {
            return new WrongSquareOp().apply(x);
        }
    }

    @Test
    void the_module_whose_operation_is_at_fault_is_named() {
        var model = new Sequential(new Linear(2, 3), new Sequential(new Tanh(), new Square()));
        assertThatThrownBy(() -> assertThatGradientsOf(model).at(Tensor.of(new float[]{1, 2}, 1, 2)).areCorrect())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the operation at fault is WrongSquareOp[] of [float64[1,3]], in 1.1, called at ")
                .hasMessageContaining(
                        "by itself: ∂ output 0 / ∂ input 0 is −1 times what it should be: the sign is wrong");
    }
}
