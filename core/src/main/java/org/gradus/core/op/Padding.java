package org.gradus.core.op;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import org.gradus.core.PadMode;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;

/**
 * Tensors made larger at their borders.
 *
 * <p>
 * Paddings are listed as PyTorch's {@code F.pad} lists them: from the last dimension backwards, in pairs, what comes before
 * the dimension first. For images [N,C,H,W] they are {@code {left, right, top, bottom}}; dimensions that are not listed are
 * not padded. A negative padding takes away instead.
 */
public final class Padding {

    private Padding() {}

    /**
     * y = x with zeros around it along one dimension, which may count from the end.
     *
     * @throws IllegalArgumentException if negative paddings take away more than there is
     */
    public static Tensor pad(Tensor x, int dim, int before, int after) {
        int[] befores = new int[x.shape().rank()];
        int[] afters = new int[x.shape().rank()];
        int axis = x.shape().axis("pad", dim);
        befores[axis] = before;
        afters[axis] = after;
        return constant(x, befores, afters, 0);
    }

    /**
     * y = x with zeros around it.
     *
     * @throws IllegalArgumentException if the paddings are no pairs, are more than x has dimensions for, or take away more
     *         than there is
     */
    public static Tensor pad(Tensor x, int[] padding) {
        return pad(x, padding, 0);
    }

    /** y = x with a number around it; otherwise as {@link #pad(Tensor, int[])}. */
    public static Tensor pad(Tensor x, int[] padding, double value) {
        return constant(x, perDimension(x.shape(), padding, 0), perDimension(x.shape(), padding, 1), value);
    }

    /**
     * y = x with what the mode says around it; otherwise as {@link #pad(Tensor, int[])}.
     *
     * @throws IllegalArgumentException also if a reflection would reach beyond the opposite border, a circular padding would
     *         go round more than once, or there is no border to replicate
     */
    public static Tensor pad(Tensor x, int[] padding, PadMode mode) {
        if (mode == PadMode.CONSTANT) {
            return pad(x, padding, 0);
        }
        int[] before = perDimension(x.shape(), padding, 0);
        int[] after = perDimension(x.shape(), padding, 1);
        Tensor y = x;
        for (int d = 0; d < before.length; d++) {
            if (before[d] != 0 || after[d] != 0) {
                y = IndexSelectOp.indexSelect(y, d, sources(x.shape(), d, before[d], after[d], mode));
            }
        }
        return y;
    }

    private static int[] perDimension(Shape shape, int[] padding, int side) {
        checkArgument(padding.length % 2 == 0 && padding.length / 2 <= shape.rank(),
                "[pad] paddings come in pairs, from the last dimension backwards, at most one pair for each dimension of %s, but came %s",
                shape, Arrays.toString(padding));
        int[] ordered = new int[shape.rank()];
        for (int i = side; i < padding.length; i += 2) {
            ordered[ordered.length - 1 - i / 2] = padding[i];
        }
        return ordered;
    }

    private static Tensor constant(Tensor x, int[] before, int[] after, double value) {
        Lattice kept = Lattice.of(x.shape());
        int[] padded = new int[before.length];
        for (int d = 0; d < before.length; d++) {
            int first = Math.max(0, -before[d]);
            int count = x.size(d) - first - Math.max(0, -after[d]);
            checkArgument(count >= 0, "[pad] paddings %s and %s take away more than dimension %s of %s has", before[d],
                    after[d], d, x.type());
            kept = kept.every(1, d, first, count);
            padded[d] = count + Math.max(0, before[d]) + Math.max(0, after[d]);
        }
        Lattice place = Lattice.of(Shape.of(padded));
        for (int d = 0; d < before.length; d++) {
            place = place.every(1, d, Math.max(0, before[d]), kept.shape().size(d));
        }
        Tensor rest = SliceOp.take(x, kept);
        return place.isAll() ? rest : new PlaceOp(place, value).apply(rest);
    }

    /** Where along a dimension each index of the padded tensor is taken from. */
    private static Tensor sources(Shape shape, int dim, int before, int after, PadMode mode) {
        int size = shape.size(dim);
        int widest = Math.max(before, after);
        switch (mode) {
            case REFLECT -> checkArgument(widest < size,
                    "[pad] reflecting %s and %s reaches beyond dimension %s of %s; a padding must be less than its size %s",
                    before, after, dim, shape, size);
            case CIRCULAR -> checkArgument(widest <= size,
                    "[pad] going round by %s and %s wraps dimension %s of %s more than once; a padding must be at most its size %s",
                    before, after, dim, shape, size);
            default -> checkArgument(size > 0, "[pad] dimension %s of %s is empty and has no border to replicate", dim,
                    shape);
        }
        int length = before + size + after;
        checkArgument(length >= 0, "[pad] paddings %s and %s take away more than dimension %s of %s has", before, after,
                dim, shape);
        long[] sources = new long[length];
        for (int j = 0; j < length; j++) {
            int at = j - before;
            sources[j] = switch (mode) {
                case REFLECT -> {
                    int mirrored = Math.abs(at);
                    yield mirrored < size ? mirrored : 2 * (size - 1) - mirrored;
                }
                case CIRCULAR -> Math.floorMod(at, size);
                default -> Math.clamp(at, 0, size - 1);
            };
        }
        return Tensor.wrap(sources, Shape.of(length));
    }
}
