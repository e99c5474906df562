package org.gradus.core.gradcheck.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorFaultTest {

    private static final Tensor T = Tensor.of(new double[]{1, 2, 3, 4, 5, 6}, 2, 3);

    private static void assertGives(TensorFault fault, double... values) {
        assertThat(fault.apply(T).toDoubleArray()).as(fault.name()).containsExactly(values);
    }

    @Test
    void each_does_to_a_matrix_what_it_says() {
        assertGives(TensorFault.NEGATED, -1, -2, -3, -4, -5, -6);
        assertGives(TensorFault.DOUBLED, 2, 4, 6, 8, 10, 12);
        assertGives(TensorFault.HALVED, 0.5, 1, 1.5, 2, 2.5, 3);
        assertGives(TensorFault.COUNTED, 6, 12, 18, 24, 30, 36);
        assertGives(TensorFault.VANISHED, 0, 0, 0, 0, 0, 0);
        assertGives(TensorFault.ROLLED, 3, 1, 2, 6, 4, 5);
        assertGives(TensorFault.ROLLED_BY_ROWS, 4, 5, 6, 1, 2, 3);
        assertGives(TensorFault.SHIFTED, 0, 1, 2, 0, 4, 5);
        assertGives(TensorFault.REVERSED, 6, 5, 4, 3, 2, 1);
        assertGives(TensorFault.REORDERED, 1, 4, 2, 5, 3, 6);
        assertGives(TensorFault.LAST_MISSING, 1, 2, 0, 4, 5, 0);
        assertGives(TensorFault.FIRST_MISSING, 0, 0, 0, 4, 5, 6);
        assertGives(TensorFault.BORDER_MISSING, 0, 0, 0, 0, 0, 0);
        assertGives(TensorFault.LAST_REPEATED, 1, 2, 2, 4, 5, 5);
        assertGives(TensorFault.FIRST_FOR_ALL, 1, 1, 1, 4, 4, 4);
        assertGives(TensorFault.ONE_NEGATED, 1, 2, 3, 4, 5, -6);
        assertGives(TensorFault.AVERAGED, 2, 2, 2, 5, 5, 5);
        assertGives(TensorFault.SUMMED, 6, 6, 6, 15, 15, 15);
        assertGives(TensorFault.CLIPPED, 1, 1, 1, 1, 1, 1);
        assertGives(TensorFault.SQUARED, 1, 4, 9, 16, 25, 36);
        assertGives(TensorFault.ABSOLUTE, 1, 2, 3, 4, 5, 6);
        assertGives(TensorFault.RECTIFIED, 1, 2, 3, 4, 5, 6);
        assertThat(TensorFault.TRANSPOSED.apply(T)).as("not a square").isNull();
        assertThat(TensorFault.CHANNEL_MISSING.apply(T)).as("without channels").isNull();
    }

    @Test
    void squares_are_transposed_channels_dropped_borders_cut_and_small_numbers_shrunk() {
        assertThat(TensorFault.TRANSPOSED.apply(Tensor.of(new double[]{1, 2, 3, 4}, 2, 2)).toDoubleArray())
                .containsExactly(1, 3, 2, 4);
        assertThat(TensorFault.CHANNEL_MISSING.apply(Tensor.of(new double[]{1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2))
                .toDoubleArray()).containsExactly(1, 2, 0, 0, 5, 6, 0, 0);
        assertThat(TensorFault.BORDER_MISSING.apply(Tensor.of(new double[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3))
                .toDoubleArray()).containsExactly(0, 0, 0, 0, 5, 0, 0, 0, 0);
        Tensor small = Tensor.of(new double[]{-0.2, -0.05, 0, 0.2});
        assertThat(TensorFault.SHRUNK.apply(small).toDoubleArray()).containsExactly(-0.2, 0, 0, 0.2);
        assertThat(TensorFault.RECTIFIED.apply(small).toDoubleArray()).containsExactly(0, 0, 0, 0.2);
        assertThat(TensorFault.ABSOLUTE.apply(small).toDoubleArray()).containsExactly(0.2, 0.05, 0, 0.2);
    }

    @Test
    void small_errors_are_as_small_as_they_say() {
        Tensor third = Tensor.of(new double[]{1 / 3.0, 1 / 3.0});
        for (TensorFault fault : List.of(TensorFault.COARSE, TensorFault.FINE, TensorFault.ROUNDED,
                TensorFault.ONE_COARSE, TensorFault.MIXED)) {
            double error = Math.abs(fault.apply(third).get(1) * 3 - 1);
            assertThat(error).as(fault.name()).isBetween(1e-9, 1.01e-3);
        }
        assertThat(TensorFault.ONE_COARSE.apply(third).get(0)).isEqualTo(1 / 3.0);
        assertThat(TensorFault.ROUNDED.apply(third).get(0)).isEqualTo((float) (1 / 3.0));
    }

    @Test
    void what_is_detached_is_a_constant() {
        Tensor x = Tensor.of(new double[]{1, 2}).requiresGrad(true);

        assertThat(TensorFault.DETACHED.apply(x).requiresGrad()).isFalse();
        assertThat(TensorFault.DOUBLED.apply(x).requiresGrad()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void shape_and_type_stay_and_what_makes_no_sense_is_left(TensorFault fault) {
        for (Shape shape : List.of(Shape.SCALAR, Shape.of(1), Shape.of(4), Shape.of(2, 3), Shape.of(3, 3),
                Shape.of(1, 2, 1, 3), Shape.of(2, 3, 4))) {
            Tensor t = Tensor.full(shape, 0.3, DType.FLOAT64);
            Tensor faulty = fault.apply(t);
            assertThat(faulty == null ? t.type() : faulty.type()).as("%s of %s", fault, shape).isEqualTo(t.type());
        }
        assertThat(fault.apply(Tensor.zeros(0, 3))).isNull();
        assertThat(fault.apply(Tensor.of(new boolean[]{true}))).isNull();
        assertThat(fault.apply(null)).isNull();
    }
}
