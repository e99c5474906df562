package org.gradus.core.kernel;

/**
 * How two row-major operands are walked to fill a row-major result: the result's dimensions, neighbours merged wherever
 * both operands allow it, and each operand's stride in them, 0 where it repeats. The innermost merged dimension is a row.
 */
public final class Broadcast {

    private final int[] sizes;
    private final BroadcastOperand a;
    private final BroadcastOperand b;

    private Broadcast(int[] sizes, int[] stridesA, int[] stridesB) {
        this.sizes = sizes;
        this.a = new BroadcastOperand(sizes, stridesA);
        this.b = new BroadcastOperand(sizes, stridesB);
    }

    /** The plan for operands of sizes {@code a} and {@code b}, aligned at the last dimension of {@code out}. */
    public static Broadcast of(int[] a, int[] b, int[] out) {
        int[] sizes = new int[out.length + 1];
        int[] stridesA = new int[out.length + 1];
        int[] stridesB = new int[out.length + 1];
        int merged = 0;
        int stepA = 1;
        int stepB = 1;
        for (int back = 1; back <= out.length; back++) {
            int size = out[out.length - back];
            int sizeA = back <= a.length ? a[a.length - back] : 1;
            int sizeB = back <= b.length ? b[b.length - back] : 1;
            int strideA = sizeA == 1 ? 0 : stepA;
            int strideB = sizeB == 1 ? 0 : stepB;
            stepA *= sizeA;
            stepB *= sizeB;
            if (size == 1) {
                continue;
            }
            boolean merges = merged > 0 && strideA == stridesA[merged - 1] * sizes[merged - 1]
                    && strideB == stridesB[merged - 1] * sizes[merged - 1];
            if (merges) {
                sizes[merged - 1] *= size;
            } else {
                sizes[merged] = size;
                stridesA[merged] = strideA;
                stridesB[merged] = strideB;
                merged++;
            }
        }
        if (merged == 0) {
            sizes[merged++] = 1;
        }
        return new Broadcast(reversed(sizes, merged), reversed(stridesA, merged), reversed(stridesB, merged));
    }

    private static int[] reversed(int[] values, int count) {
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = values[count - 1 - i];
        }
        return result;
    }

    /** How operand a is read. */
    public BroadcastOperand a() {
        return a;
    }

    /** How operand b is read. */
    public BroadcastOperand b() {
        return b;
    }

    /** The length of a row: the innermost merged dimension. */
    public int rowLength() {
        return sizes[sizes.length - 1];
    }
}
