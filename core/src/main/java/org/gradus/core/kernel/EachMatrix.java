package org.gradus.core.kernel;

import java.util.List;

/** Applies a function to each matrix of a batch, on several threads. */
final class EachMatrix {

    private EachMatrix() {}

    /** {@link Kernels#eachMatrix}; a task has as many matrices as make some work, whatever the number of threads. */
    static void run(MatrixFunction f, List<? extends Matrices<?>> inputs, Matrices<?> output, int batches) {
        long elements = output.numel();
        for (Matrices<?> input : inputs) {
            elements += input.numel();
        }
        long work = Math.max(1, elements * inputs.get(0).rows());
        int task = (int) Math.max(1, RowUpdate.TASK / work);
        Chunks.run(batches, task, (from, to) -> {
            for (int matrix = from; matrix < to; matrix++) {
                double[][] result = new double[output.rows()][output.columns()];
                int order = f.apply(read(inputs, matrix), result);
                if (order != MatrixFunction.DONE) {
                    throw new IllegalArgumentException(
                            f.complaint(batches == 1 ? "the matrix" : "matrix " + matrix + " of the batch", order));
                }
                output.write(matrix, result);
            }
        });
    }

    private static double[][][] read(List<? extends Matrices<?>> inputs, int matrix) {
        double[][][] read = new double[inputs.size()][][];
        for (int i = 0; i < read.length; i++) {
            read[i] = inputs.get(i).read(matrix);
        }
        return read;
    }
}
