package org.gradus.core.gradcheck.table;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.Streams;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.function.Consumer;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;

/**
 * How one input of a row is drawn: its shape, such as {@code 2,n,3} where n is the size that the row is tried at, and
 * what fills it. All but labels are FLOAT64, and all but labels and signs require a gradient.
 */
public record Input(String shape, Fill fill) {

    private static final Splitter SIZES = Splitter.on(',').omitEmptyStrings();

    /** What fills an input. */
    public interface Fill {

        /** A tensor of this shape, drawn from the generator. */
        Tensor of(Rng rng, Shape shape);
    }

    /** Standard normal numbers. */
    public static Input normal(String shape) {
        return new Input(shape, (rng, sizes) -> floating(sizes, values -> rng.normal(values, 0, 1)));
    }

    /** Numbers in [0.5, 2). */
    public static Input positive(String shape) {
        return new Input(shape, (rng, sizes) -> floating(sizes, values -> rng.uniform(values, 0.5, 2)));
    }

    /** Numbers of either sign with magnitudes in [0.1, 2), for functions with a kink or a pole at 0. */
    public static Input awayFromZero(String shape) {
        return new Input(shape, (rng, sizes) -> floating(sizes, values -> {
            rng.uniform(values, -1.9, 1.9);
            Arrays.setAll(values, i -> values[i] + Math.copySign(0.1, values[i]));
        }));
    }

    /** Standard normal numbers, of which every third one, from the second, is 0. */
    public static Input withZeros(String shape) {
        return new Input(shape, (rng, sizes) -> floating(sizes, values -> {
            rng.normal(values, 0, 1);
            Arrays.setAll(values, i -> i % 3 == 1 ? 0 : values[i]);
        }));
    }

    /** Numbers in [low, high), none within 0.05 of a kink, which are farther than 0.1 from each other. */
    public static Input between(double low, double high, String shape, double... kinks) {
        return new Input(shape, (rng, sizes) -> floating(sizes, values -> {
            rng.uniform(values, low, high);
            for (double kink : kinks) {
                Arrays.setAll(values, i -> Math.abs(values[i] - kink) < 0.05
                        ? kink + Math.copySign(0.05, values[i] - kink)
                        : values[i]);
            }
        }));
    }

    /** Multiples of 1/16 around 0 in random order, no two equal, for functions with a kink at ties. */
    public static Input distinct(String shape) {
        return new Input(shape, (rng, sizes) -> {
            int[] order = rng.randperm(sizes.numel());
            double[] values = Arrays.stream(order).mapToDouble(rank -> (rank - order.length / 2) / 16.0).toArray();
            return Tensor.wrap(values, sizes).requiresGrad(true);
        });
    }

    /** INT64 numbers in 0…classes−1. */
    public static Input labels(int classes, String shape) {
        return new Input(shape, (rng, sizes) -> {
            long[] values = new long[sizes.numel()];
            rng.randint(values, 0, classes);
            return Tensor.wrap(values, sizes);
        });
    }

    /** −1 and 1, which require no gradient. */
    public static Input signs(String shape) {
        return new Input(shape, (rng, sizes) -> {
            double[] values = new double[sizes.numel()];
            rng.uniform(values, -1, 1);
            Arrays.setAll(values, i -> Math.copySign(1, values[i]));
            return Tensor.wrap(values, sizes);
        });
    }

    /**
     * Matrices of the shape's last two sizes that are far from singular and not symmetric: twice the identity with its
     * rows moved on by one, so that pivots must be sought, plus normal numbers that are smaller the more there are.
     */
    public static Input wellConditioned(String shape) {
        return new Input(shape, (rng, sizes) -> matrices(rng, sizes, Input::moveIdentity));
    }

    /** Symmetric matrices whose eigenvalues are 1 and more, and of the order of 1. */
    public static Input positiveDefinite(String shape) {
        return new Input(shape, (rng, sizes) -> matrices(rng, sizes, (square, values) -> {
            double[][] factors = new double[square][];
            Arrays.setAll(factors, i -> values[i].clone());
            for (int i = 0; i < square; i++) {
                for (int j = 0; j < square; j++) {
                    values[i][j] = i == j ? 1 : 0;
                    for (int k = 0; k < square; k++) {
                        values[i][j] += factors[i][k] * factors[j][k];
                    }
                }
            }
        }));
    }

    /** Matrices as {@link #wellConditioned}, but so many rows, the first ones, are as the last one, or all are zeros. */
    public static Input singular(int deficiency, String shape) {
        return new Input(shape, (rng, sizes) -> matrices(rng, sizes, (square, values) -> {
            moveIdentity(square, values);
            for (int i = 0; i < Math.min(deficiency, square); i++) {
                values[i] = deficiency < square ? values[square - 1] : new double[square];
            }
        }));
    }

    private interface Change {
        void apply(int square, double[][] values);
    }

    /** Normal numbers by matrices, each divided by twice the root of their number in a row or column, and then changed. */
    private static Tensor matrices(Rng rng, Shape shape, Change change) {
        int rows = shape.size(-2);
        int columns = shape.size(-1);
        return floating(shape, values -> {
            rng.normal(values, 0, 0.5 / Math.sqrt(Math.max(1, Math.max(rows, columns))));
            for (int at = 0; at < values.length; at += rows * columns) {
                double[][] matrix = new double[rows][columns];
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(values, at + i * columns, matrix[i], 0, columns);
                }
                change.apply(Math.min(rows, columns), matrix);
                for (int i = 0; i < rows; i++) {
                    System.arraycopy(matrix[i], 0, values, at + i * columns, columns);
                }
            }
        });
    }

    private static void moveIdentity(int square, double[][] values) {
        for (int i = 0; i < square; i++) {
            values[i][(i + 1) % square] += 2;
        }
    }

    private static Tensor floating(Shape shape, Consumer<double[]> filler) {
        double[] values = new double[shape.numel()];
        filler.accept(values);
        return Tensor.wrap(values, shape).requiresGrad(true);
    }

    /** The shape of sizes such as {@code 2,3}. */
    static Shape shape(String sizes) {
        return Shape.of(Streams.stream(SIZES.split(sizes)).mapToInt(Integer::parseInt).toArray());
    }

    /** A shape as its sizes are written here. */
    static String text(Shape shape) {
        return Joiner.on(',').join(Ints.asList(shape.toArray()));
    }

    boolean isSized() {
        return shape.contains("n");
    }

    /** A tensor for a size, drawn from the generator. */
    public Tensor draw(Rng rng, int size) {
        return fill.of(rng, shape(shape.replace("n", Integer.toString(size))));
    }
}
