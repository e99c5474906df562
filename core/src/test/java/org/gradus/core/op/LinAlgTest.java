package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradus.core.Autograd;
import org.gradus.core.DType;
import org.gradus.core.QR;
import org.gradus.core.Shape;
import org.gradus.core.SignAndLogAbsDet;
import org.gradus.core.Slice;
import org.gradus.core.Tensor;
import org.gradus.core.TriangularOptions;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class LinAlgTest {

    /** Of determinant 5 and inverse [[3, −1], [−1, 2]] / 5. */
    private static final Tensor A = Tensor.of(new double[]{2, 1, 1, 3}, 2, 2);

    private static Tensor matrix(int rows, int columns, double... values) {
        return Tensor.of(values, rows, columns);
    }

    private static void check(Tensor y, Shape shape, double... values) {
        assertThat(y.shape()).isEqualTo(shape);
        assertThat(y.toDoubleArray()).containsExactly(values, within(1e-13));
    }

    private static double[] gradient(Tensor y, Tensor leaf) {
        y.backward();
        return leaf.grad().toDoubleArray();
    }

    @Test
    void systems_are_solved_for_vectors_and_matrices() {
        check(SolveOp.solve(A, Tensor.of(new double[]{3, 5})), Shape.of(2), 0.8, 1.4);
        check(SolveOp.solve(A, matrix(2, 2, 1, 0, 0, 1)), Shape.of(2, 2), 0.6, -0.2, -0.2, 0.4);
        Tensor exchange = matrix(2, 2, 0, 1, 1, 0);
        check(SolveOp.solve(exchange, matrix(2, 1, 7, 8)), Shape.of(2, 1), 8, 7);
    }

    @Test
    void a_right_hand_side_is_one_vector_for_each_matrix_or_else_broadcast() {
        Tensor pair = ConcatOp.stack(List.of(A, A.mul(2)), 0);
        Tensor vectors = matrix(2, 2, 3, 5, 3, 5);
        check(SolveOp.solve(pair, vectors), Shape.of(2, 2), 0.8, 1.4, 0.4, 0.7);
        check(SolveOp.solve(pair, vectors.mT().reshape(1, 2, 2)), Shape.of(2, 2, 2), 0.8, 0.8, 1.4, 1.4, 0.4, 0.4, 0.7,
                0.7);
        check(SolveOp.solve(pair, Tensor.of(new double[]{3, 5})), Shape.of(2, 2), 0.8, 1.4, 0.4, 0.7);
        check(SolveOp.solve(A, ConcatOp.stack(List.of(vectors.mT(), vectors.mT().mul(2)), 0)),
                Shape.of(2, 2, 2), 0.8, 0.8, 1.4, 1.4, 1.6, 1.6, 2.8, 2.8);
    }

    @Test
    void empty_matrices_and_batches_have_solutions_inverses_and_determinants() {
        Tensor none = Tensor.zeros(0, 0);
        assertThat(SolveOp.solve(none, Tensor.zeros(0, 3)).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(SolveOp.solve(Tensor.ones(1, 1), Tensor.zeros(1, 0)).shape()).isEqualTo(Shape.of(1, 0));
        assertThat(none.inverse().shape()).isEqualTo(Shape.of(0, 0));
        assertThat(none.det().item()).isEqualTo(1);
        assertThat(Tensor.zeros(0, 2, 2).det().shape()).isEqualTo(Shape.of(0));
        assertThat(Tensor.zeros(3, 0, 0).det().toFloatArray()).containsExactly(1, 1, 1);
        assertThat(LinAlg.logdet(none).item()).isZero();
        assertThat(CholeskyOp.cholesky(none).shape()).isEqualTo(Shape.of(0, 0));
        QR tall = QrOp.qr(Tensor.zeros(3, 0), true);
        assertThat(tall.q().toFloatArray()).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(tall.r().shape()).isEqualTo(Shape.of(3, 0));
        QR wide = QrOp.qr(Tensor.zeros(2, 0, 3));
        assertThat(wide.q().shape()).isEqualTo(Shape.of(2, 0, 0));
        assertThat(wide.r().shape()).isEqualTo(Shape.of(2, 0, 3));
    }

    @Test
    void inverses_and_determinants() {
        check(A.inverse(), Shape.of(2, 2), 0.6, -0.2, -0.2, 0.4);
        check(A.det(), Shape.SCALAR, 5);
        check(matrix(2, 2, 0, 1, 1, 0).det(), Shape.SCALAR, -1);
        check(matrix(2, 2, 1, 2, 2, 4).det(), Shape.SCALAR, 0);
        check(matrix(3, 3, 0, 2, 0, 0, 0, 3, 4, 0, 0).det(), Shape.SCALAR, 24);
    }

    @Test
    void float32_is_computed_in_double_and_rounded_once() {
        Rng rng = new Rng(5);
        Tensor a = Tensor.randn(rng, 20, 20);
        Tensor b = Tensor.randn(rng, 20, 3);
        assertThat(SolveOp.solve(a, b).toFloatArray())
                .isEqualTo(SolveOp.solve(a.to(DType.FLOAT64), b.to(DType.FLOAT64)).to(DType.FLOAT32).toFloatArray());
    }

    @Test
    void the_gradient_of_a_determinant_is_the_matrix_of_cofactors_also_where_it_is_singular() {
        // Rank 2: the cofactors of [[1,2,3],[4,5,6],[7,8,9]], such as 5·9 − 6·8 = −3 at the first place.
        Tensor rank2 = matrix(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9).requiresGrad(true);
        assertThat(gradient(rank2.det(), rank2)).containsExactly(new double[]{-3, 6, -3, 6, -12, 6, -3, 6, -3},
                within(1e-12));
        Tensor exact = matrix(2, 2, 1, 2, 2, 4).requiresGrad(true);
        assertThat(gradient(exact.det(), exact)).containsExactly(4, -2, -2, 1);
        Tensor rank1 = matrix(3, 3, 1, 2, 3, 2, 4, 6, 3, 6, 9).requiresGrad(true);
        assertThat(gradient(rank1.det(), rank1)).containsExactly(new double[9], within(1e-13));
        Tensor zero = Tensor.of(new double[]{0}, 1, 1).requiresGrad(true);
        assertThat(gradient(zero.det().sum(), zero)).containsExactly(1);
    }

    @Test
    void a_singular_matrix_among_others_leaves_their_gradients_alone() {
        Tensor batch = Tensor.of(new float[]{2, 1, 1, 3, 1, 2, 2, 4, 0, 0, 0, 0}, 1, 3, 2, 2).requiresGrad(true);
        Tensor det = batch.det();
        assertThat(det.shape()).isEqualTo(Shape.of(1, 3));
        det.sum().backward();
        assertThat(batch.grad().toFloatArray()).containsExactly(
                new float[]{3, -1, -1, 2, 4, -2, -2, 1, 0, 0, 0, 0}, within(1e-6f));
    }

    @Test
    void near_a_singular_matrix_second_derivatives_keep_their_digits() {
        // det = ad − bc, so that ∂²det/∂a∂d = 1 wherever it is taken, here at det = 10⁻¹².
        Tensor a = matrix(2, 2, 1, 1, 1, 1 + 1e-12).requiresGrad(true);
        Tensor hessian = Autograd.hessian(Tensor::det, a);
        assertThat(hessian.toDoubleArray()).containsExactly(
                new double[]{0, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0}, within(1e-9));
    }

    @Test
    void logarithms_of_determinants_reach_where_determinants_overflow() {
        Tensor large = Batches.identity(300, A).mul(-400);
        SignAndLogAbsDet parts = SlogdetOp.slogdet(large);
        assertThat(parts.sign().item()).isEqualTo(1);
        assertThat(parts.logAbsDet().item()).isCloseTo(300 * Math.log(400), within(1e-9));
        assertThat(large.det().item()).isInfinite();
        assertThat(LinAlg.logdet(large).item()).isEqualTo(parts.logAbsDet().item());
    }

    @Test
    void logarithms_of_determinants_that_are_0_or_negative() {
        Tensor singular = matrix(2, 2, 1, 2, 2, 4);
        assertThat(SlogdetOp.slogdet(singular).sign().item()).isZero();
        assertThat(LinAlg.logdet(singular).item()).isEqualTo(Double.NEGATIVE_INFINITY);
        Tensor exchange = matrix(2, 2, 0, 3, 1, 0).requiresGrad(true);
        assertThat(LinAlg.logdet(exchange).item()).isNaN();
        SignAndLogAbsDet parts = SlogdetOp.slogdet(exchange);
        assertThat(parts.sign().item()).isEqualTo(-1);
        assertThat(parts.sign().requiresGrad()).isFalse();
        // log 3 at the element 3, whose derivative is 1/3, and log 1 at the element 1.
        assertThat(gradient(parts.logAbsDet(), exchange)).containsExactly(new double[]{0, 1 / 3.0, 1, 0},
                within(1e-15));
    }

    @Test
    void cholesky_factors_read_one_triangle_and_have_a_symmetric_gradient() {
        check(CholeskyOp.cholesky(matrix(2, 2, 4, -99, 2, 5)), Shape.of(2, 2), 2, 0, 1, 2);
        check(CholeskyOp.cholesky(matrix(2, 2, 4, 2, -99, 5), true), Shape.of(2, 2), 2, 1, 0, 2);
        // L₁₁ = √a, L₂₁ = b/√a, L₂₂ = √(c − b²/a): of L₂₂ = 2, ∂/∂a = b²/a²/4 = 1/16, ∂/∂b = −b/a/2 = −1/4 in two halves, ∂/∂c = 1/4.
        Tensor a = matrix(2, 2, 4, 2, 2, 5).requiresGrad(true);
        assertThat(gradient(CholeskyOp.cholesky(a).slice(Slice.from(1), Slice.from(1)).sum(), a)).containsExactly(
                new double[]{1 / 16.0, -1 / 8.0, -1 / 8.0, 1 / 4.0}, within(1e-15));
    }

    @Test
    void triangles_are_solved_from_either_side_and_nothing_else_of_the_matrix_is_read() {
        Tensor lower = matrix(2, 2, 2, Double.NaN, 1, 4);
        Tensor b = matrix(2, 2, 2, 4, 9, 10);
        // 2x = 2, x + 4y = 9; 2x = 4, x + 4y = 10.
        check(SolveTriangularOp.solveTriangular(lower, b, TriangularOptions.LOWER), Shape.of(2, 2), 1, 2, 2, 2);
        // [x, y]·[[2, 0], [1, 4]] = [2, 4] and [9, 10].
        check(SolveTriangularOp.solveTriangular(lower, b, TriangularOptions.LOWER.withLeft(false)), Shape.of(2, 2),
                0.5, 1, 3.25, 2.5);
        Tensor unit = matrix(2, 2, Double.NaN, 3, Double.NaN, 0);
        check(SolveTriangularOp.solveTriangular(unit, b, TriangularOptions.UPPER.withUnitriangular(true)),
                Shape.of(2, 2), -25, -26, 9, 10);
    }

    @Test
    void qr_has_lapacks_signs() {
        // The first column (3, 4) is reflected to −5; the second one is then left as it is: Rows (3, 1) and (4, 2) have
        // determinant 2 = det Q·R₁₁·R₂₂ with the reflection's −1.
        QR reflected = QrOp.qr(matrix(2, 2, 3, 1, 4, 2));
        check(reflected.q(), Shape.of(2, 2), -0.6, -0.8, -0.8, 0.6);
        check(reflected.r(), Shape.of(2, 2), -5, -2.2, 0, 0.4);
        QR triangle = QrOp.qr(matrix(3, 2, 3, 1, 0, -2, 0, 0));
        check(triangle.q(), Shape.of(3, 2), 1, 0, 0, 1, 0, 0);
        check(triangle.r(), Shape.of(2, 2), 3, 1, 0, -2);
        check(QrOp.qr(matrix(2, 1, 0, 2)).r(), Shape.of(1, 1), -2);
        check(QrOp.qr(matrix(2, 1, -0.0, 2)).r(), Shape.of(1, 1), 2);
        check(QrOp.qr(matrix(1, 1, -7)).r(), Shape.of(1, 1), -7);
        check(QrOp.qr(matrix(2, 1, 3e200, 4e200)).r().mul(1e-200), Shape.of(1, 1), -5);
    }

    @Test
    void a_complete_q_is_square() {
        Tensor column = matrix(3, 1, 1, 2, 2);
        QR complete = QrOp.qr(column, true);
        check(complete.r(), Shape.of(3, 1), -3, 0, 0);
        check(complete.q().mT().matmul(complete.q()), Shape.of(3, 3), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        check(complete.q().narrow(1, 0, 1), Shape.of(3, 1), -1 / 3.0, -2 / 3.0, -2 / 3.0);
        QR wide = QrOp.qr(column.mT(), true);
        check(wide.q(), Shape.of(1, 1), 1);
        check(wide.r(), Shape.of(1, 3), 1, 2, 2);
    }

    @Test
    void systems_are_solved_by_cholesky_factors() {
        Tensor b = matrix(2, 1, 3, 5);
        check(LinAlg.choleskySolve(b, CholeskyOp.cholesky(A)), Shape.of(2, 1), 0.8, 1.4);
        check(LinAlg.choleskySolve(b, CholeskyOp.cholesky(A, true), true), Shape.of(2, 1), 0.8, 1.4);
    }

    @Test
    void powers_of_matrices() {
        check(LinAlg.matrixPower(A, 0), Shape.of(2, 2), 1, 0, 0, 1);
        check(LinAlg.matrixPower(A, 1), Shape.of(2, 2), 2, 1, 1, 3);
        check(LinAlg.matrixPower(A, 5), Shape.of(2, 2), A.matmul(A).matmul(A).matmul(A).matmul(A).toDoubleArray());
        check(LinAlg.matrixPower(A, -1), Shape.of(2, 2), 0.6, -0.2, -0.2, 0.4);
        assertThat(LinAlg.matrixPower(Tensor.zeros(4, 2, 2), 0).shape()).isEqualTo(Shape.of(4, 2, 2));
    }

    @Test
    void least_squares_of_more_equations_than_unknowns_and_of_fewer() {
        // The line through (0,1), (1,3), (2,4): slope (3·11 − 3·8)/(3·5 − 9) = 3/2, at 0 (8 − 3·3/2)/3 = 7/6.
        Tensor times = matrix(3, 2, 1, 0, 1, 1, 1, 2);
        check(LinAlg.lstsq(times, Tensor.of(new double[]{1, 3, 4})), Shape.of(2), 7 / 6.0, 1.5);
        // x + 2y = 5 is nearest to the origin at (1, 2).
        check(LinAlg.lstsq(matrix(1, 2, 1, 2), matrix(1, 1, 5)), Shape.of(2, 1), 1, 2);
        check(LinAlg.lstsq(A, Tensor.of(new double[]{3, 5})), Shape.of(2), 0.8, 1.4);
    }
}
