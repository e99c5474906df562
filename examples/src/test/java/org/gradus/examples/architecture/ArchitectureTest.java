package org.gradus.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The design's directions, checked in the compiled classes of all modules. */
class ArchitectureTest {

    private static final JavaClasses GRADUS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.gradus");

    @Test
    void modules_depend_in_one_direction() {
        Architecture.MODULES_DEPEND_IN_ONE_DIRECTION.check(GRADUS);
    }

    @Test
    void kernels_know_arrays_alone() {
        Architecture.KERNELS_KNOW_ARRAYS_ALONE.check(GRADUS);
    }

    @Test
    void the_vector_api_stays_within_the_kernels() {
        Architecture.THE_VECTOR_API_STAYS_WITHIN_THE_KERNELS.check(GRADUS);
    }

    @Test
    void core_uses_guava_and_commons_math_alone() {
        Architecture.CORE_USES_GUAVA_AND_COMMONS_MATH_ALONE.check(GRADUS);
    }

    @Test
    void nobody_but_the_command_line_prints() {
        Architecture.NOBODY_BUT_THE_COMMAND_LINE_PRINTS.check(GRADUS);
    }

    @Test
    void nobody_logs_through_java_util_logging() {
        Architecture.NOBODY_LOGS_THROUGH_JAVA_UTIL_LOGGING.check(GRADUS);
    }

    @Test
    void nothing_repeatable_comes_from_the_sets_of_java_util() {
        Architecture.NOTHING_REPEATABLE_COMES_FROM_THE_SETS_OF_JAVA_UTIL.check(GRADUS);
    }

    @Test
    void forward_uses_kernels_and_no_ops() {
        Architecture.FORWARD_USES_KERNELS_AND_NO_OPS.check(GRADUS);
    }

    @Test
    void vjp_uses_ops_and_no_kernels() {
        Architecture.VJP_USES_OPS_AND_NO_KERNELS.check(GRADUS);
    }

    @Test
    void the_rules_for_ops_see_every_op() {
        long ops = GRADUS.stream().filter(type -> Architecture.isOp(type) && !type.isInterface()).count();
        assertThat(GRADUS.stream().flatMap(type -> type.getMethods().stream()).filter(Architecture.isOf("vjp")).count())
                .isGreaterThanOrEqualTo(ops);
        assertThat(ops).isGreaterThan(30);
    }
}
