package org.gradus.models;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gradus.core.Parameter;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;
import org.gradus.layers.Module;

/**
 * A table of a model's layers in the order in which they are applied, with their outputs' shapes and their parameters.
 *
 * <p>
 * A row is a layer that holds no smaller layers; what a model computes besides with tensors has none.
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
        Observer observer = new Observer();
        model.namedModules().forEach(observer::watch);
        try {
            Tape.noGrad(() -> model.forward(input));
            return new ModelSummary(observer.rows.build(), model.parameters().stream().mapToLong(Tensor::numel).sum());
        } finally {
            observer.hooks.forEach(Runnable::run);
            for (int i = 0; i < modes.size(); i++) {
                modules.get(i).train(modes.get(i)); // changes those below too, but these come later in the list
            }
        }
    }

    private static final class Observer {

        private final ImmutableList.Builder<Row> rows = ImmutableList.builder();
        private final List<Runnable> hooks = new ArrayList<>();
        private final Set<Parameter> counted = Sets.newIdentityHashSet();

        void watch(String name, Module module) {
            if (module instanceof Layer layer && layer.children().isEmpty()) {
                hooks.add(layer.registerForwardHook((_, output) -> {
                    rows.add(row(name, layer, output));
                    return output;
                }));
            }
        }

        private Row row(String name, Layer layer, Tensor output) {
            int[] sizes = output.shape().toArray();
            String printed = layer.toString();
            return new Row(name, printed.substring(0, printed.indexOf('(')),
                    Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length)), count(layer));
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
