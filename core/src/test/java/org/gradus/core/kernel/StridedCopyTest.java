package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StridedCopyTest {

    /** Where a walk begins, how it steps, and how long the array must be. */
    private record Walk(int start, int[] strides, int length) {

        /** Each dimension in a random place of a random order, some repeated if they may be, some backwards. */
        static Walk random(Random random, int[] sizes, boolean repeats) {
            int[] strides = new int[sizes.length];
            int step = 1 + random.nextInt(2);
            int start = random.nextInt(4);
            int last = start;
            var order = IntStream.range(0, sizes.length).boxed().collect(Collectors.toList());
            if (random.nextBoolean()) {
                Collections.shuffle(order, random);
            } else {
                Collections.reverse(order);
            }
            for (int d : order) {
                if (repeats && random.nextInt(4) == 0) {
                    continue;
                }
                int reach = Math.max(0, sizes[d] - 1) * step;
                last += reach;
                boolean backwards = random.nextInt(3) == 0;
                strides[d] = backwards ? -step : step;
                start += backwards ? reach : 0;
                step *= Math.max(1, sizes[d]);
            }
            return new Walk(start, strides, last + 1 + random.nextInt(3));
        }

        int at(int[] index) {
            return start + IntStream.range(0, index.length).map(d -> index[d] * strides[d]).sum();
        }
    }

    private static int[] index(int element, int[] sizes) {
        int[] index = new int[sizes.length];
        for (int d = sizes.length - 1; d >= 0; d--) {
            index[d] = element % sizes[d];
            element /= sizes[d];
        }
        return index;
    }

    @Test
    void elements_of_every_type_move_where_their_indices_say() {
        Samples.property(500, random -> {
            int[] sizes = IntStream.range(0, random.nextInt(6)).map(_ -> random.nextInt(6)).toArray();
            var from = Walk.random(random, sizes, true);
            var to = Walk.random(random, sizes, false);
            var plan = new StridedCopy(sizes, from.start(), from.strides(), to.start(), to.strides());
            int[] source = IntStream.range(0, from.length()).map(_ -> random.nextInt(100) + 1).toArray();
            int[] expected = new int[to.length()];
            int n = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
            for (int element = 0; element < n; element++) {
                int[] index = index(element, sizes);
                expected[to.at(index)] = source[from.at(index)];
            }

            float[] floats = new float[to.length()];
            float[] fromFloats = new float[source.length];
            long[] longs = new long[to.length()];
            boolean[] booleans = new boolean[to.length()];
            boolean[] fromBooleans = new boolean[source.length];
            for (int i = 0; i < source.length; i++) {
                fromFloats[i] = source[i];
                fromBooleans[i] = source[i] % 2 == 1;
            }
            double[] doubles = new double[to.length()];
            plan.run(fromFloats, floats);
            plan.run(Arrays.stream(source).asDoubleStream().toArray(), doubles);
            plan.run(Arrays.stream(source).asLongStream().toArray(), longs);
            plan.run(fromBooleans, booleans);
            for (int i = 0; i < expected.length; i++) {
                assertThat(floats[i]).isEqualTo(expected[i]);
                assertThat(doubles[i]).isEqualTo(expected[i]);
                assertThat(longs[i]).isEqualTo(expected[i]);
                assertThat(booleans[i]).isEqualTo(expected[i] % 2 == 1);
            }
        });
    }

    @Test
    void large_copies_are_the_same_on_any_number_of_threads() {
        int[] sizes = {70, 60, 50};
        float[] x = Samples.normal(70 * 60 * 50, 1);
        float[] y = Samples.sameOnAnyThreads(() -> {
            float[] result = new float[x.length];
            new StridedCopy(sizes, 0, new int[]{50, 70 * 50, 1}, 0, new int[]{60, 1, 70 * 60}).run(x, result);
            return result;
        });
        float[] expected = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            int[] at = index(i, sizes);
            expected[at[0] * 60 + at[1] + at[2] * 70 * 60] = x[at[0] * 50 + at[1] * 70 * 50 + at[2]];
        }
        assertThat(y).isEqualTo(expected);
        float[] repeated = Samples.sameOnAnyThreads(() -> {
            float[] result = new float[x.length];
            new StridedCopy(sizes, 3, new int[]{0, 1, 0}, 0, new int[]{3000, 50, 1}).run(x, result);
            return result;
        });
        for (int i = 0; i < x.length; i++) {
            expected[i] = x[3 + i / 50 % 60];
        }
        assertThat(repeated).isEqualTo(expected);
    }

    @Test
    void a_scalar_moves_too() {
        float[] y = new float[3];
        new StridedCopy(new int[0], 1, new int[0], 2, new int[0]).run(new float[]{5, 7}, y);
        assertThat(y).containsExactly(0, 0, 7);
    }
}
