package org.gradus.core.kernel;

import java.util.Arrays;

/**
 * How one row-major operand of a {@link Broadcast} is read to fill the result: its stride in each of the result's merged
 * dimensions, 0 where it repeats.
 */
public final class BroadcastOperand {

    private final int[] sizes;
    private final int[] strides;
    private final int row;

    BroadcastOperand(int[] sizes, int[] strides) {
        this.sizes = sizes;
        this.strides = strides;
        this.row = sizes.length - 1;
    }

    /** The step along a row, 1 or 0. */
    public int step() {
        return strides[row];
    }

    /** Where the operand's part of a row begins. */
    public int rowStart(int number) {
        int start = 0;
        for (int d = row - 1; d >= 0; d--) {
            start += number % sizes[d] * strides[d];
            number /= sizes[d];
        }
        return start;
    }

    /** Where the operand's part of one element of the result stands. */
    int at(int element) {
        return rowStart(element / sizes[row]) + element % sizes[row] * step();
    }

    /** Whether these elements of the result lie within one row. */
    boolean inOneRow(int from, int count) {
        return from % sizes[row] + count <= sizes[row];
    }

    /** Whether the operand has the result's size and nothing repeats. */
    boolean isWhole() {
        for (int stride : strides) {
            if (stride == 0) {
                return false;
            }
        }
        return true;
    }

    /** After how many elements of the result the operand begins anew; the result's size if it never does. */
    int period() {
        int d = 0;
        while (d <= row && strides[d] == 0) {
            d++;
        }
        int period = 1;
        for (; d <= row; d++) {
            period *= sizes[d];
        }
        return period;
    }

    /** Writes what the operand gives to the result's elements {@code from}… into target[0…count). */
    void expand(float[] source, int from, int count, float[] target) {
        int distinct = step() == 0 && inOneRow(from, count) ? count : Math.min(count, period());
        int[] index = new int[row];
        int rest = from / sizes[row];
        int start = 0;
        for (int d = row - 1; d >= 0; d--) {
            index[d] = rest % sizes[d];
            start += index[d] * strides[d];
            rest /= sizes[d];
        }
        int column = from % sizes[row];
        for (int done = 0; done < distinct;) {
            int end = done + Math.min(distinct - done, sizes[row] - column);
            if (step() == 0) {
                Arrays.fill(target, done, end, source[start]);
            } else {
                System.arraycopy(source, start + column, target, done, end - done);
            }
            done = end;
            column = 0;
            start += advance(index);
        }
        for (int done = distinct; done < count;) {
            int copied = Math.min(done, count - done);
            System.arraycopy(target, 0, target, done, copied);
            done += copied;
        }
    }

    /** Moves the index on by one row and gives by how much the operand's position changes. */
    private int advance(int[] index) {
        int change = 0;
        for (int d = row - 1; d >= 0; d--) {
            change += strides[d];
            if (++index[d] < sizes[d]) {
                return change;
            }
            change -= sizes[d] * strides[d];
            index[d] = 0;
        }
        return change;
    }
}
