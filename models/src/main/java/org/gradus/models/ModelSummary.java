package org.gradus.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;
import org.gradus.layers.Module;
import org.gradus.layers.Sequential;

/**
 * A table of a model's layers in the order in which they are applied, with their outputs' shapes and their parameters.
 *
 * <p>
 * {@code Sequential}s and {@link Chain}s are taken apart; any other layer is one row, whatever it is made of.
 *
 * @param rows the layers
 * @param parameters the numbers in all of the model's parameters, shared ones counted once
 */
public record ModelSummary(ImmutableList<Row> rows, long parameters) {

    /**
     * One layer.
     *
     * @param name its dotted name in the model, empty if it has none
     * @param type the name of its class
     * @param output the shape of its output for one sample, without the batch's dimension
     * @param parameters the numbers in its parameters, without those that an earlier row has counted
     */
    public record Row(String name, String type, Shape output, long parameters) {}

    /**
     * Applies a model in evaluation mode to one sample of zeros, without recording; its modes are as before afterwards.
     *
     * @param sample the input's shape without the batch's dimension, [C,H,W] for pictures
     * @throws IllegalArgumentException if the model does not take such an input
     */
    public static ModelSummary of(Layer model, Shape sample) {
        Tensor input = Tensor.zeros(Ints.concat(new int[]{1}, sample.toArray()));
        List<Module> modules = model.modules();
        List<Boolean> modes = modules.stream().map(Module::isTraining).toList();
        model.eval();
        try {
            Walk walk = new Walk(model);
            Tape.noGrad(() -> walk.through(model, input));
            return new ModelSummary(walk.rows.build(), model.parameters().stream().mapToLong(Tensor::numel).sum());
        } finally {
            for (int i = 0; i < modes.size(); i++) {
                modules.get(i).train(modes.get(i)); // changes those below too, but these come later in the list
            }
        }
    }

    /** {@link #of(Layer, Shape)} for the samples that the model is made for. */
    public static ModelSummary of(Chain model) {
        return of(model, model.sample());
    }

    private static final class Walk {

        private final ImmutableList.Builder<Row> rows = ImmutableList.builder();
        private final Map<Module, String> names = new IdentityHashMap<>();
        private final Set<Parameter> counted = Sets.newIdentityHashSet();

        Walk(Module model) {
            model.namedModules().forEach((name, module) -> names.put(module, name));
        }

        Tensor through(Layer layer, Tensor x) {
            return switch (layer) {
                case Sequential sequential -> through((Iterable<Layer>) sequential, x);
                case Chain chain -> {
                    chain.checkInput(x);
                    yield through(chain.links(), x);
                }
                default -> row(layer, x);
            };
        }

        private Tensor through(Iterable<Layer> layers, Tensor x) {
            Tensor y = x;
            for (Layer layer : layers) {
                y = through(layer, y);
            }
            return y;
        }

        private Tensor row(Layer layer, Tensor x) {
            Tensor y = layer.forward(x);
            int[] sizes = y.shape().toArray();
            String printed = layer.toString();
            rows.add(new Row(names.getOrDefault(layer, ""), printed.substring(0, printed.indexOf('(')),
                    Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)), count(layer)));
            return y;
        }

        private long count(Layer layer) {
            return layer.parameters().stream().filter(counted::add).mapToLong(Tensor::numel).sum();
        }
    }

    /** The numbers in the outputs of all layers together, for one sample. */
    public long outputs() {
        return rows.stream().mapToLong(row -> row.output().numel()).sum();
    }

    /** The table with a heading and totals; numbers have commas between thousands. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[]{"layer", "type", "output", "parameters"});
        for (Row row : rows) {
            lines.add(new String[]{row.name(), row.type(), row.output().toString(), grouped(row.parameters())});
        }
        lines.add(new String[]{"total", "", grouped(outputs()), grouped(parameters)});
        int[] widths = new int[4];
        for (String[] line : lines) {
            Arrays.setAll(widths, column -> Math.max(widths[column], line[column].length()));
        }
        String format = "%%-%ds  %%-%ds  %%%ds  %%%ds\n".formatted(Ints.asList(widths).toArray());
        StringBuilder table = new StringBuilder();
        lines.forEach(line -> table.append(format.formatted((Object[]) line)));
        return table.toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
