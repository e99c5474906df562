package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positiveDefinite;
import static org.gradus.core.gradcheck.table.Input.singular;
import static org.gradus.core.gradcheck.table.Input.wellConditioned;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.core.TriangularOptions;
import org.gradus.core.op.CholeskyOp;
import org.gradus.core.op.DetOp;
import org.gradus.core.op.InverseOp;
import org.gradus.core.op.LinAlg;
import org.gradus.core.op.QrOp;
import org.gradus.core.op.SlogdetOp;
import org.gradus.core.op.SolveOp;
import org.gradus.core.op.SolveTriangularOp;

/** Systems of equations, inverses, determinants and decompositions: single matrices and batches. */
final class LinAlgRows {

    private LinAlgRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        rows.addAll(systems());
        rows.addAll(determinants());
        rows.addAll(decompositions());
        return rows;
    }

    private static List<OpRow> systems() {
        List<OpRow> rows = new ArrayList<>(List.of(
                row("solve", SolveOp::solve, wellConditioned("n,n"), normal("n,2")).sizes(0, 1, 3, 13, 207)
                        .terms(n -> n + 4).smooth(),
                row("solve for a vector", SolveOp::solve, wellConditioned("n,n"), normal("n")).terms(n -> n + 4),
                row("solve for vectors", SolveOp::solve, wellConditioned("n,2,2"), normal("n,2")).terms(4),
                row("solve, batches", SolveOp::solve, wellConditioned("n,1,2,2"), normal("3,2,1"))
                        .terms(n -> 3 * n + 8),
                row("solve, one matrix for a batch", SolveOp::solve, wellConditioned("3,3"), normal("n,3,2"))
                        .terms(n -> 2 * n + 8),
                row("solve transposed", new SolveOp(true)::apply, wellConditioned("n,n"), normal("n,2"))
                        .terms(n -> n + 4),
                row("inverse", InverseOp::inverse, wellConditioned("n,n")).sizes(0, 1, 3, 13, 207).terms(n -> n + 4)
                        .smooth(),
                row("inverse, batches", InverseOp::inverse, wellConditioned("n,2,2")).terms(4),
                row("matrixPower 3", x -> LinAlg.matrixPower(x, 3), wellConditioned("n,n")).terms(n -> 8 * n + 8),
                row("matrixPower -2", x -> LinAlg.matrixPower(x, -2), wellConditioned("n,n")).terms(n -> 4 * n + 4),
                row("lstsq, tall", LinAlg::lstsq, wellConditioned("7,n"), normal("7,2")).sizes(0, 1, 3, 6).terms(32),
                row("lstsq, wide", LinAlg::lstsq, wellConditioned("2,n"), normal("2")).sizes(2, 3, 13, 207)
                        .terms(n -> n + 16)));
        for (boolean upper : new boolean[]{false, true}) {
            String name = "solveTriangular " + (upper ? "upper" : "lower");
            TriangularOptions options = upper ? TriangularOptions.UPPER : TriangularOptions.LOWER;
            rows.add(triangular(name, options, normal("n,2")).sizes(0, 1, 3, 13, 207).smooth());
            rows.add(triangular(name + " from the right", options.withLeft(false), normal("2,n")));
            rows.add(triangular(name + ", unit diagonal", options.withUnitriangular(true), normal("n,2")));
            rows.add(row("choleskySolve, " + name,
                    (factor, b) -> LinAlg.choleskySolve(b, factor, upper), positiveDefinite("2,2"), normal("n,2,3"))
                    .terms(n -> 3 * n + 8));
        }
        return rows;
    }

    private static OpRow triangular(String name, TriangularOptions options, Input b) {
        return row(name, (a, x) -> SolveTriangularOp.solveTriangular(a, x, options), positiveDefinite("n,n"), b)
                .terms(n -> n + 4);
    }

    private static List<OpRow> determinants() {
        return List.of(
                row("det", DetOp::det, wellConditioned("n,n")).sizes(0, 1, 3, 13).terms(n -> n + 4).smooth(),
                row("det, batches", DetOp::det, wellConditioned("n,2,2")).terms(4),
                row("det of rank n-1", DetOp::det, singular(1, "n,n")).sizes(1, 2, 3, 6).terms(n -> n + 4),
                row("det of rank n-1, third order", DetOp::det, singular(1, "3,3")).terms(8).smooth(),
                row("det of rank n-2", DetOp::det, singular(2, "n,n")).sizes(2, 3, 4).terms(n -> n + 4),
                row("det of rank n-2, third order", DetOp::det, singular(2, "3,3")).terms(8).smooth(),
                row("det of zeros, third order", DetOp::det, singular(3, "3,3")).terms(8).smooth(),
                row("det, a singular matrix among others", DetOp::det, singular(1, "2,3,3")).terms(8),
                row("slogdet", x -> SlogdetOp.slogdet(x).logAbsDet(), wellConditioned("n,n")).sizes(0, 1, 3, 13, 207)
                        .terms(n -> n + 4).smooth(),
                row("logdet", LinAlg::logdet, positiveDefinite("n,n")).terms(n -> n + 4),
                row("logdet, batches", LinAlg::logdet, positiveDefinite("n,2,2")).terms(4));
    }

    private static List<OpRow> decompositions() {
        return List.of(
                row("cholesky", x -> CholeskyOp.cholesky(symmetric(x)), positiveDefinite("n,n"))
                        .sizes(0, 1, 3, 13, 207).terms(n -> n + 4).smooth(),
                row("cholesky upper", x -> CholeskyOp.cholesky(symmetric(x), true), positiveDefinite("n,n"))
                        .terms(n -> n + 4),
                row("cholesky, batches", x -> CholeskyOp.cholesky(symmetric(x)), positiveDefinite("n,2,2")).terms(8),
                row("qr, Q of a tall matrix", x -> QrOp.qr(x).q(), wellConditioned("7,n")).sizes(0, 1, 3, 6).terms(16),
                row("qr, R of a tall matrix", x -> QrOp.qr(x).r(), wellConditioned("7,n")).sizes(0, 1, 3, 6).terms(16),
                row("qr, Q of a square matrix", x -> QrOp.qr(x, true).q(), wellConditioned("n,n"))
                        .sizes(0, 1, 3, 13, 207).terms(n -> n + 4).smooth(),
                row("qr, R of a square matrix", x -> QrOp.qr(x).r(), wellConditioned("n,n"))
                        .sizes(0, 1, 3, 13, 207).terms(n -> n + 4).smooth(),
                row("qr of a wide matrix", LinAlgRows::both, wellConditioned("3,n")).sizes(3, 4, 13, 207)
                        .terms(n -> n + 16),
                row("qr, batches", LinAlgRows::both, wellConditioned("n,3,2")).terms(16));
    }

    private static Tensor symmetric(Tensor x) {
        return x.add(x.mT()).mul(0.5);
    }

    /** A function of Q and R at once. */
    private static Tensor both(Tensor x) {
        var factors = QrOp.qr(x);
        return factors.q().matmul(factors.r().square());
    }
}
