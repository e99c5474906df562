package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.models.Models;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a network of which no run's folder tells how it is built and fed, for commands to mix in. */
final class Unrecorded {

    private static final int IMAGE_RANK = 4;

    @Option(names = "--model", paramLabel = "NAME",
            description = "The network instead of a run, with --weights; the example summary lists them. Its classes, channels and width are those of the weights")
    private @Nullable String model;

    @Option(names = "--size", paramLabel = "N",
            description = "Of --model, pixels a side that pictures are resized to. Default: as it is published")
    private @Nullable Integer size;

    @Option(names = "--mean", paramLabel = "X", split = ",",
            description = "Of --model, the mean that is taken off pictures from 0 to 1, one number or one a channel. Default: ImageNet's, and for grey that of the digits")
    private Double @Nullable [] mean;

    @Option(names = "--std", paramLabel = "X", split = ",", description = "Of --model, the standard deviation likewise")
    private Double @Nullable [] std;

    @Option(names = "--classes", paramLabel = "FILE",
            description = "Of --model, a text file with the classes' names, a line each, in the order of their numbers. Default: the numbers")
    private @Nullable Path classes;

    boolean isGiven() {
        return model != null;
    }

    @Nullable
    String model() {
        return model;
    }

    /** Whether the classes have no names but their numbers. */
    boolean areNumbered() {
        return classes == null;
    }

    /** Refuses options beside a run, which says all this itself. */
    void checkNoneGiven() {
        checkArgument(model == null, "[weights] --run and --model both say which network; leave one out");
        checkArgument(size == null && mean == null && std == null && classes == null,
                "[weights] --size, --mean, --std and --classes belong to --model; a run's file %s says them",
                Recipe.FILE);
    }

    /**
     * What the weights and the options say.
     *
     * @throws IllegalArgumentException if there is no such network, or an option does not fit it
     * @throws IOException if the file of classes cannot be read
     */
    Recipe recipe(String dataset, Map<String, Tensor> state) throws IOException {
        String name = Objects.requireNonNull(model);
        checkArgument(size == null || size >= 1, "[weights] --size must be at least 1, but is %s", size);
        checkArgument((mean == null) == (std == null), "[weights] --mean and --std go together; give both or neither");
        Map<String, Parameter> published = Models.create(name).namedParameters();
        Shape picture = Models.picture(name);
        // of all networks the first parameter of an image's rank reads the pictures, and the last one gives the scores
        Shape first = shape(state, Iterables.find(published.entrySet(),
                entry -> entry.getValue().shape().rank() == IMAGE_RANK));
        Shape last = shape(state, Iterables.getLast(published.entrySet()));
        int channels = first.size(1);
        Scale scale = scale(channels);
        return new Recipe(name, dataset, names(last.size(0)), channels, size == null ? picture.size(1) : size,
                name.startsWith("vgg") ? Integer.valueOf(first.size(0)) : null, scale.mean(), scale.std());
    }

    /** That of the weights, or where they lack it the published one, of which loading them will complain. */
    private static Shape shape(Map<String, Tensor> state, Map.Entry<String, Parameter> parameter) {
        Tensor found = state.get(parameter.getKey());
        Shape published = parameter.getValue().shape();
        return found != null && found.shape().rank() == published.rank() ? found.shape() : published;
    }

    private Scale scale(int channels) {
        if (mean == null || std == null) {
            return Scale.usual(channels);
        }
        checkArgument((mean.length == 1 || mean.length == channels) && mean.length == std.length,
                "[weights] --mean and --std need one number or %s, one a channel, but %s and %s came", channels,
                mean.length, std.length);
        return new Scale(ImmutableList.copyOf(mean), ImmutableList.copyOf(std));
    }

    private ImmutableList<String> names(int count) throws IOException {
        if (classes == null) {
            return IntStream.range(0, count).mapToObj(Integer::toString).collect(ImmutableList.toImmutableList());
        }
        ImmutableList<String> names = Files.readAllLines(classes).stream().map(String::strip)
                .filter(line -> !line.isEmpty()).collect(ImmutableList.toImmutableList());
        checkArgument(names.size() == count, "[weights] the network tells %s classes apart, but %s names %s", count,
                classes, names.size());
        return names;
    }
}
