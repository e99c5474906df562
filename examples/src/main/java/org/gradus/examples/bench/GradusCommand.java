package org.gradus.examples.bench;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
import org.gradus.examples.bench.work.GradusPeer;

/** The command that starts a process in which Gradus is measured: this program's own Java, modules and classes. */
final class GradusCommand {

    private GradusCommand() {}

    /** The command, with further options of Java's. */
    static ImmutableList<String> with(List<String> options) {
        var command = ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(options);
        String modules = System.getProperty("jdk.module.path");
        if (modules == null) {
            command.add("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"),
                    GradusPeer.class.getName());
        } else {
            command.add("--module-path", modules, "--module",
                    GradusPeer.class.getModule().getName() + "/" + GradusPeer.class.getName());
        }
        return command.build();
    }
}
