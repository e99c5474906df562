package org.gradus.examples.peers.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.Op;
import org.gradus.core.Tensor;
import org.junit.jupiter.api.Test;

class OperationsTest {

    /** Functions that the table has under another name, by what stands there. */
    private static final ImmutableMap<String, String> OTHERWISE_NAMED = ImmutableMap.<String, String>builder()
            .put("batchNormInTraining", "batchNorm").put("instanceNormInTraining", "instanceNorm")
            .put("to", "cast").put("compare", "lt").put("clampMin", "clamp").put("clampMax", "clamp")
            .put("matmulTransposed", "linear").put("conv", "conv2d").put("convTranspose", "convTranspose2d")
            .put("interpolate", "interpolateNearest")
            .buildOrThrow();

    /** Functions that PyTorch does not have. */
    private static final Set<String> OWN = Set.of("customVjp", "sumTo", "winners", "measure");

    @Test
    void every_function_that_pytorch_has_is_compared() throws IOException {
        Set<String> compared = Operations.all().stream().map(Operation::name).collect(Collectors.toSet());
        assertThat(compared).as("names in the table").containsAll(OTHERWISE_NAMED.values());

        Set<String> missing = new TreeSet<>();
        for (var file : ClassPath.from(Op.class.getClassLoader())
                .getTopLevelClasses(Op.class.getPackageName() + ".op")) {
            Stream.of(file.load().getDeclaredMethods()).filter(OperationsTest::isFunction).map(Method::getName)
                    .filter(name -> !OWN.contains(name) && !compared.contains(OTHERWISE_NAMED.getOrDefault(name, name)))
                    .forEach(name -> missing.add(file.getSimpleName() + "." + name));
        }
        assertThat(missing).as("functions without a line in the table").isEmpty();
    }

    private static boolean isFunction(Method method) {
        int modifiers = method.getModifiers();
        return Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers) && method.getParameterCount() > 0
                && Stream.of(method.getParameterTypes()).anyMatch(type -> type == Tensor.class);
    }
}
