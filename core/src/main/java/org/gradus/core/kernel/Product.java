package org.gradus.core.kernel;

/** One matrix product C = A·B, [m,n] = [m,k]·[k,n], its operands given as panels. */
record Product(int m, int n, int k, PanelSource a, PanelSource b, MatrixView c) {

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
        long upright = (long) rowPanels().padded() * columnPanels().padded();
        long turned = (long) Panels.ofRows(b, n).padded() * Panels.ofColumns(a, m).padded();
        return turned * 3 < upright * 2 ? new Product(n, m, k, b, a, c.transpose()) : this;
    }
}
