package org.gradus.examples;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code module-path}: what plain {@code java} and {@code jshell} need to find the library. */
@Command(name = "module-path", showDefaultValues = true,
        description = {"Writes the module path of the library into a file, so that plain java runs scripts, and jshell",
                "lines, that use it. Maven is needed again only when the library changes."})
public final class ModulePath implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "FILE", description = "The file")
    private Path out = Path.of("examples/target/module.path");

    @Option(names = "--kernel", paramLabel = "FILE",
            description = {"The kernel.json of an installed rapaio-jupyter-kernel, a Java kernel of Jupyter, to have",
                    "its notebooks find the library too"})
    private @Nullable Path kernel;

    @Override
    public Integer call() throws IOException {
        String path = System.getProperty("jdk.module.path", System.getProperty("java.class.path"));
        Path folder = out.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.writeString(out, path);
        if (kernel != null) {
            KernelFile.addLibrary(kernel, path);
            spec.commandLine().getOut().println("The library is entered into %s\n".formatted(kernel));
        }
        spec.commandLine().getOut().println(
                """
                        %,d entries written to %s. For instance:

                        java --module-path "$(cat %2$s)" --add-modules org.gradus.models examples/scripts/LinearRegression.java
                        jshell --module-path "$(cat %2$s)" --add-modules org.gradus.models --startup DEFAULT --startup examples/jshell/gradus.jsh"""
                        .formatted(path.split(File.pathSeparator).length, out));
        return 0;
    }
}
