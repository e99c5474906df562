package org.gradus.core.kernel;

import java.util.function.IntFunction;

/** Matrix products of float32, as tasks for all threads. */
final class VectorGemm {

    private VectorGemm() {}

    /** Rows of A, at most, by which a large B is multiplied without packing it. */
    private static final int FEW = 8;

    /** Elements of a B that is large. */
    private static final long LARGE = 1 << 20;

    /** {@link Kernels#matmul}. */
    static void matmul(float[] a, float[] b, float[] c, MatMulGeometry g) {
        int m = g.m();
        int n = g.n();
        int k = g.k();
        if (m == 1 || n == 1) {
            timesVector(a, b, c, g);
            return;
        }
        if (m <= FEW && g.transposeB() && !g.transposeA() && (long) n * k >= LARGE) {
            for (int batch = 0; batch < g.batches(); batch++) {
                VectorGemv.fewTimesRows(b, batch * k * n, n, k, a, batch * m * k, m, c, batch * m * n);
            }
            return;
        }
        runAll(g.batches(), batch -> {
            MatrixView viewA = MatrixView.rowMajor(a, batch * m * k, g.transposeA() ? m : k);
            MatrixView viewB = MatrixView.rowMajor(b, batch * k * n, g.transposeB() ? k : n);
            return new Product(m, n, k, new MatrixPanels(g.transposeA() ? viewA.transpose() : viewA),
                    new MatrixPanels(g.transposeB() ? viewB : viewB.transpose()),
                    MatrixView.rowMajor(c, batch * m * n, n));
        });
    }

    private static void timesVector(float[] a, float[] b, float[] c, MatMulGeometry g) {
        float[] vector = g.m() == 1 ? a : b;
        float[] matrix = g.m() == 1 ? b : a;
        boolean alongK = g.m() == 1 ? g.transposeB() || g.n() == 1 : !g.transposeA();
        int k = g.k();
        int length = g.m() * g.n();
        int each = Math.max(1, VectorGemv.TASK / Math.max(1, length * k));
        Parallel.run(Math.ceilDiv(g.batches(), each), task -> {
            for (int i = task * each; i < Math.min(g.batches(), (task + 1) * each); i++) {
                if (alongK) {
                    VectorGemv.timesRows(matrix, i * length * k, length, k, vector, i * k, c, i * length);
                } else {
                    VectorGemv.timesColumns(matrix, i * k * length, length, k, vector, i * k, c, i * length);
                }
            }
        });
    }

    /** Runs products of equal sizes: large ones one after another, each on all threads, small ones side by side. */
    static void runAll(int count, IntFunction<Product> products) {
        if (count == 0 || products.apply(0).isEmpty()) {
            return;
        }
        long work = products.apply(0).work();
        if (count == 1 || work >= 8 * Tiling.TASK) {
            for (int i = 0; i < count; i++) {
                run(products.apply(i));
            }
            return;
        }
        int each = (int) Math.min(count, Math.ceilDiv(Tiling.TASK, Math.max(1, work)));
        Parallel.run(Math.ceilDiv(count, each), task -> {
            for (int i = task * each; i < Math.min(count, (task + 1) * each); i++) {
                runAlone(products.apply(i));
            }
        });
    }

    private static void run(Product product) {
        Product oriented = product.oriented();
        new GemmTasks(oriented, Tiling.of(oriented)).run();
    }

    /** Computes a C that is not empty on this thread. */
    static void runAlone(Product product) {
        Product oriented = product.oriented();
        new GemmTasks(oriented, Tiling.undivided(oriented, 1)).run();
    }
}
