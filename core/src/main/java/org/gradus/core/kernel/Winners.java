package org.gradus.core.kernel;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Which cell of each max-pool window holds the largest value: its number within the window, row by row, kept in one byte
 * where the window has at most 256 cells. Written once by the kernel that finds them.
 */
public final class Winners {

    private final Pool2dGeometry geometry;
    private final byte @Nullable [] bytes;
    private final int @Nullable [] ints;
    private final int[] offsets;

    /** Room for the winners of every window of this geometry. */
    public Winners(Pool2dGeometry geometry) {
        this.geometry = geometry;
        PoolAxis height = geometry.height();
        PoolAxis width = geometry.width();
        int cells = height.kernel() * width.kernel();
        int windows = geometry.planes() * geometry.outPlane();
        bytes = cells <= 256 ? new byte[windows] : null;
        ints = cells <= 256 ? null : new int[windows];
        offsets = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            offsets[cell] = cell / width.kernel() * height.dilation() * width.in()
                    + cell % width.kernel() * width.dilation();
        }
    }

    private Winners(Winners one, int times) {
        geometry = new Pool2dGeometry(times * one.geometry.planes(), one.geometry.height(), one.geometry.width());
        bytes = one.bytes == null ? null : Bytes.concat(Collections.nCopies(times, one.bytes).toArray(byte[][]::new));
        ints = one.ints == null ? null : Ints.concat(Collections.nCopies(times, one.ints).toArray(int[][]::new));
        offsets = one.offsets;
    }

    /** These winners for the planes of several inputs that follow one another. */
    public Winners repeated(int times) {
        return new Winners(this, times);
    }

    /** The sizes of the pool. */
    public Pool2dGeometry geometry() {
        return geometry;
    }

    /** Notes the winning cell of a window; windows are numbered row-major over planes, rows and columns. */
    public void set(int window, int cell) {
        if (bytes != null) {
            bytes[window] = (byte) cell;
        } else {
            ints[window] = cell;
        }
    }

    /** Notes the winning cells of windows that follow one another. */
    void set(int firstWindow, int[] cells, int count) {
        if (bytes != null) {
            for (int i = 0; i < count; i++) {
                bytes[firstWindow + i] = (byte) cells[i];
            }
        } else {
            System.arraycopy(cells, 0, ints, firstWindow, count);
        }
    }

    /** Copies the winning cells of windows that follow one another to {@code cells}. */
    void get(int firstWindow, int[] cells, int count) {
        if (bytes != null) {
            for (int i = 0; i < count; i++) {
                cells[i] = bytes[firstWindow + i] & 0xff;
            }
        } else {
            System.arraycopy(ints, firstWindow, cells, 0, count);
        }
    }

    /** The winning cell's offset from the window's first cell, in elements of the input. */
    public int offset(int window) {
        return offsets[bytes != null ? bytes[window] & 0xff : ints[window]];
    }

    /** The position of a window's largest value within its plane. */
    public int inPlane(int window) {
        return at(window) % geometry.inPlane();
    }

    /** The position in the input, over all planes, of a window's largest value. */
    public int at(int window) {
        PoolAxis height = geometry.height();
        PoolAxis width = geometry.width();
        int plane = window / geometry.outPlane();
        int i = window % geometry.outPlane() / width.out();
        int j = window % width.out();
        return plane * geometry.inPlane() + height.at(i, 0) * width.in() + width.at(j, 0) + offset(window);
    }

    /** {@link #at} for every window. */
    public long[] toArray() {
        long[] positions = new long[geometry.planes() * geometry.outPlane()];
        Arrays.setAll(positions, this::at);
        return positions;
    }
}
