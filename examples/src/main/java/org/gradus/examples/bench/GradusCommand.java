package org.gradus.examples.bench;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.examples.bench.work.GradusPeer;

/**
 * The command that starts a process in which Gradus is measured: this program's own Java and classes, on the class path, from
 * which Java starts sooner and PyTorch's process starts too.
 */
final class GradusCommand {

    private GradusCommand() {}

    /** The command, with further options of Java's. */
    static ImmutableList<String> with(List<String> options) {
        String path = Stream.of("jdk.module.path", "java.class.path").map(name -> System.getProperty(name, ""))
                .filter(entries -> !entries.isEmpty()).collect(joining(File.pathSeparator));
        return ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .addAll(options)
                .add("--add-modules", "jdk.incubator.vector", "-cp", path, GradusPeer.class.getName())
                .build();
    }
}
