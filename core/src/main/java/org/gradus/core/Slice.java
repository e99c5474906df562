package org.gradus.core;

import static com.google.common.base.Preconditions.checkArgument;

import org.jspecify.annotations.Nullable;

/**
 * Which indices of a dimension are taken, and in which order, as Python's {@code start:end:step}: negative indices count
 * from the end, what lies beyond an end is left out, and a negative step goes backwards.
 *
 * @param start the first index; null for the end that the step leads away from
 * @param end the index before which to stop; null for the end that the step leads to
 * @param step the distance from one index to the next
 */
public record Slice(@Nullable Integer start, @Nullable Integer end, int step) {

    /** Every index, Python's {@code :}. */
    public static final Slice ALL = new Slice(null, null, 1);

    /** Checks the step. @throws IllegalArgumentException if it is 0 */
    public Slice {
        checkArgument(step != 0, "[slice] the step must not be 0");
    }

    /** The indices from start up to, but not including, end: Python's {@code start:end}. */
    public static Slice of(int start, int end) {
        return new Slice(start, end, 1);
    }

    /** The indices from start to the last: Python's {@code start:}. */
    public static Slice from(int start) {
        return new Slice(start, null, 1);
    }

    /** The indices up to, but not including, end: Python's {@code :end}. */
    public static Slice to(int end) {
        return new Slice(null, end, 1);
    }

    /** This slice, taking one index in so many; negative to go backwards. @throws IllegalArgumentException if it is 0 */
    public Slice withStep(int value) {
        return new Slice(start, end, value);
    }

    /** The first index taken of a dimension of this size, if any is. */
    public int first(int size) {
        return start == null ? step > 0 ? 0 : size - 1 : within(start, size);
    }

    /** How many indices are taken of a dimension of this size. */
    public int count(int size) {
        int stop = end == null ? step > 0 ? size : -1 : within(end, size);
        long way = step > 0 ? (long) stop - first(size) : (long) first(size) - stop;
        return way <= 0 ? 0 : (int) ((way - 1) / Math.abs((long) step) + 1);
    }

    /** An index counted from 0, or where to stop on that side if it lies beyond an end. */
    private int within(int index, int size) {
        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? size : size - 1;
        return index < 0 ? Math.max(index + size, lowest) : Math.min(index, highest);
    }

    /** The slice as Python writes it, {@code 1:-1:2}. */
    @Override
    public String toString() {
        return (start == null ? "" : start) + ":" + (end == null ? "" : end) + (step == 1 ? "" : ":" + step);
    }
}
