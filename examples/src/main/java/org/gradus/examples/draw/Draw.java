package org.gradus.examples.draw;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.gradus.core.TapeDrawing;
import org.gradus.core.Tensor;
import org.gradus.core.io.AtomicFile;
import org.gradus.layers.Layer;
import org.gradus.layers.ModuleTrace;
import org.gradus.models.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code draw}: what the tape records of a published network. */
@Command(name = "draw", showDefaultValues = true,
        description = {
                "Applies a published network to an empty picture and draws the operations that the tape records,",
                "with their shapes and parameters, in frames for the parts of the network."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"draw --model resnet18 resnet18.svg\""})
public final class Draw implements Callable<Integer> {

    /** The names that {@code --help} lists. */
    private static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Models.names().iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--model", paramLabel = "NAME", completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}")
    private String model = "cnn";

    @Parameters(paramLabel = "FILE",
            description = "Where to: FILE.svg for a browser, or FILE.dot for Graphviz; a file that is there is replaced")
    private Path file;

    @Override
    public Integer call() throws IOException {
        String name = file.toString();
        checkArgument(name.endsWith(".svg") || name.endsWith(".dot"),
                "[draw] the file's name must end in .svg or .dot, but is %s", file);
        Layer network = Models.create(model);
        var trace = new ModuleTrace(network);
        Tensor scores = trace
                .record(() -> network.forward(Tensor.zeros(Models.picture(model).prepend(1).toArray())));
        TapeDrawing drawing = TapeDrawing.of(network.namedParameters(), scores).groupedBy(trace::module);
        AtomicFile.writeString(file, name.endsWith(".svg") ? drawing.svg() : drawing.dot());
        spec.commandLine().getOut().println("%s drawn to %s".formatted(model, file));
        return 0;
    }
}
