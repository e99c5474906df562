package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.core.Node;
import org.gradus.core.Op;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.Float32Check;
import org.gradus.core.gradcheck.Float32Report;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpTableTest {

    private static final long SEED = 20;

    /** A full Jacobian of larger inputs finds nothing that this one does not. */
    private static final int LARGEST_CHECKED = 6;

    static ImmutableList<OpRow> rows() {
        return OpTable.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void gradients_are_right_to_second_order(OpRow row) {
        row.sizes().stream().filter(size -> size <= LARGEST_CHECKED).forEach(size -> {
            List<Tensor> inputs = row.draw(SEED, size);
            GradCheckReport report = GradCheck.check(in -> List.of(row.function().apply(in)), inputs, row.options());
            assertThat(report.passed()).as("%s, n = %s, seed %s: %s", row, size, SEED, report).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void float32_agrees_with_float64_and_repeats_on_any_number_of_threads(OpRow row) {
        row.sizes().forEach(size -> {
            Float32Report report = Float32Check.check(in -> List.of(row.function().apply(in)), row.draw(SEED, size),
                    row.terms().applyAsInt(size), SEED + 1);
            assertThat(report.passed()).as("%s, n = %s, seed %s: %s", row, size, SEED, report).isTrue();
        });
    }

    @Test
    void every_op_has_a_row() throws IOException {
        Set<Class<?>> recorded = rows().stream()
                .flatMap(row -> Tape.recorded(row.function().apply(row.draw(SEED, 1))).stream())
                .map(Node::op).map(Op::getClass).collect(Collectors.toSet());
        GradientFreeRow.rows().forEach(row -> recorded.add(row.op().getClass()));

        Set<Class<?>> all = ClassPath.from(getClass().getClassLoader())
                .getTopLevelClasses(Op.class.getPackageName() + ".op")
                .stream().map(ClassPath.ClassInfo::load)
                .filter(type -> Op.class.isAssignableFrom(type) && !type.isInterface()).collect(Collectors.toSet());

        assertThat(all).as("the ops found").contains(AddOp.class, ArgmaxOp.class);
        assertThat(Sets.difference(all, recorded)).as("ops that no row of OpTable applies").isEmpty();
    }

    @Test
    void names_of_rows_are_unique() {
        assertThat(rows()).extracting(OpRow::name).doesNotHaveDuplicates();
    }
}
