package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradus.core.Autograd;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class RemainderOpTest {

    @Test
    void gradient_of_the_divisor_takes_the_quotient_that_the_remainder_was_taken_with() {
        // −106.8658 / 1.3527316 = −79.0000027, which float32 rounds to −79; the remainder is that of −80
        Tensor a = Tensor.of(new float[]{-106.8658f});
        Tensor b = Tensor.of(new float[]{1.3527316f}).requiresGrad(true);
        Tensor y = RemainderOp.remainder(a, b);
        assertThat(y.get(0)).isBetween(1.35, 1.3527316);
        assertThat(Autograd.grad(y.sum(), b).get(0).get(0)).isEqualTo(80);
    }

    @Test
    void gradient_of_the_divisor_is_right_for_all_signs() {
        Tensor a = Tensor.of(new double[]{7, -7, 7, -7, 6, -6});
        Tensor b = Tensor.of(new double[]{2, 2, -2, -2, 2, 2}).requiresGrad(true);
        assertThat(Autograd.grad(RemainderOp.remainder(a, b).sum(), b).get(0).toDoubleArray())
                .containsExactly(-3, 4, 4, -3, -3, 3);
    }
}
