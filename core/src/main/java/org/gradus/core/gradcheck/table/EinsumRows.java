package org.gradus.core.gradcheck.table;

import static org.gradus.core.gradcheck.table.Input.normal;
import static org.gradus.core.gradcheck.table.OpRow.rowOf;

import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.core.op.Einsum;

/** Sums of products: diagonals, sums, transpositions, products of two in every arrangement, and of more. */
final class EinsumRows {

    private EinsumRows() {}

    static List<OpRow> rows() {
        return List.of(
                einsum("ij->ji", normal("n,3")),
                einsum("iij->ij", normal("3,3,n")),
                einsum("iji->", normal("3,n,3")).terms(n -> 3 * n),
                einsum("ijk->k", normal("2,3,n")).terms(6),
                einsum("i,i", normal("n"), normal("n")).terms(n -> n),
                einsum("i,j->ji", normal("n"), normal("3")).terms(n -> n + 3),
                einsum("ij,j->ij", normal("3,n"), normal("n")).terms(3),
                einsum("ij,jk", normal("3,n"), normal("n,2")).terms(n -> n + 3),
                einsum("ji,kj->ki", normal("n,2"), normal("3,n")).terms(n -> n + 3),
                einsum("bij,bkj->bik", normal("2,3,n"), normal("2,2,n")).terms(n -> n + 3),
                einsum("ibj,jkb->kbi", normal("3,2,n"), normal("n,4,2")).terms(n -> n + 4),
                einsum("ij,ik->", normal("n,3"), normal("n,2")).terms(n -> 6 * n),
                einsum("bhqd,bhkd->bhqk", normal("2,1,3,n"), normal("2,1,2,n")).terms(n -> n + 3),
                einsum("...ij,...jk->...ik", normal("2,1,2,n"), normal("3,n,2")).terms(n -> n + 8),
                einsum("i...,i...->...", normal("3,n"), normal("3,n")).terms(3),
                einsum("...i->i", normal("2,3,n")).terms(6),
                einsum("ij,ij->j", normal("1,n"), normal("3,n")).terms(3),
                einsum("ij,jk,kl->il", normal("2,n"), normal("n,3"), normal("3,2")).terms(n -> 6 * n + 12),
                einsum("i,ij,j->", normal("3"), normal("3,n"), normal("n")).terms(n -> 3 * n + 3),
                einsum("ai,bi,ci->abc", normal("2,n"), normal("2,n"), normal("3,n")).terms(n -> n + 6));
    }

    private static OpRow einsum(String equation, Input... inputs) {
        return rowOf("einsum " + equation, in -> Einsum.einsum(equation, in.toArray(Tensor[]::new)), inputs);
    }
}
