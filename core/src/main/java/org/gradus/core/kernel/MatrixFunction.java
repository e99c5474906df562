package org.gradus.core.kernel;

/** What {@link Kernels#eachMatrix} computes from each matrix of a batch, or from those of several batches at one place. */
public interface MatrixFunction {

    /** What {@link #apply} returns where nothing fails. */
    int DONE = 0;

    /**
     * Computes one matrix.
     *
     * @param inputs the rows of one matrix of each input; they may be overwritten
     * @param output the rows of the result, zeros at first
     * @return {@link #DONE}, or the order, counted from 1, of the leading rows and columns at which it fails
     */
    int apply(double[][][] inputs, double[][] output);

    /**
     * What to say of a matrix at which it fails, and what to do about it.
     *
     * @param matrix which one
     * @param order what {@link #apply} returned
     */
    String complaint(String matrix, int order);
}
