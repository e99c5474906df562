package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {

    private static List<Integer> indices(Slice slice, int size) {
        return IntStream.range(0, slice.count(size)).mapToObj(i -> slice.first(size) + i * slice.step()).toList();
    }

    /** Python gave the expected lists: {@code list(range(5))[start:end:step]}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
            "-|-|1|0 1 2 3 4", "1|4|1|1 2 3", "-3|-1|1|2 3", "1|-|2|1 3", "-|3|2|0 2", "-9|9|1|0 1 2 3 4",
            "4|1|1|''", "9|-|1|''", "-|-9|1|''", "-|-|-1|4 3 2 1 0", "-|-|-2|4 2 0", "3|0|-1|3 2 1", "9|-|-3|4 1",
            "-2|-|-1|3 2 1 0", "-|1|-1|4 3 2", "-|-3|-1|4 3", "-9|-|-1|''", "0|-9|-1|0", "1|3|-1|''", "2|3|7|2"})
    void a_slice_takes_the_indices_that_pythons_takes(Integer start, Integer end, int step, String expected) {
        List<Integer> right = new ArrayList<>();
        for (String index : expected.split(" ")) {
            if (!index.isEmpty()) {
                right.add(Integer.valueOf(index));
            }
        }
        assertThat(indices(new Slice(start, end, step), 5)).isEqualTo(right);
    }

    @Test
    void a_slice_of_nothing_is_nothing() {
        assertThat(Slice.ALL.count(0)).isZero();
        assertThat(Slice.ALL.withStep(-1).count(0)).isZero();
        assertThat(Slice.of(-1, 1).count(0)).isZero();
    }

    @Test
    void steps_beyond_every_size_take_the_first_index() {
        assertThat(indices(Slice.ALL.withStep(Integer.MAX_VALUE), 3)).containsExactly(0);
        assertThat(indices(Slice.ALL.withStep(Integer.MIN_VALUE), 3)).containsExactly(2);
    }

    @Test
    void a_slice_is_written_as_in_python() {
        assertThat(Slice.ALL).hasToString(":");
        assertThat(Slice.of(1, -1)).hasToString("1:-1");
        assertThat(Slice.from(2).withStep(-3)).hasToString("2::-3");
    }

    @Test
    void a_step_of_0_is_refused() {
        assertThatThrownBy(() -> Slice.ALL.withStep(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("[slice] the step must not be 0");
    }
}
