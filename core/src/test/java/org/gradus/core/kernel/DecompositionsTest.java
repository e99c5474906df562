package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** Against commons-math3, on sizes below, at and above those of panels and tasks. */
class DecompositionsTest {

    private static final double CLOSE = 1e-11;

    /** Normal numbers, and 3 on the diagonal of the square part after its rows were moved on by one. */
    private static RealMatrix matrix(int rows, int columns, int seed) {
        Random random = new Random(seed);
        double[][] values = new double[rows][columns];
        int square = Math.min(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[i][j] = random.nextGaussian() / Math.sqrt(rows);
            }
            if (i < square) {
                values[i][(i + 1) % square] += 3;
            }
        }
        return new Array2DRowRealMatrix(values, false);
    }

    private static double[] flat(RealMatrix matrix) {
        return IntStream.range(0, matrix.getRowDimension()).boxed()
                .flatMapToDouble(i -> Arrays.stream(matrix.getRow(i))).toArray();
    }

    private static Matrices<double[]> matrices(RealMatrix matrix) {
        return new Matrices<>(flat(matrix), matrix.getRowDimension(), matrix.getColumnDimension());
    }

    private static RealMatrix compute(MatrixFunction f, int rows, int columns, RealMatrix... inputs) {
        var output = new Matrices<>(new double[rows * columns], rows, columns);
        KernelSets.FLOAT64.eachMatrix(f, Arrays.stream(inputs).map(DecompositionsTest::matrices).toList(),
                output, 1);
        return new Array2DRowRealMatrix(output.read(0), false);
    }

    private static void assertClose(String what, RealMatrix actual, RealMatrix expected) {
        assertThat(actual.subtract(expected).getNorm()).as(what).isLessThan(CLOSE);
    }

    private static void forSizes(IntConsumer check) {
        IntStream.of(1, 2, 3, 5, 31, 32, 33, 64, 65, 130).forEach(check);
    }

    @Test
    void systems_are_solved_also_transposed_and_with_many_right_hand_sides() {
        forSizes(n -> {
            RealMatrix a = matrix(n, n, n);
            for (int columns : new int[]{1, 3, 150}) {
                RealMatrix b = matrix(n, columns, n + columns);
                assertClose("A⁻¹B, n = " + n, compute(new LuSolve(false), n, columns, a, b),
                        new LUDecomposition(a).getSolver().solve(b));
                assertClose("A⁻ᵀB, n = " + n, compute(new LuSolve(true), n, columns, a, b),
                        new LUDecomposition(a.transpose()).getSolver().solve(b));
            }
            assertClose("A⁻¹, n = " + n, compute(new LuInverse(), n, n, a),
                    new LUDecomposition(a).getSolver().getInverse());
        });
    }

    @Test
    void determinants_have_their_sign_and_size() {
        forSizes(n -> {
            RealMatrix a = matrix(n, n, n);
            double expected = new LUDecomposition(a).getDeterminant();
            assertThat(compute(new LuDeterminant(false), 1, 1, a).getEntry(0, 0) / expected).isCloseTo(1,
                    within(CLOSE));
            double[] parts = compute(new LuDeterminant(true), 1, 2, a).getRow(0);
            assertThat(parts).containsExactly(new double[]{Math.signum(expected), Math.log(Math.abs(expected))},
                    within(CLOSE));
        });
    }

    @Test
    void triangles_are_solved_in_every_way() {
        forSizes(n -> {
            RealMatrix a = matrix(n, n, n).scalarMultiply(0.1).add(MatrixUtils.createRealIdentityMatrix(n));
            RealMatrix b = matrix(n, 3, n + 1);
            for (boolean upper : new boolean[]{false, true}) {
                for (boolean unit : new boolean[]{false, true}) {
                    RealMatrix triangle = triangle(a, upper, unit);
                    RealMatrix x = compute(new TriangularSolve(upper, false, unit), n, 3, a, b);
                    assertClose("T·X", triangle.multiply(x), b);
                    RealMatrix transposed = compute(new TriangularSolve(upper, true, unit), n, 3, a, b);
                    assertClose("Tᵀ·X", triangle.transpose().multiply(transposed), b);
                }
            }
        });
    }

    private static RealMatrix triangle(RealMatrix a, boolean upper, boolean unit) {
        RealMatrix triangle = a.copy();
        for (int i = 0; i < a.getRowDimension(); i++) {
            for (int j = 0; j < a.getColumnDimension(); j++) {
                if (upper ? j < i : j > i) {
                    triangle.setEntry(i, j, 0);
                } else if (i == j && unit) {
                    triangle.setEntry(i, j, 1);
                }
            }
        }
        return triangle;
    }

    @Test
    void cholesky_factors_are_lower_triangles_and_read_no_others() {
        forSizes(n -> {
            RealMatrix factor = triangle(matrix(n, n, n).add(MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(5)),
                    false, false);
            RealMatrix lower = triangle(factor.multiply(factor.transpose()), false, false);
            assertClose("L, n = " + n, compute(new CholeskyFactor(), n, n, lower), factor);
        });
    }

    @Test
    void qr_gives_an_orthonormal_and_a_triangular_factor() {
        forSizes(n -> {
            for (int rows : new int[]{n, n + 1, n + 40}) {
                RealMatrix a = matrix(rows, n, n);
                for (int columns : new int[]{n, rows}) {
                    RealMatrix packed = compute(new HouseholderQr(columns), 1, rows * columns + columns * n, a);
                    RealMatrix q = unpacked(packed, 0, rows, columns);
                    RealMatrix r = unpacked(packed, rows * columns, columns, n);
                    assertClose("QᵀQ", q.transpose().multiply(q), MatrixUtils.createRealIdentityMatrix(columns));
                    assertClose("QR", q.multiply(r), a);
                    assertThat(flat(triangle(r, true, false))).as("R is a triangle").isEqualTo(flat(r));
                }
            }
        });
    }

    private static RealMatrix unpacked(RealMatrix packed, int from, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(packed.getRow(0), from + i * columns, values[i], 0, columns);
        }
        return new Array2DRowRealMatrix(values, false);
    }

    @Test
    void the_regular_part_of_a_matrix_leaves_a_schur_complement_near_0() {
        for (int n : new int[]{2, 3, 10, 40}) {
            for (int rank = 0; rank <= n; rank++) {
                RealMatrix a = rank == 0
                        ? new Array2DRowRealMatrix(n, n)
                        : matrix(n, rank, n).multiply(matrix(rank, n, rank));
                double[] found = compute(new CompletePivoting(1e-9), 1, 2 + 2 * n, a).getRow(0);
                assertThat(found[0]).as("rank of %s rows", n).isEqualTo(rank);
                int[] rows = IntStream.range(2, 2 + n).map(i -> (int) found[i]).toArray();
                int[] columns = IntStream.range(2 + n, 2 + 2 * n).map(i -> (int) found[i]).toArray();
                assertThat(new LUDecomposition(permutation(rows)).getDeterminant()
                        * new LUDecomposition(permutation(columns)).getDeterminant()).isEqualTo(found[1]);
                if (rank > 0 && rank < n) {
                    assertSchurComplementIsNear0(a.getSubMatrix(rows, columns), rank);
                }
            }
        }
    }

    private static void assertSchurComplementIsNear0(RealMatrix a, int rank) {
        int n = a.getRowDimension();
        RealMatrix inverse = new LUDecomposition(a.getSubMatrix(0, rank - 1, 0, rank - 1)).getSolver().getInverse();
        RealMatrix complement = a.getSubMatrix(rank, n - 1, rank, n - 1).subtract(
                a.getSubMatrix(rank, n - 1, 0, rank - 1).multiply(inverse)
                        .multiply(a.getSubMatrix(0, rank - 1, rank, n - 1)));
        assertClose("A₂₂ − A₂₁·A₁₁⁻¹·A₁₂", complement, complement.scalarMultiply(0));
    }

    private static RealMatrix permutation(int[] order) {
        RealMatrix permutation = new Array2DRowRealMatrix(order.length, order.length);
        for (int i = 0; i < order.length; i++) {
            permutation.setEntry(i, order[i], 1);
        }
        return permutation;
    }

    @Test
    void large_matrices_and_large_batches_have_the_same_bits_on_any_number_of_threads() {
        for (int[] size : new int[][]{{1, 200}, {300, 7}}) {
            int batches = size[0];
            int n = size[1];
            float[] a = new float[batches * n * n];
            for (int i = 0; i < batches; i++) {
                double[] one = flat(matrix(n, n, i));
                for (int j = 0; j < one.length; j++) {
                    a[i * n * n + j] = (float) one[j];
                }
            }
            float[] definite = new float[a.length];
            for (int i = 0; i < batches; i++) {
                for (int j = 0; j < n; j++) {
                    System.arraycopy(a, (i * n + j) * n, definite, (i * n + j) * n, n);
                    definite[(i * n + j) * n + j] += 10;
                }
            }
            ThreadCounts.assertSameBits("solve",
                    () -> each(new LuSolve(false), batches, new int[]{n, n}, n, a, definite));
            ThreadCounts.assertSameBits("solve transposed",
                    () -> each(new LuSolve(true), batches, new int[]{n, n}, n, a, definite));
            ThreadCounts.assertSameBits("inverse", () -> each(new LuInverse(), batches, new int[]{n, n}, n, a));
            ThreadCounts.assertSameBits("cholesky",
                    () -> each(new CholeskyFactor(), batches, new int[]{n, n}, n, definite));
            ThreadCounts.assertSameBits("qr", () -> each(new HouseholderQr(n), batches, new int[]{1, 2 * n * n}, n, a));
        }
    }

    private static float[] each(MatrixFunction f, int batches, int[] size, int n, float[]... inputs) {
        float[] y = new float[batches * size[0] * size[1]];
        KernelSets.FLOAT32.eachMatrix(f,
                Arrays.stream(inputs).map(input -> new Matrices<>(input, n, n)).toList(),
                new Matrices<>(y, size[0], size[1]), batches);
        return y;
    }

    @Test
    void of_several_matrices_that_fail_the_first_is_named() {
        double[] a = new double[20_000];
        Arrays.fill(a, 1);
        a[17] = 0;
        a[19_000] = 0;
        assertThatThrownBy(() -> KernelSets.FLOAT64.eachMatrix(new LuInverse(), List.of(new Matrices<>(a, 1, 1)),
                new Matrices<>(new double[a.length], 1, 1), a.length)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "[inverse] matrix 17 of the batch is singular: its column 0 is a combination of those before "
                                + "it; add a small multiple of the identity");
    }
}
