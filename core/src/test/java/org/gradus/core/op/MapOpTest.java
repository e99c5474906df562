package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Saves;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

/** Element-wise ops as a user writes them. */
class MapOpTest {

    record CubeOp() implements MapOp {

        @Override
        public double applyAsDouble(double x) {
            return x * x * x;
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            return upstream.mul(x.mul(x).mul(3));
        }

        @Override
        public Saves saves(int argument) {
            return Saves.input(0);
        }
    }

    record HypotOp() implements ZipOp {

        @Override
        public double applyAsDouble(double a, double b) {
            return Math.hypot(a, b);
        }

        @Override
        public Tensor vjp(int argument, Tensor upstream, Tensor output, List<Tensor> inputs) {
            return upstream.mul(inputs.get(argument)).div(output);
        }
    }

    @Test
    void an_op_of_ones_own_has_derivatives_of_every_order() {
        Tensor x = Tensor.of(new double[]{-2, 0, 3}).requiresGrad(true);
        Tensor y = new CubeOp().apply(x);
        assertThat(y.toDoubleArray()).containsExactly(-8, 0, 27);
        Tensor first = derivative(y, x);
        assertThat(first.toDoubleArray()).containsExactly(12, 0, 27);
        Tensor second = derivative(first, x);
        assertThat(second.toDoubleArray()).containsExactly(-12, 0, 18);
        assertThat(derivative(second, x).toDoubleArray()).containsExactly(6, 6, 6);
    }

    private static Tensor derivative(Tensor y, Tensor x) {
        return Autograd.grad(List.of(y.sum()), List.of(x), GradOptions.DEFAULT.withCreateGraph(true)).get(0);
    }

    @Test
    void a_gradient_of_ones_own_op_is_summed_over_what_was_broadcast() {
        Tensor a = Tensor.of(new float[]{3, 6}, 2, 1).requiresGrad(true);
        Tensor b = Tensor.of(new float[]{4, 8, 4}).requiresGrad(true);
        Tensor y = new HypotOp().apply(a, b);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(y.get(1, 1)).isEqualTo(10);
        y.sum().backward();
        assertThat(a.grad().shape()).isEqualTo(a.shape());
        assertThat(a.grad().get(0, 0)).isCloseTo(0.6 + 3 / Math.sqrt(73) + 0.6, within(1e-6));
        assertThat(b.grad().get(1)).isCloseTo(8 / Math.sqrt(73) + 0.8, within(1e-6));
    }

    @Test
    void integers_are_refused_by_name() {
        assertThatThrownBy(() -> new CubeOp().apply(Tensor.arange(3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[cube] needs float32 or float64");
    }
}
