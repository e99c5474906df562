package org.gradus.examples.summary;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.gradus.core.Shape;
import org.gradus.examples.console.Threads;
import org.gradus.layers.Layer;
import org.gradus.models.ModelSummary;
import org.gradus.models.Models;
import org.gradus.models.SummaryColumn;
import org.gradus.models.SummaryOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code summary}: a published network's layers as a table. */
@Command(name = "summary", showDefaultValues = true,
        description = {"Builds a published network, applies it to an empty picture and prints its layers with output",
                "shapes, parameters, multiplications and memory, as torchinfo does."},
        footer = {"", "For instance:  mvn -q compile exec:exec -Dexample=\"summary --model resnet18 --depth 1\""})
public final class Summary implements Callable<Integer> {

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
    private String model = "resnet18";

    @Option(names = "--input", paramLabel = "N,C,H,W", split = ",", hideParamSyntax = true,
            description = "Pictures, channels, height and width of the input. Default: one picture of the size that the "
                    + "network was published for")
    private int @Nullable [] input;

    @Option(names = "--classes", paramLabel = "N", description = "Scores that the network gives. Default: as published")
    private @Nullable Integer classes;

    @Option(names = "--depth", paramLabel = "N", description = "Levels of layers within layers that are shown")
    private int depth = SummaryOptions.DEFAULT.depth();

    @Option(names = "--columns", paramLabel = "COLUMN", split = ",",
            description = "What is told of each layer: ${COMPLETION-CANDIDATES}")
    private List<SummaryColumn> columns = SummaryOptions.DEFAULT.columns().asList();

    @Option(names = "--names", description = "Show the layers' names too")
    private boolean names;

    @Mixin
    private Threads threads;

    @Override
    public Integer call() {
        SummaryOptions options = SummaryOptions.DEFAULT.withDepth(depth).withVarNames(names)
                .withColumns(columns.toArray(SummaryColumn[]::new));
        Shape shape = shape();
        threads.apply();
        Layer network = Models.create(model,
                Models.options().withNumClasses(classes).withInChannels(channels(shape)));
        spec.commandLine().getOut().print(ModelSummary.of(network, shape).toString(options));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Shape shape() {
        Shape picture = Models.picture(model);
        if (input == null) {
            return picture.prepend(1);
        }
        checkArgument(input.length == 4,
                "[summary] --input must be four numbers, pictures, channels, height and width, 1,%s,%s,%s for instance, but %s came",
                picture.size(0), picture.size(1), picture.size(2), input.length);
        for (int size : input) {
            checkArgument(size >= 1, "[summary] each number of --input must be at least 1, but one is %s", size);
        }
        return Shape.of(input);
    }

    /** A network is published for pictures of so many channels; it is built for others if others are asked for. */
    private @Nullable Integer channels(Shape shape) {
        return shape.size(1) == Models.picture(model).size(0) ? null : Integer.valueOf(shape.size(1));
    }
}
