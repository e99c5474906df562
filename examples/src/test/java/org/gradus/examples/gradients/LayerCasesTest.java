package org.gradus.examples.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import com.google.common.reflect.ClassPath;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradus.layers.Linear;
import org.gradus.layers.Module;
import org.junit.jupiter.api.Test;

class LayerCasesTest {

    @Test
    void every_layer_and_loss_has_a_case() throws IOException {
        Set<Class<?>> checked = LayerCases.all().stream().flatMap(layer -> layer.module().modules().stream())
                .map(Module::getClass).collect(Collectors.toSet());
        Set<Class<?>> all = ClassPath.from(Module.class.getClassLoader())
                .getTopLevelClasses(Module.class.getPackageName()).stream().map(ClassPath.ClassInfo::load)
                .filter(type -> Module.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())
                        && Modifier.isPublic(type.getModifiers()))
                .collect(Collectors.toSet());
        assertThat(all).as("the layers found").contains(Linear.class).hasSizeGreaterThan(40);
        assertThat(Sets.difference(all, checked)).as("layers that no case checks").isEmpty();
    }
}
