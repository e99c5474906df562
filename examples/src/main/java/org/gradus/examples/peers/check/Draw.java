package org.gradus.examples.peers.check;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Operand;

/** Draws one case: sizes, numbers and choices, and notes what it is made of. The same seed draws the same case. */
public final class Draw {

    /** Sizes around which loops over vectors of 4, 8 and 16 change what they do. */
    private static final int[] SIZES = {1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 31};
    private static final int SMALL = 400;
    private static final int[] LARGE = {207, 513, 1024, 4098};
    private static final double[] WILD = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
            Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-20f, -1e-8f,
            1e-4f, 20, -20, 89, -89, 104, -104, 1e4, -1e10f};

    private final SplittableRandom random;
    private final List<Operand> inputs = new ArrayList<>();
    private Attributes attributes = Attributes.NONE;
    private long terms = 1;

    private Draw(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A draw for a case of an operation, independent of every other case's. */
    static Draw of(long seed, String operation, long index) {
        return new Draw(Hashing.murmur3_128().newHasher().putLong(seed).putUnencodedChars(operation).putLong(index)
                .hash().asLong());
    }

    Drawn drawn() {
        return new Drawn(ImmutableList.copyOf(inputs), attributes, terms);
    }

    /** True with a probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** An integer from low to high, both included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** Any 64 bits. */
    public long bits() {
        return random.nextLong();
    }

    /** A number from low to high that FLOAT32 holds. */
    public double real(double low, double high) {
        return (float) random.nextDouble(low, high);
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T choice(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of these. */
    public int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A size from 1 to 31, small ones more often. */
    public int size() {
        return oneOf(SIZES);
    }

    /** A size as {@link #size()}, at most {@code limit}. */
    public int size(int limit) {
        return Math.min(size(), limit);
    }

    /**
     * A shape of a rank from low to high: a few hundred elements at most as a rule, one in twenty with a long dimension,
     * and none empty.
     */
    public Shape shape(int lowRank, int highRank) {
        int[] sizes = new int[between(lowRank, highRank)];
        int left = SMALL;
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = Math.max(1, Math.min(size(), left));
            left /= sizes[d];
        }
        if (sizes.length > 0 && chance(0.05)) {
            Arrays.fill(sizes, 1);
            sizes[random.nextInt(sizes.length)] = oneOf(LARGE);
            sizes[random.nextInt(sizes.length)] *= 2;
        }
        return Shape.of(sizes);
    }

    /** A shape as {@link #shape}, of which one in twenty is empty. */
    public Shape shapeOrEmpty(int lowRank, int highRank) {
        Shape shape = shape(lowRank, highRank);
        return shape.rank() > 0 && chance(0.05) ? shape.withSize(random.nextInt(shape.rank()), 0) : shape;
    }

    /** A dimension of a shape, counted from the front or from the end. */
    public int dim(Shape shape) {
        checkArgument(shape.rank() > 0, "[draw] a scalar has no dimension");
        return random.nextInt(-shape.rank(), shape.rank());
    }

    /** Some dimensions of a shape in random order, counted from the front or from the end; perhaps none, perhaps all. */
    public int[] dims(Shape shape) {
        int[] order = permutation(shape.rank());
        int[] some = Arrays.copyOf(order, between(0, shape.rank()));
        for (int i = 0; i < some.length; i++) {
            some[i] -= chance(0.3) ? shape.rank() : 0;
        }
        return some;
    }

    /** The integers below n in random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** A shape that broadcasts to another: leading dimensions dropped, others shrunk to 1. */
    public Shape broadcastable(Shape full) {
        int dropped = chance(0.3) ? between(0, full.rank()) : 0;
        int[] sizes = Arrays.copyOfRange(full.toArray(), dropped, full.rank());
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = chance(0.25) ? 1 : sizes[d];
        }
        return Shape.of(sizes);
    }

    /**
     * A FLOAT64 tensor of numbers that FLOAT32 holds too: as a rule spread evenly, one tensor in four on multiples of 1/2
     * only, so that zeros and equal numbers occur, and in a wild domain one in eight with exceptional numbers among them.
     */
    public Tensor numbers(Shape shape, Domain domain) {
        double[] values = new double[shape.numel()];
        boolean onGrid = chance(0.25) && Math.floor(2 * domain.high()) - Math.ceil(2 * domain.low()) >= 2;
        boolean wild = domain.wild() && chance(0.125);
        for (int i = 0; i < values.length; i++) {
            values[i] = wild && chance(0.25) ? WILD[random.nextInt(WILD.length)] : number(domain, onGrid);
        }
        return Tensor.wrap(values, shape);
    }

    private double number(Domain domain, boolean onGrid) {
        double x;
        do {
            x = onGrid
                    ? random.nextInt((int) Math.ceil(2 * domain.low()), (int) Math.floor(2 * domain.high()) + 1) / 2.0
                    : real(domain.low(), domain.high());
        } while (!domain.contains(x));
        return x;
    }

    /** A FLOAT64 tensor of numbers around zero of which no two are equal, for operations to which equal ones are a tie. */
    public Tensor distinct(Shape shape) {
        int[] order = permutation(shape.numel());
        return Tensor.wrap(Arrays.stream(order).mapToDouble(rank -> (rank - order.length / 2) / 8.0).toArray(), shape);
    }

    /** An INT64 tensor of integers from low to high, both included. */
    public Tensor integers(Shape shape, int low, int high) {
        long[] values = new long[shape.numel()];
        Arrays.setAll(values, _ -> between(low, high));
        return Tensor.wrap(values, shape);
    }

    /** A BOOL tensor. */
    public Tensor truths(Shape shape) {
        boolean[] values = new boolean[shape.numel()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextBoolean();
        }
        return Tensor.wrap(values, shape);
    }

    /** Makes a tensor the next input; if it is of a floating-point type, its gradient is compared. */
    public Draw input(Tensor value) {
        inputs.add(new Operand(value, value.dtype().isFloatingPoint()));
        return this;
    }

    /** Makes a tensor the next input, one that the operation takes as constant. */
    public Draw constant(Tensor value) {
        inputs.add(new Operand(value, false));
        return this;
    }

    /** Makes all inputs so far constants. */
    public Draw withoutGradients() {
        inputs.replaceAll(input -> new Operand(input.value(), false));
        return this;
    }

    /** Makes integers an attribute. */
    public Draw with(String name, int... integers) {
        attributes = attributes.with(name, integers);
        return this;
    }

    /** Makes 64-bit integers an attribute. */
    public Draw with(String name, long... integers) {
        attributes = attributes.with(name, integers);
        return this;
    }

    /** Makes a flag an attribute. */
    public Draw with(String name, boolean flag) {
        attributes = attributes.with(name, flag);
        return this;
    }

    /** Makes real numbers an attribute. */
    public Draw with(String name, double... numbers) {
        attributes = attributes.with(name, numbers);
        return this;
    }

    /** Makes an enum's constant an attribute, by name. */
    public Draw with(String name, Enum<?> choice) {
        return with(name, choice.name());
    }

    /** Makes a text an attribute. */
    public Draw with(String name, String text) {
        attributes = attributes.with(name, text);
        return this;
    }

    /** Says how many products or sums one result is made of; rounding errors may grow with it. */
    public Draw terms(long count) {
        terms = Math.max(1, count);
        return this;
    }
}
