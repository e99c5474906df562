package org.gradus.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.google.common.base.VerifyException;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.gradus.core.Op;
import org.gradus.core.Tensor;

/** What may know what: the design's directions. */
final class Architecture {

    static final ArchRule MODULES_DEPEND_IN_ONE_DIRECTION = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("core").definedBy("org.gradus.core..")
            .layer("layers").definedBy("org.gradus.layers..")
            .layer("optim").definedBy("org.gradus.optim..")
            .layer("models").definedBy("org.gradus.models..")
            .layer("examples").definedBy("org.gradus.examples..")
            .whereLayer("examples").mayNotBeAccessedByAnyLayer()
            .whereLayer("models").mayOnlyBeAccessedByLayers("examples")
            .whereLayer("optim").mayOnlyBeAccessedByLayers("models", "examples")
            .whereLayer("layers").mayOnlyBeAccessedByLayers("optim", "models", "examples");

    static final ArchRule KERNELS_KNOW_ARRAYS_ALONE = noClasses().that().resideInAPackage("org.gradus.core.kernel..")
            .should().dependOnClassesThat(resideInAPackage("org.gradus..")
                    .and(resideOutsideOfPackages("org.gradus.core.kernel..")));

    static final ArchRule THE_VECTOR_API_STAYS_WITHIN_THE_KERNELS = noClasses().that()
            .resideOutsideOfPackage("org.gradus.core.kernel..").should()
            .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."));

    static final ArchRule CORE_USES_GUAVA_AND_COMMONS_MATH_ALONE = noClasses().that()
            .resideInAPackage("org.gradus.core..").should()
            .dependOnClassesThat(resideOutsideOfPackages("", "java..", "com.sun.management..", "jdk.incubator.vector..",
                    "org.gradus.core..",
                    "com.google.common..", "org.apache.commons.math3..", "org.jspecify.annotations.."));

    static final ArchRule NOBODY_BUT_THE_COMMAND_LINE_PRINTS = noClasses().that()
            .resideOutsideOfPackage("org.gradus.examples..").should(ACCESS_STANDARD_STREAMS);

    static final ArchRule NOBODY_LOGS_THROUGH_JAVA_UTIL_LOGGING = noClasses().should()
            .dependOnClassesThat(resideInAPackage("java.util.logging.."));

    /** Their order changes from run to run, and whatever follows it changes too. */
    static final ArchRule NOTHING_REPEATABLE_COMES_FROM_THE_SETS_OF_JAVA_UTIL = noClasses().that()
            .resideOutsideOfPackage("org.gradus.examples..").should()
            .callMethodWhere(describe("gives an immutable set or map of java.util",
                    call -> call.getTargetOwner().getPackageName().equals("java.util")
                            && Set.of("Set", "Map").contains(call.getTargetOwner().getSimpleName())
                            && Set.of("of", "copyOf", "ofEntries").contains(call.getName())));

    static final ArchRule FORWARD_USES_KERNELS_AND_NO_OPS = methods()
            .that(describe("are an op's forward", isOf("forward")))
            .should(notCall("what makes tensors", call -> call.getRawReturnType().isAssignableTo(Tensor.class)));

    static final ArchRule VJP_USES_OPS_AND_NO_KERNELS = methods().that(describe("are an op's vjp", isOf("vjp")))
            .should(notCall("kernels", call -> resideInAPackage("org.gradus.core.kernel..").test(call.getOwner())));

    private Architecture() {}

    static Predicate<JavaMethod> isOf(String name) {
        return method -> method.getName().equals(name) && isOp(method.getOwner());
    }

    static boolean isOp(JavaClass type) {
        return type.isAssignableTo(Op.class);
    }

    private static ArchCondition<JavaMethod> notCall(String what, Predicate<MethodCallTarget> forbidden) {
        return new ArchCondition<>("not call " + what) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                reachedWithin(method.getOwner(), method).stream()
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .filter(call -> forbidden.test(call.getTarget()))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
            }
        };
    }

    /** A method and what it calls of its own class, and so on: what was moved into a helper is no less its doing. */
    private static Set<JavaMethod> reachedWithin(JavaClass owner, JavaMethod method) {
        Set<JavaMethod> reached = new LinkedHashSet<>(Set.of(method));
        Set<JavaMethod> last = reached;
        while (!last.isEmpty()) {
            Set<JavaMethod> next = new LinkedHashSet<>();
            for (JavaMethod each : last) {
                for (JavaMethodCall call : each.getMethodCallsFromSelf()) {
                    if (call.getTargetOwner().equals(owner)) {
                        next.add(call.getTarget().resolveMember()
                                .orElseThrow(() -> new VerifyException("cannot resolve " + call.getDescription())));
                    }
                }
            }
            next.removeAll(reached);
            reached = new LinkedHashSet<>(reached);
            reached.addAll(next);
            last = next;
        }
        return reached;
    }
}
