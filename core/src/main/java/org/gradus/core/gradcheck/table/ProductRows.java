package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.row;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.op.MatMulOp;

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
                row("xWᵀ of a vector", MatMulOp::matmulTransposed, normal("n"), normal("4,n")).terms(n -> n + 4),
                row("xWᵀ of a matrix", MatMulOp::matmulTransposed, normal("n,3"), normal("4,3")).terms(n -> n + 4),
                row("xWᵀ of a batch", MatMulOp::matmulTransposed, normal("2,n,3"), normal("4,3"))
                        .terms(n -> 2 * n + 4)));
        return rows;
    }
}
