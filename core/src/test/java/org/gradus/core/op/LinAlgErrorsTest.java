package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TriangularOptions;
import org.junit.jupiter.api.Test;

class LinAlgErrorsTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor SQUARE = Tensor.of(new float[]{2, 1, 1, 3}, 2, 2);
    private static final Tensor SINGULAR = Tensor.of(new float[]{1, 2, 2, 4}, 2, 2);
    private static final Tensor DOUBLES = Tensor.full(Shape.of(2, 2), 1, DType.FLOAT64);

    private static void refused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static Tensor batch(Tensor third) {
        return ConcatOp.stack(List.of(SQUARE, SQUARE, SQUARE, third), 0);
    }

    @Test
    void singular_matrices_are_named_with_their_place_in_the_batch() {
        String singular = " is singular: its column 1 is a combination of those before it; add a small multiple of the identity";
        refused("[solve] the matrix" + singular, () -> SolveOp.solve(SINGULAR, X23));
        refused("[solve] matrix 3 of the batch" + singular, () -> SolveOp.solve(batch(SINGULAR), X23));
        refused("[inverse] matrix 3 of the batch" + singular, () -> batch(SINGULAR).inverse());
        refused("[inverse] the matrix is singular: its column 0 is a combination of those before it; add a small multiple "
                + "of the identity", () -> Tensor.zeros(2, 2).inverse());
        refused("[inverse] the matrix" + singular,
                () -> LinAlg.logdet(SINGULAR.requiresGrad(true)).backward());
        String zero = " is singular: element 1 of its diagonal is 0; add a small multiple of the identity";
        Tensor triangle = Tensor.of(new float[]{1, 0, 2, 0}, 2, 2);
        refused("[solveTriangular] the matrix" + zero,
                () -> SolveTriangularOp.solveTriangular(triangle, X23, TriangularOptions.LOWER));
        refused("[solveTriangular] matrix 3 of the batch" + zero,
                () -> SolveTriangularOp.solveTriangular(batch(triangle), X23, TriangularOptions.UPPER));
    }

    @Test
    void matrices_that_are_not_positive_definite_are_named_with_the_order() {
        String end = " is not positive definite at order 2; add a small multiple of the identity";
        refused("[cholesky] the matrix" + end, () -> CholeskyOp.cholesky(SINGULAR));
        refused("[cholesky] matrix 3 of the batch" + end, () -> CholeskyOp.cholesky(batch(SINGULAR)));
        refused("[cholesky] the matrix is not positive definite at order 1; add a small multiple of the identity",
                () -> CholeskyOp.cholesky(Tensor.full(Shape.of(1, 1), Double.NaN, DType.FLOAT32)));
    }

    @Test
    void matrices_that_are_not_square_are_refused() {
        String end = "needs square matrices, but came float32[2,3]";
        refused("[solve] " + end, () -> SolveOp.solve(X23, X23));
        refused("[solveTriangular] " + end,
                () -> SolveTriangularOp.solveTriangular(X23, X23, TriangularOptions.UPPER));
        refused("[inverse] " + end, X23::inverse);
        refused("[det] " + end, X23::det);
        refused("[slogdet] " + end, () -> SlogdetOp.slogdet(X23));
        refused("[cholesky] " + end, () -> CholeskyOp.cholesky(X23));
        refused("[matrixPower] " + end, () -> LinAlg.matrixPower(X23, 2));
        refused("[choleskySolve] " + end, () -> LinAlg.choleskySolve(X23, X23));
    }

    @Test
    void what_is_no_matrix_is_refused() {
        Tensor vector = Tensor.ones(3);
        refused("[det] needs a matrix or a batch of them, but came float32[3]", vector::det);
        refused("[qr] needs a matrix or a batch of them, but came float32[3]", () -> QrOp.qr(vector));
        refused("[solve] needs a matrix or a batch of them, but came float32[3]", () -> SolveOp.solve(vector, vector));
        refused("[solve] the right-hand side must be a vector or matrices, but is float32[]",
                () -> SolveOp.solve(SQUARE, Tensor.scalar(1)));
        refused("[lstsq] needs a matrix or a batch of them, but came float32[3]", () -> LinAlg.lstsq(vector, vector));
        refused("[inverse] needs float32 or float64, but came int64[2]; convert it with to(DType.FLOAT32)",
                () -> Tensor.arange(2).inverse());
    }

    @Test
    void right_hand_sides_that_do_not_fit_are_refused() {
        refused("[solve] matrices [2,2] need a right-hand side with 2 rows, but came [3,2]; transpose or reshape it",
                () -> SolveOp.solve(SQUARE, X23.mT()));
        refused("[solveTriangular] matrices [2,2] need a right-hand side with 2 rows, but came [3,2]; transpose or reshape it",
                () -> SolveTriangularOp.solveTriangular(SQUARE, X23.mT(), TriangularOptions.LOWER));
        refused("[lstsq] matrices [2,3] need a right-hand side with 2 rows, but came float32[3,1]; transpose or reshape it",
                () -> LinAlg.lstsq(X23, Tensor.ones(3, 1)));
        refused("[solve] operands are float32[2,2] and float64[2,2]; convert one with to(DType.FLOAT32)",
                () -> SolveOp.solve(SQUARE, DOUBLES));
        refused("[solve] shapes [4] and [3] do not broadcast: dimension -1 is 4 against 3; it must be equal or 1",
                () -> SolveOp.solve(batch(SQUARE), Tensor.ones(3, 2, 1)));
        refused("[solve] [2,2] and [4,2,3] are not equal batches; expand one",
                () -> new SolveOp(false).apply(SQUARE, Tensor.ones(4, 2, 3)));
    }

    @Test
    void a_complete_q_of_more_rows_than_columns_has_no_gradient() {
        assertThatThrownBy(() -> QrOp.qr(X23.mT().requiresGrad(true), true).r().sum().backward())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "[qr] the complete Q of [3,2] has no gradient, as it has more rows than columns; use qr(a)");
        refused("[qr] this op is for 2 rows and at most as many columns, but came [2,3]; QrOp.qr takes any matrix",
                () -> new QrOp(2, false).apply(X23));
    }
}
