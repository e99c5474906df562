package org.gradus.examples.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class LanczosTest {

    /** Diagonal, so that its elements are its eigenvalues. */
    private static final Tensor H = Tensor.of(new double[]{-7, 1, 2, 3, 10});

    private static Lanczos steps(int count) {
        var lanczos = new Lanczos(H::mul, Tensor.of(new double[]{1, 1, 1, 1, 1}));
        for (int i = 0; i < count; i++) {
            lanczos.step();
        }
        return lanczos;
    }

    @Test
    void as_many_products_as_dimensions_give_eigenvalues_and_vectors_exactly() {
        Lanczos.Pair largest = steps(5).largest();
        assertThat(largest.value()).isCloseTo(10, within(1e-12));
        assertThat(largest.residual()).isLessThan(1e-12);
        assertThat(largest.vector().abs().toDoubleArray()).containsExactly(new double[]{0, 0, 0, 0, 1}, within(1e-12));
        assertThat(steps(5).smallest().value()).isCloseTo(-7, within(1e-12));
    }

    @Test
    void an_eigenvalue_is_within_the_residual_which_is_that_of_the_vector() {
        for (int products = 1; products <= 4; products++) {
            Lanczos.Pair pair = steps(products).largest();
            assertThat(pair.value()).isLessThan(10);
            assertThat(H.sub(pair.value()).abs().amin().item()).isLessThanOrEqualTo(pair.residual());
            Tensor rest = H.mul(pair.vector()).sub(pair.vector().mul(pair.value()));
            assertThat(rest.norm().item()).isCloseTo(pair.residual(), within(1e-12));
        }
    }

    @Test
    void a_start_that_products_keep_where_it_is_ends_the_search() {
        var lanczos = new Lanczos(H::mul, Tensor.of(new double[]{0, 0, 2, 0, 0}));
        assertThat(lanczos.step()).isFalse();
        assertThat(lanczos.largest().value()).isEqualTo(2);
        assertThat(lanczos.largest().residual()).isZero();
    }
}
