package org.gradus.core.kernel;

/**
 * y[i] = a[i] where a condition holds, else b[i], for arrays of any element type.
 *
 * @param conditions one for each element of y
 * @param plan how a and b are broadcast
 */
record Selection(boolean[] conditions, Broadcast plan) {

    /** Fills y; a, b and y are of the same primitive type. */
    void run(Object a, Object b, Object y) {
        int length = plan.rowLength();
        Chunks.run(conditions.length, (from, to) -> {
            for (int i = from, end; i < to; i = end) {
                end = Math.min(to, (i / length + 1) * length);
                withinRow(a, b, y, i, end);
            }
        });
    }

    private void withinRow(Object a, Object b, Object y, int from, int to) {
        switch (y) {
            case float[] target -> select((float[]) a, (float[]) b, target, from, to);
            case double[] target -> select((double[]) a, (double[]) b, target, from, to);
            case long[] target -> select((long[]) a, (long[]) b, target, from, to);
            case boolean[] target -> select((boolean[]) a, (boolean[]) b, target, from, to);
            default -> throw new AssertionError(y.getClass());
        }
    }

    private void select(float[] a, float[] b, float[] y, int from, int to) {
        int stepA = plan.a().step();
        int stepB = plan.b().step();
        int shiftA = plan.a().at(from) - from * stepA;
        int shiftB = plan.b().at(from) - from * stepB;
        for (int i = from; i < to; i++) {
            y[i] = conditions[i] ? a[shiftA + i * stepA] : b[shiftB + i * stepB];
        }
    }

    private void select(double[] a, double[] b, double[] y, int from, int to) {
        int stepA = plan.a().step();
        int stepB = plan.b().step();
        int shiftA = plan.a().at(from) - from * stepA;
        int shiftB = plan.b().at(from) - from * stepB;
        for (int i = from; i < to; i++) {
            y[i] = conditions[i] ? a[shiftA + i * stepA] : b[shiftB + i * stepB];
        }
    }

    private void select(long[] a, long[] b, long[] y, int from, int to) {
        int stepA = plan.a().step();
        int stepB = plan.b().step();
        int shiftA = plan.a().at(from) - from * stepA;
        int shiftB = plan.b().at(from) - from * stepB;
        for (int i = from; i < to; i++) {
            y[i] = conditions[i] ? a[shiftA + i * stepA] : b[shiftB + i * stepB];
        }
    }

    private void select(boolean[] a, boolean[] b, boolean[] y, int from, int to) {
        int stepA = plan.a().step();
        int stepB = plan.b().step();
        int shiftA = plan.a().at(from) - from * stepA;
        int shiftB = plan.b().at(from) - from * stepB;
        for (int i = from; i < to; i++) {
            y[i] = conditions[i] ? a[shiftA + i * stepA] : b[shiftB + i * stepB];
        }
    }
}
