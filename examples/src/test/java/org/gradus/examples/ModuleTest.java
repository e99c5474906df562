package org.gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class ModuleTest {

    /** Tests may run on the class path, where nothing is closed. */
    @Test
    void every_command_is_open_to_picocli() throws Exception {
        Path classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> open = opened(classes.resolve("module-info.class"));
        Stream<String> commands = Stream.of(Main.class.getAnnotation(Command.class).subcommands())
                .map(Class::getPackageName);

        assertThat(open).containsAll(commands.toList()).contains(Main.class.getPackageName());
    }

    private static Set<String> opened(Path descriptor) throws IOException {
        try (InputStream in = Files.newInputStream(descriptor)) {
            return ModuleDescriptor.read(in).opens().stream()
                    .filter(each -> each.targets().contains("info.picocli")).map(ModuleDescriptor.Opens::source)
                    .collect(Collectors.toSet());
        }
    }
}
