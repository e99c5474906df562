package org.gradus.core.kernel;

/**
 * Lays two broadcast operands out as plain runs, so that a function of two numbers needs but one loop.
 *
 * <p>
 * A chunk of the result small enough for the nearest cache is taken at a time. An operand that is contiguous there is
 * used where it stands; any other is first written out in full into a buffer, which serves again for as many chunks as
 * repeat it: a scalar or a bias is written out once.
 */
final class BroadcastWalk {

    /** The most elements of a chunk: 8 KiB of each operand. */
    private static final int CHUNK = 2048;
    /** From this length on, chunks end where rows do, so that what is constant along rows is written out once a row. */
    private static final int LONG_ROW = 512;

    private BroadcastWalk() {}

    /** What is done with a run: the result's elements {@code at}… come of a[atA…] and b[atB…]. */
    interface Run {
        void accept(float[] a, int atA, float[] b, int atB, int at, int count);
    }

    /** Calls {@code run} for all {@code length} elements of the result, from several threads if they are many. */
    static void run(Broadcast plan, float[] a, float[] b, int length, Run run) {
        if (length == 0) {
            return;
        }
        if (plan.a().isWhole() && plan.b().isWhole()) {
            Chunks.run(length, Chunks.CHEAP, (from, to) -> run.accept(a, from, b, from, from, to - from));
            return;
        }
        int chunk = chunk(plan);
        Chunks.run(length, Chunks.CHEAP / chunk * chunk, (from, to) -> walk(plan, a, b, from, to, run));
    }

    /** The longest chunk after which an operand that repeats often begins anew. */
    private static int chunk(Broadcast plan) {
        int period = Math.max(repeating(plan.a().period()), repeating(plan.b().period()));
        return CHUNK / period * period;
    }

    private static int repeating(int period) {
        return period <= CHUNK ? period : 1;
    }

    private static void walk(Broadcast plan, float[] a, float[] b, int from, int to, Run run) {
        int chunk = Math.min(chunk(plan), to - from);
        var viewA = new View(plan.a(), a, chunk);
        var viewB = new View(plan.b(), b, chunk);
        int row = plan.rowLength();
        int count;
        for (int at = from; at < to; at += count) {
            count = Math.min(chunk, to - at);
            if (row >= LONG_ROW) {
                count = Math.min(count, row - at % row);
            }
            viewA.move(at, count);
            viewB.move(at, count);
            run.accept(viewA.array, viewA.offset, viewB.array, viewB.offset, at, count);
        }
    }

    /** One operand, seen as a run over the current chunk. */
    private static final class View {

        private final BroadcastOperand operand;
        private final float[] source;
        private final boolean whole;
        private final int period;
        private final float[] buffer;
        private int bufferFrom;
        private int bufferCount;
        private float[] array;
        private int offset;

        View(BroadcastOperand operand, float[] source, int chunk) {
            this.operand = operand;
            this.source = source;
            this.whole = operand.isWhole();
            this.period = operand.period();
            this.buffer = new float[whole ? 0 : chunk];
            this.array = source;
        }

        void move(int from, int count) {
            if (whole) {
                offset = from;
            } else if (operand.step() == 1 && operand.inOneRow(from, count)) {
                array = source;
                offset = operand.at(from);
            } else {
                if (!holds(from, count)) {
                    operand.expand(source, from, count, buffer);
                    bufferFrom = from;
                    bufferCount = count;
                }
                array = buffer;
                offset = 0;
            }
        }

        /** Whether the buffer already begins with what the operand gives to these elements. */
        private boolean holds(int from, int count) {
            if (count > bufferCount) {
                return false;
            }
            boolean oneRow = operand.inOneRow(bufferFrom, from - bufferFrom + count);
            return oneRow && operand.step() == 0 || (from - bufferFrom) % period == 0;
        }
    }
}
