package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.GradOptions;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class XlogyOpTest {

    @Test
    void gradient_is_zero_where_upstream_is_zero_even_if_the_logarithm_is_no_number() {
        Tensor a = Tensor.of(new float[]{2}).requiresGrad(true);
        assertThat(gradient(XlogyOp.xlogy(a, Tensor.of(new float[]{0})), a, 0)).isZero();
        assertThat(gradient(XlogyOp.xlogy(a, Tensor.of(new float[]{-1})), a, 0)).isZero();
        assertThat(gradient(XlogyOp.xlogy(a, Tensor.of(new float[]{-1})), a, 1)).isNaN();
    }

    private static float gradient(Tensor y, Tensor x, float upstream) {
        var options = GradOptions.DEFAULT.withCotangents(Tensor.of(new float[]{upstream}));
        return Autograd.grad(List.of(y), List.of(x), options).get(0).toFloatArray()[0];
    }
}
