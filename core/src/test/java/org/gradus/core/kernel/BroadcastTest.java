package org.gradus.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BroadcastTest {

    /** Two operands' shapes and what they broadcast to. */
    record Shapes(int[] a, int[] b, int[] out) {

        static Shapes of(int[] a, int[] b) {
            int[] out = new int[Math.max(a.length, b.length)];
            for (int back = 1; back <= out.length; back++) {
                int sizeA = back <= a.length ? a[a.length - back] : 1;
                int sizeB = back <= b.length ? b[b.length - back] : 1;
                out[out.length - back] = sizeA == 1 ? sizeB : sizeA;
            }
            return new Shapes(a, b, out);
        }

        /** Up to five dimensions of up to {@code largest}, from which operands lack some in front and repeat others. */
        static Shapes random(Random random, int largest) {
            int[] full = IntStream.range(0, random.nextInt(6)).map(_ -> random.nextInt(largest + 1)).toArray();
            return of(operand(full, random), operand(full, random));
        }

        private static int[] operand(int[] full, Random random) {
            int missing = random.nextBoolean() ? 0 : random.nextInt(full.length + 1);
            int[] sizes = Arrays.copyOfRange(full, missing, full.length);
            return Arrays.stream(sizes).map(size -> random.nextInt(3) == 0 ? 1 : size).toArray();
        }

        Broadcast plan() {
            return Broadcast.of(a, b, out);
        }

        @Override
        public String toString() {
            return Arrays.toString(a) + " with " + Arrays.toString(b);
        }
    }

    static int numel(int[] shape) {
        return Arrays.stream(shape).reduce(1, (m, n) -> m * n);
    }

    /** Where the operand's element for an element of the result stands, index by index. */
    private static int position(int[] operand, int[] out, int element) {
        int at = 0;
        int stride = 1;
        for (int back = 1; back <= out.length; back++) {
            int size = out[out.length - back];
            if (back <= operand.length) {
                int own = operand[operand.length - back];
                at += own == 1 ? 0 : element % size * stride;
                stride *= own;
            }
            element /= size;
        }
        return at;
    }

    private static int[] positions(int[] operand, int[] out) {
        return IntStream.range(0, numel(out)).map(i -> position(operand, out, i)).toArray();
    }

    private static void forRandomShapes(Consumer<Shapes> check) {
        Samples.property(200, random -> check.accept(Shapes.random(random, 5)));
    }

    @Test
    void an_operand_is_read_where_its_indices_say() {
        forRandomShapes(shapes -> {
            var plan = shapes.plan();
            int length = plan.rowLength();
            for (int i = 0; i < numel(shapes.out()); i++) {
                int expectedA = position(shapes.a(), shapes.out(), i);
                assertThat(plan.a().at(i)).isEqualTo(expectedA);
                assertThat(plan.a().rowStart(i / length) + i % length * plan.a().step()).isEqualTo(expectedA);
                assertThat(plan.b().at(i)).isEqualTo(position(shapes.b(), shapes.out(), i));
            }
        });
    }

    @Test
    void an_operand_is_written_out_from_anywhere_to_anywhere() {
        Samples.property(1000, random -> {
            var shapes = Shapes.random(random, 5);
            int n = numel(shapes.out());
            if (n == 0) {
                return;
            }
            float[] source = new float[numel(shapes.b())];
            for (int i = 0; i < source.length; i++) {
                source[i] = i;
            }
            int from = random.nextInt(n);
            int count = random.nextInt(n - from) + 1;
            float[] target = new float[count];
            shapes.plan().b().expand(source, from, count, target);
            for (int i = 0; i < count; i++) {
                assertThat(target[i]).as("element %s of %s from %s on, %s", i, count, from, shapes)
                        .isEqualTo(position(shapes.b(), shapes.out(), from + i));
            }
        });
    }

    @Test
    void an_operand_begins_anew_after_its_period_and_not_before() {
        forRandomShapes(shapes -> {
            int[] positions = positions(shapes.a(), shapes.out());
            int period = positions.length;
            for (int shorter = positions.length - 1; shorter > 0; shorter--) {
                if (positions.length % shorter == 0 && Arrays.equals(positions, shorter, positions.length, positions, 0,
                        positions.length - shorter)) {
                    period = shorter;
                }
            }
            if (period > 0) {
                assertThat(shapes.plan().a().period()).as("%s", shapes).isEqualTo(period);
            }
        });
    }

    @Test
    void an_operand_is_whole_if_it_has_the_results_size() {
        forRandomShapes(shapes -> {
            int n = numel(shapes.out());
            if (n > 1) {
                assertThat(shapes.plan().a().isWhole()).as("%s", shapes).isEqualTo(numel(shapes.a()) == n);
            }
        });
    }

    /** The shapes that kernels meet, rows long and short, operands that repeat within rows, across them, and both. */
    static Stream<Shapes> kernelShapes() {
        int[][][] pairs = {{{}, {}}, {{1}, {1}}, {{0, 3}, {3}}, {{64, 10}, {10}}, {{10}, {64, 10}}, {{64, 10}, {64, 1}},
                {{64, 10}, {}}, {{}, {4098}}, {{40_003}, {1}}, {{3, 7, 50}, {7, 1}}, {{3, 7, 700}, {7, 1}},
                {{2, 40, 2100}, {40, 1}}, {{2, 2100}, {2100}}, {{3, 12_000}, {3, 1}}, {{3, 12_000}, {12_000}},
                {{300, 1}, {1, 207}}, {{5, 1, 3000}, {1, 4, 1}}, {{12_011, 3}, {3}}, {{6, 1, 5, 1}, {1, 4, 1, 13}},
                {{2049, 2}, {2049, 1}}, {{4, 513}, {4, 1}}};
        return Stream.of(pairs).map(pair -> Shapes.of(pair[0], pair[1]));
    }

    private final Kernels<float[]> vector = new VectorKernels();

    @ParameterizedTest
    @MethodSource("kernelShapes")
    void vectorised_arithmetic_equals_the_plain_kernels(Shapes shapes) {
        float[] a = Samples.withSpecial(numel(shapes.a()), 1);
        float[] b = Samples.withSpecial(numel(shapes.b()), 2);
        for (var f : BinaryFunction.values()) {
            float[] expected = new float[numel(shapes.out())];
            new PlainFloat32Kernels().binary(f, a, b, expected, shapes.plan());
            float[] y = Samples.sameOnAnyThreads(() -> {
                float[] result = new float[expected.length];
                vector.binary(f, a, b, result, shapes.plan());
                return result;
            });
            assertThat(y).as("%s of %s", f, shapes).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kernelShapes")
    void vectorised_comparisons_equal_the_plain_kernels(Shapes shapes) {
        float[] a = Samples.withSpecial(numel(shapes.a()), 1);
        float[] b = Samples.withSpecial(numel(shapes.b()), 2);
        for (var comparison : Comparison.values()) {
            boolean[] expected = new boolean[numel(shapes.out())];
            new PlainFloat32Kernels().compare(comparison, a, b, expected, shapes.plan());
            boolean[] y = Samples.sameOnAnyThreads(() -> {
                boolean[] result = new boolean[expected.length];
                vector.compare(comparison, a, b, result, shapes.plan());
                return result;
            });
            assertThat(y).as("%s of %s", comparison, shapes).isEqualTo(expected);
        }
    }

    @Test
    void vectorised_subtraction_equals_index_by_index_subtraction() {
        forRandomShapes(shapes -> {
            float[] a = Samples.normal(numel(shapes.a()), 1);
            float[] b = Samples.normal(numel(shapes.b()), 2);
            float[] y = new float[numel(shapes.out())];
            vector.binary(BinaryFunction.SUB, a, b, y, shapes.plan());
            for (int i = 0; i < y.length; i++) {
                float difference = a[position(shapes.a(), shapes.out(), i)] - b[position(shapes.b(), shapes.out(), i)];
                assertThat(y[i]).as("element %s of %s", i, shapes).isEqualTo(difference);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void functions_of_two_numbers_equal_the_plain_kernels_on_awkward_sizes(BinaryFunction f) {
        Samples.sizes().forEach(size -> {
            float[] a = Samples.withSpecial(size, 1);
            float[] b = Samples.withSpecial(size, 2);
            float[] expected = new float[size];
            float[] y = new float[size];
            var plan = Shapes.of(new int[]{size}, new int[]{size}).plan();
            new PlainFloat32Kernels().binary(f, a, b, expected, plan);
            vector.binary(f, a, b, y, plan);
            assertThat(y).as("%s of %s numbers", f, size).isEqualTo(expected);
        });
    }

    @Test
    void the_result_may_be_an_operand_of_its_size() {
        var shapes = Shapes.of(new int[]{30, 207}, new int[]{30, 1});
        float[] a = Samples.normal(30 * 207, 1);
        float[] b = Samples.normal(30, 2);
        float[] expected = new float[a.length];
        vector.binary(BinaryFunction.DIV, a, b, expected, shapes.plan());
        vector.binary(BinaryFunction.DIV, a, b, a, shapes.plan());
        assertThat(a).isEqualTo(expected);
    }

    @Test
    void where_positive_lets_a_through_where_b_is_positive_or_NaN() {
        float[] a = {1, 2, 3, 4, Float.NaN, Float.NaN};
        float[] b = {-1, -0f, 0.5f, Float.NaN, -1, 1};
        float[] y = new float[6];
        vector.binary(BinaryFunction.WHERE_POSITIVE, a, b, y, Shapes.of(new int[]{6}, new int[]{6}).plan());
        assertThat(y).containsExactly(0, 0, 3, 4, 0, Float.NaN);
    }

    @Test
    void neighbouring_dimensions_that_both_operands_walk_alike_are_one_row() {
        assertThat(Shapes.of(new int[]{2, 3, 4}, new int[]{2, 3, 4}).plan().rowLength()).isEqualTo(24);
        assertThat(Shapes.of(new int[]{2, 3, 4}, new int[]{4}).plan().rowLength()).isEqualTo(4);
        assertThat(Shapes.of(new int[]{8, 3, 4, 5}, new int[]{3, 1, 1}).plan().rowLength()).isEqualTo(20);
        assertThat(Shapes.of(new int[]{2, 3, 4}, new int[]{}).plan().rowLength()).isEqualTo(24);
    }
}
