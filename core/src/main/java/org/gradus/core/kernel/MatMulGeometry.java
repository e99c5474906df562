package org.gradus.core.kernel;

/**
 * The sizes of a batch of matrix products C[m,n] = A[m,k]·B[k,n], each operand's matrices stored one after another.
 *
 * @param batches how many products
 * @param transposeA whether each A is stored as [k,m]
 * @param transposeB whether each B is stored as [n,k]
 */
public record MatMulGeometry(int batches, int m, int k, int n, boolean transposeA, boolean transposeB) {}
