package org.gradus.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.gradus.core.kernel.wrong.KnowsTensors;
import org.gradus.core.wrong.KnowsLayers;
import org.gradus.core.wrong.Prints;
import org.gradus.core.wrong.Salted;
import org.gradus.core.wrong.Uses;
import org.gradus.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that nothing can break checks nothing: here each meets a class that breaks it. */
class RulesCanFailTest {

    private static boolean holds(ArchRule rule, Class<?>... types) {
        return !rule.allowEmptyShould(true).evaluate(new ClassFileImporter().importClasses(types)).hasViolation();
    }

    @Test
    void core_that_knows_layers() {
        assertThat(holds(Architecture.MODULES_DEPEND_IN_ONE_DIRECTION, KnowsLayers.class, Layer.class)).isFalse();
    }

    @Test
    void a_kernel_that_knows_tensors() {
        assertThat(holds(Architecture.KERNELS_KNOW_ARRAYS_ALONE, KnowsTensors.class)).isFalse();
    }

    @Test
    void the_vector_api_outside_the_kernels() {
        assertThat(holds(Architecture.THE_VECTOR_API_STAYS_WITHIN_THE_KERNELS, Uses.Vectors.class)).isFalse();
        assertThat(holds(Architecture.THE_VECTOR_API_STAYS_WITHIN_THE_KERNELS, Uses.Logging.class)).isTrue();
    }

    @Test
    void another_library_in_core() {
        assertThat(holds(Architecture.CORE_USES_GUAVA_AND_COMMONS_MATH_ALONE, Uses.Libraries.class)).isFalse();
        assertThat(holds(Architecture.CORE_USES_GUAVA_AND_COMMONS_MATH_ALONE, Uses.Vectors.class)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Prints.Out.class, Prints.Err.class, Prints.Trace.class})
    void core_that_prints(Class<?> type) {
        assertThat(holds(Architecture.NOBODY_BUT_THE_COMMAND_LINE_PRINTS, type)).isFalse();
    }

    @Test
    void the_old_logging() {
        assertThat(holds(Architecture.NOBODY_LOGS_THROUGH_JAVA_UTIL_LOGGING, Uses.Logging.class)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {Salted.Sets.class, Salted.Maps.class})
    void a_set_whose_order_changes_from_run_to_run(Class<?> type) {
        assertThat(holds(Architecture.NOTHING_REPEATABLE_COMES_FROM_THE_SETS_OF_JAVA_UTIL, type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {WrongOps.ForwardByAnOp.class, WrongOps.ForwardByAlgebra.class, WrongOps.ForwardByALambda.class})
    void an_op_whose_forward_uses_ops(Class<?> type) {
        assertThat(holds(Architecture.FORWARD_USES_KERNELS_AND_NO_OPS, type)).isFalse();
    }

    @Test
    void an_op_whose_vjp_uses_kernels() {
        assertThat(holds(Architecture.VJP_USES_OPS_AND_NO_KERNELS, WrongOps.VjpByKernels.class)).isFalse();
    }

    @Test
    void an_op_as_it_should_be_breaks_no_rule() {
        assertThat(holds(Architecture.FORWARD_USES_KERNELS_AND_NO_OPS, WrongOps.RightOp.class)).isTrue();
        assertThat(holds(Architecture.VJP_USES_OPS_AND_NO_KERNELS, WrongOps.RightOp.class)).isTrue();
    }
}
