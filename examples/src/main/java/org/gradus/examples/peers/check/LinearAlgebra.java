package org.gradus.examples.peers.check;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.QR;
import org.gradus.core.Shape;
import org.gradus.core.SignAndLogAbsDet;
import org.gradus.core.Tensor;
import org.gradus.core.TriangularOptions;
import org.gradus.core.op.CholeskyOp;
import org.gradus.core.op.DetOp;
import org.gradus.core.op.Diagonals;
import org.gradus.core.op.InverseOp;
import org.gradus.core.op.LinAlg;
import org.gradus.core.op.QrOp;
import org.gradus.core.op.SlogdetOp;
import org.gradus.core.op.SolveOp;
import org.gradus.core.op.SolveTriangularOp;

/**
 * Systems of equations, inverses, determinants and decompositions, of matrices that are far from singular: PyTorch's gradient of a
 * determinant is 0 where it is exactly 0.
 */
final class LinearAlgebra {

    private LinearAlgebra() {}

    static void addTo(Operations table) {
        table.add("solve", LinearAlgebra::system, c -> SolveOp.solve(c.x(), c.y()));
        table.add("inverse", draw -> draw.input(regular(draw, batch(draw), draw.size())).terms(64),
                c -> InverseOp.inverse(c.x()));
        table.add("matrixPower", LinearAlgebra::power, c -> LinAlg.matrixPower(c.x(), c.integer("exponent")));
        table.add("lstsq", LinearAlgebra::leastSquares, c -> LinAlg.lstsq(c.x(), c.y()));
        table.add("solveTriangular", LinearAlgebra::triangle,
                c -> SolveTriangularOp.solveTriangular(c.x(), c.y(),
                        new TriangularOptions(c.flag("upper"), c.flag("left"), c.flag("unitriangular"))));
        addDeterminants(table);
        addDecompositions(table);
    }

    private static void addDeterminants(Operations table) {
        table.add("det", draw -> draw.input(regular(draw, batch(draw), draw.size(7))).terms(64), c -> DetOp.det(c.x()));
        table.addMany("slogdet", draw -> draw.input(regular(draw, batch(draw), draw.size())).terms(64), c -> {
            SignAndLogAbsDet parts = SlogdetOp.slogdet(c.x());
            return List.of(parts.sign(), parts.logAbsDet());
        });
        table.add("logdet", draw -> draw.input(definite(draw, batch(draw), draw.size())).terms(64),
                c -> LinAlg.logdet(c.x()));
    }

    private static void addDecompositions(Operations table) {
        table.add("cholesky", draw -> draw.input(definite(draw, batch(draw), draw.size())).terms(64)
                .with("upper", draw.chance(0.3)), c -> CholeskyOp.cholesky(c.x(), c.flag("upper")));
        table.add("choleskySolve", draw -> {
            int n = draw.size();
            draw.input(draw.numbers(matrices(batch(draw), n, draw.size(5)), Domain.ANY))
                    .input(definite(draw, Shape.SCALAR, n)).with("upper", draw.chance(0.3)).terms(64);
        }, c -> { // PyTorch's gradient has a part in the other triangle, which is not read
            boolean upper = c.flag("upper");
            return LinAlg.choleskySolve(c.x(), upper ? c.y().triu() : c.y().tril(), upper);
        });
        table.addMany("qr", draw -> draw.input(rectangular(draw, batch(draw), draw.size(), draw.size())).terms(64),
                c -> factors(c, false));
        table.addMany("qrComplete", draw -> draw.input(rectangular(draw, batch(draw), draw.size(), draw.size()))
                .withoutGradients().terms(64), c -> factors(c, true));
    }

    private static List<Tensor> factors(Operands c, boolean complete) {
        QR factors = QrOp.qr(c.x(), complete);
        return List.of(factors.q(), factors.r());
    }

    /** PyTorch's power of 0 is recorded, with a gradient of zeros. */
    private static void power(Draw draw) {
        int exponent = draw.between(-2, 4);
        draw.input(regular(draw, batch(draw), draw.size(4))).with("exponent", exponent).terms(64);
        if (exponent == 0) {
            draw.withoutGradients();
        }
    }

    private static void system(Draw draw) {
        Shape batch = batch(draw);
        int n = draw.size();
        draw.input(regular(draw, draw.broadcastable(batch), n)).terms(64);
        if (draw.chance(0.2)) {
            draw.input(draw.numbers(Shape.of(n), Domain.ANY));
        } else {
            draw.input(draw.numbers(matrices(draw.broadcastable(batch), n, draw.size(5)), Domain.ANY));
        }
    }

    private static void leastSquares(Draw draw) {
        Shape batch = batch(draw);
        int rows = draw.size();
        draw.input(rectangular(draw, batch, rows, draw.size()));
        draw.input(draw.numbers(matrices(batch, rows, draw.size(5)), Domain.ANY)).terms(64);
    }

    private static void triangle(Draw draw) {
        Shape batch = batch(draw);
        int n = draw.size();
        boolean left = draw.chance(0.6);
        draw.input(definite(draw, draw.broadcastable(batch), n));
        draw.input(
                draw.numbers(left ? matrices(batch, n, draw.size(5)) : matrices(batch, draw.size(5), n), Domain.ANY));
        draw.with("left", left).with("upper", draw.chance(0.5)).with("unitriangular", draw.chance(0.3)).terms(64);
    }

    /** Few matrices, now and then none. */
    private static Shape batch(Draw draw) {
        int[] sizes = new int[draw.between(0, 2)];
        Arrays.setAll(sizes, _ -> draw.chance(0.03) ? 0 : draw.between(1, 3));
        return Shape.of(sizes);
    }

    private static Shape matrices(Shape batch, int rows, int columns) {
        int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        sizes[batch.rank()] = rows;
        sizes[batch.rank() + 1] = columns;
        return Shape.of(sizes);
    }

    private static Tensor regular(Draw draw, Shape batch, int n) {
        return rectangular(draw, batch, n, n);
    }

    /** Numbers in [−1, 1], and larger ones where a column's row is, the columns being in random order. */
    private static Tensor rectangular(Draw draw, Shape batch, int rows, int columns) {
        Tensor numbers = draw.numbers(matrices(batch, rows, columns), Domain.of(-1, 1));
        int[] order = draw.permutation(Math.min(rows, columns));
        double[] large = new double[rows * columns];
        for (int i = 0; i < order.length; i++) {
            large[i * columns + order[i]] = 1 + 2 * Math.sqrt(Math.max(rows, columns));
        }
        return rounded(numbers.add(Tensor.of(large, rows, columns)));
    }

    /** Symmetric matrices of eigenvalues from 1 to a few. */
    private static Tensor definite(Draw draw, Shape batch, int n) {
        Tensor factor = draw.numbers(matrices(batch, n, n), Domain.of(-1, 1)).div(Math.sqrt(n));
        return rounded(
                factor.matmul(factor.mT()).add(Diagonals.diagEmbed(Tensor.full(Shape.of(n), 1, DType.FLOAT64), 0)));
    }

    /** The nearest numbers that FLOAT32 holds too. */
    private static Tensor rounded(Tensor x) {
        return x.to(DType.FLOAT32).to(DType.FLOAT64);
    }
}
