package org.gradus.core.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One matrix product C = A·B, [m,n] = [m,k]·[k,n], its operands given as panels.
 *
 * @param bias what is added to all elements of a row of C, m numbers from {@code biasAt} on, or null for nothing
 */
record Product(int m, int n, int k, PanelSource a, PanelSource b, MatrixView c, float @Nullable [] bias, int biasAt) {

    /** The product without a bias. */
    static Product of(int m, int n, int k, PanelSource a, PanelSource b, MatrixView c) {
        return new Product(m, n, k, a, b, c, null, 0);
    }

    /** How many multiply-adds it takes. */
    long work() {
        return (long) m * n * k;
    }

    /** Whether C has no elements. */
    boolean isEmpty() {
        return m == 0 || n == 0;
    }

    /** A's rows in panels. */
    Panels rowPanels() {
        return Panels.ofRows(a, m);
    }

    /** B's columns in panels. */
    Panels columnPanels() {
        return Panels.ofColumns(b, n);
    }

    /**
     * This product, or Cᵀ = Bᵀ·Aᵀ where that leaves fewer tiles half empty: tiles are wider than high, and a product of few
     * columns would waste most of their width.
     */
    Product oriented() {
        if (bias != null) {
            return this;
        }
        long upright = (long) rowPanels().padded() * columnPanels().padded();
        long turned = (long) Panels.ofRows(b, n).padded() * Panels.ofColumns(a, m).padded();
        return turned * 3 < upright * 2 ? Product.of(n, m, k, b, a, c.transpose()) : this;
    }
}
