package org.gradus.core.op;

import org.gradus.core.kernel.SparseMatrix;

/**
 * What matrices' rows and columns are mixed by.
 *
 * @param rows R [J,K], for matrices of K rows
 * @param columns C [L,M], for matrices of M columns
 */
public record Mixing(SparseMatrix rows, SparseMatrix columns) {

    /** The mixing by Rᵀ and Cᵀ. */
    Mixing transposed() {
        return new Mixing(rows.transposed(), columns.transposed());
    }
}
