package org.gradus.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Predicate;
import org.gradus.core.Call;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.gradus.core.kernel.Kernels;
import org.junit.jupiter.api.Test;

/** What may know what: the design's directions, checked in the compiled classes of all modules. */
class ArchitectureTest {

    private static final JavaClasses GRADUS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.gradus");

    @Test
    void modules_depend_in_one_direction() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("core").definedBy("org.gradus.core..")
                .layer("layers").definedBy("org.gradus.layers..")
                .layer("optim").definedBy("org.gradus.optim..")
                .layer("models").definedBy("org.gradus.models..")
                .layer("examples").definedBy("org.gradus.examples..")
                .whereLayer("examples").mayNotBeAccessedByAnyLayer()
                .whereLayer("models").mayOnlyBeAccessedByLayers("examples")
                .whereLayer("optim").mayOnlyBeAccessedByLayers("models", "examples")
                .whereLayer("layers").mayOnlyBeAccessedByLayers("optim", "models", "examples")
                .check(GRADUS);
    }

    @Test
    void kernels_know_arrays_alone() {
        noClasses().that().resideInAPackage("org.gradus.core.kernel..").should()
                .dependOnClassesThat(describe("are of Gradus outside the kernels",
                        type -> type.getPackageName().startsWith("org.gradus")
                                && !type.getPackageName().startsWith("org.gradus.core.kernel")))
                .check(GRADUS);
    }

    @Test
    void the_vector_api_stays_within_the_kernels() {
        noClasses().that().resideOutsideOfPackage("org.gradus.core.kernel..").should()
                .dependOnClassesThat(resideInAPackage("jdk.incubator.vector..")).check(GRADUS);
    }

    @Test
    void core_uses_guava_and_commons_math_alone() {
        noClasses().that().resideInAPackage("org.gradus.core..").should()
                .dependOnClassesThat(describe("are of other libraries",
                        type -> !type.isPrimitive() && !type.isArray() && !type.getPackageName().isEmpty()
                                && List.of("java.", "jdk.incubator.vector", "org.gradus.core", "com.google.common",
                                        "org.apache.commons.math3", "org.jspecify.annotations").stream()
                                        .noneMatch(type.getPackageName()::startsWith)))
                .check(GRADUS);
    }

    @Test
    void nobody_but_the_command_line_prints() {
        noClasses().that().resideOutsideOfPackage("org.gradus.examples..").should()
                .accessField(System.class, "out").orShould().accessField(System.class, "err").check(GRADUS);
    }

    @Test
    void forward_uses_kernels_and_no_ops() {
        methods().that(describe("are an op's forward", ofOps("forward")))
                .should(notCall("what makes tensors", call -> call.getRawReturnType().isAssignableTo(Tensor.class)))
                .check(GRADUS);
    }

    @Test
    void vjp_uses_ops_and_no_kernels() {
        methods().that(describe("are an op's vjp", ofOps("vjp")))
                .should(notCall("kernels", call -> call.getOwner().isAssignableTo(Kernels.class)
                        || call.getOwner().isEquivalentTo(Call.class)))
                .check(GRADUS);
    }

    @Test
    void the_rules_for_ops_see_every_op() {
        long ops = GRADUS.stream().filter(type -> isOp(type) && !type.isInterface()).count();
        assertThat(GRADUS.stream().flatMap(type -> type.getMethods().stream()).filter(ofOps("vjp")).count())
                .isGreaterThanOrEqualTo(ops);
        assertThat(ops).isGreaterThan(30);
    }

    private static Predicate<JavaMethod> ofOps(String name) {
        return method -> method.getName().equals(name) && isOp(method.getOwner());
    }

    private static boolean isOp(JavaClass type) {
        return type.isAssignableTo(Op.class);
    }

    private static ArchCondition<JavaMethod> notCall(String what, Predicate<MethodCallTarget> forbidden) {
        return new ArchCondition<>("not call " + what) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getMethodCallsFromSelf().stream().filter(call -> forbidden.test(call.getTarget()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
            }
        };
    }
}
