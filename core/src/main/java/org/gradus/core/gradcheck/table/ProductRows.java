package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.awayFromZero;
import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.Input.positive;
import static org.gradus.core.gradcheck.table.OpRow.row;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.op.Distances;
import org.gradus.core.op.MatMulOp;
import org.gradus.core.op.Products;

/** Matrix products: every transposition, with each of the three sizes awkward in turn, vectors and batches. */
final class ProductRows {

    private ProductRows() {}

    static List<OpRow> rows() {
        List<OpRow> rows = new ArrayList<>();
        for (boolean a : new boolean[]{false, true}) {
            for (boolean b : new boolean[]{false, true}) {
                MatMulOp op = new MatMulOp(a, b);
                String what = "matmul " + (a ? "Aᵀ" : "A") + (b ? "Bᵀ" : "B");
                rows.add(row(what + ", m = n", op::apply, normal(a ? "3,n" : "n,3"), normal(b ? "4,3" : "3,4"))
                        .terms(n -> n + 4));
                rows.add(row(what + ", k = n", op::apply, normal(a ? "n,3" : "3,n"), normal(b ? "4,n" : "n,4"))
                        .terms(n -> n + 4));
                rows.add(row(what + ", n = n", op::apply, normal(a ? "3,4" : "4,3"), normal(b ? "n,3" : "3,n"))
                        .terms(n -> n + 4));
                rows.add(row(what + ", batches", op::apply, normal(a ? "n,3,2" : "n,2,3"),
                        normal(b ? "n,4,3" : "n,3,4")).terms(4));
                rows.add(row(what + ", batches of batches", op::apply, normal(a ? "2,2,n,1" : "2,2,1,n"),
                        normal(b ? "2,2,3,n" : "2,2,n,3")).terms(n -> n + 3));
            }
        }
        rows.addAll(List.of(
                row("vector · vector", MatMulOp::matmul, normal("n"), normal("n")).terms(n -> n),
                row("vector · matrix", MatMulOp::matmul, normal("n"), normal("n,3")).terms(n -> n + 3),
                row("matrix · vector", MatMulOp::matmul, normal("3,n"), normal("n")).terms(n -> n + 3),
                row("vector · batch", MatMulOp::matmul, normal("3"), normal("2,3,n")).terms(n -> n + 6),
                row("batch · vector", MatMulOp::matmul, normal("2,n,3"), normal("3")).terms(n -> 2 * n + 3),
                row("batch · matrix", MatMulOp::matmul, normal("2,n,3"), normal("3,4")).terms(n -> 2 * n + 4),
                row("matrix · batch", MatMulOp::matmul, normal("n,3"), normal("2,3,4")).terms(n -> n + 8),
                row("batch · batch", MatMulOp::matmul, normal("2,4,n"), normal("2,n,3")).terms(n -> n + 4),
                row("broadcast batches", MatMulOp::matmul, normal("2,1,2,n"), normal("3,n,2")).terms(n -> n + 12),
                row("a square by itself", x -> x.matmul(x), normal("4,4")).terms(4),
                row("dot", Products::dot, normal("n"), normal("n")).terms(n -> n),
                row("mv", Products::mv, normal("3,n"), normal("n")).terms(n -> n + 3),
                row("outer", Products::outer, normal("n"), normal("3")).terms(n -> n),
                rowOf("bilinear", in -> Products.bilinear(in.get(0), in.get(1), in.get(2)), normal("n,2"),
                        normal("n,3"),
                        normal("4,2,3")).terms(n -> 2 * n + 16),
                rowOf("bilinear of vectors", in -> Products.bilinear(in.get(0), in.get(1), in.get(2)), normal("3"),
                        normal("n"), normal("2,3,n")).terms(n -> 2 * n + 8),
                rowOf("bilinear of batches", in -> Products.bilinear(in.get(0), in.get(1), in.get(2)), normal("2,n,3"),
                        normal("2,n,1"), normal("2,3,1")).terms(n -> 4 * n + 8),
                row("cosineSimilarity", (a, b) -> Distances.cosineSimilarity(a, b, 1), awayFromZero("2,3,n"),
                        awayFromZero("3,n")).sizes(4, 6, 13, 207).terms(n -> 6 * n),
                row("pairwiseDistance", (a, b) -> Distances.pairwiseDistance(a, b), awayFromZero("n,4"),
                        positive("n,4"))
                        .terms(8),
                row("xWᵀ of a vector", MatMulOp::matmulTransposed, normal("n"), normal("4,n")).terms(n -> n + 4),
                row("xWᵀ of a matrix", MatMulOp::matmulTransposed, normal("n,3"), normal("4,3")).terms(n -> n + 4),
                row("xWᵀ of a batch", MatMulOp::matmulTransposed, normal("2,n,3"), normal("4,3"))
                        .terms(n -> 2 * n + 4)));
        return rows;
    }
}
