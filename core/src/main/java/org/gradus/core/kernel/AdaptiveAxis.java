package org.gradus.core.kernel;

/** Windows that cover an input evenly though their number does not divide its size; see {@link PoolAxis#adaptive}. */
record AdaptiveAxis(int in, int out) implements PoolAxis {

    @Override
    public int kernel() {
        return out == 0 ? 1 : Math.ceilDiv(in, out) + 1;
    }

    @Override
    public int dilation() {
        return 1;
    }

    @Override
    public int at(int window, int cell) {
        return (int) ((long) window * in / out) + cell;
    }

    @Override
    public int firstCell(int window) {
        return 0;
    }

    @Override
    public int endCell(int window) {
        return (int) Math.ceilDiv((window + 1L) * in, out) - at(window, 0);
    }
}
