package org.gradus.models;

import com.google.common.collect.ImmutableList;
import java.util.function.UnaryOperator;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.TensorType;
import org.gradus.layers.Layer;
import org.gradus.layers.Module;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a model's layers in the order in which they are applied, with the shapes of what goes in and out, their
 * parameters, and what they cost, printed as the Python package torchinfo does.
 *
 * {@snippet :
 * IO.println(ModelSummary.of(Models.create("resnet18"), Shape.of(1, 3, 224, 224)));
 * }
 *
 * <p>
 * What a model computes besides with tensors has no row. A module that is never applied itself, such as a list of layers,
 * has one where its parts have; a layer that is applied several times has a row each time, whose parameters count once.
 *
 * @param rows the model and its parts, each before what it contains
 */
public record ModelSummary(ImmutableList<Row> rows) {

    /**
     * One application of a module.
     *
     * @param name its dotted name in the model, empty for the model itself
     * @param type the name of its class
     * @param depth how many modules hold it
     * @param leaf whether it holds no smaller modules
     * @param repeated whether an earlier row is of the same module
     * @param input what went in, or null if it is not applied itself
     * @param output what came out, or null likewise
     * @param own the parameters that are neither an earlier row's nor a smaller module's that has a row
     * @param whole the parameters of the module and all in it
     * @param multAdds the numbers that a leaf's weights and biases multiply and are added to: each as often as it is used
     *        in a convolution or a linear layer, and in other layers, as torchinfo counts, once a sample
     * @param window how a convolution or a pool fits on its input, or null
     */
    public record Row(String name, String type, int depth, boolean leaf, boolean repeated, @Nullable TensorType input,
            @Nullable TensorType output, ParameterCount own, ParameterCount whole, long multAdds,
            @Nullable WindowFit window) {}

    /**
     * Applies a model to zeros in evaluation mode without recording; its modes are as before afterwards.
     *
     * @param input the input's shape, with the batch's dimension
     * @throws IllegalArgumentException if the model does not take such an input
     */
    public static ModelSummary of(Layer model, Shape input) {
        return of(model, input, model::forward);
    }

    /**
     * Applies a module of any kind by a function of one tensor; otherwise as {@link #of(Layer, Shape)}.
     *
     * @throws IllegalArgumentException if the function does not take such an input
     */
    public static ModelSummary of(Module model, Shape input, UnaryOperator<Tensor> forward) {
        return new ModelSummary(ModelObserver.rows(model, Tensor.zeros(input.toArray()), forward));
    }

    /** The parameters of the model, shared ones counted once. */
    public ParameterCount parameters() {
        return rows.getFirst().whole();
    }

    /** The multiplications and additions of all leaves together. */
    public long multAdds() {
        return rows.stream().mapToLong(Row::multAdds).sum();
    }

    /** The numbers in the outputs of all leaves together. */
    public long outputs() {
        return rows.stream().filter(Row::leaf).map(Row::output).mapToLong(output -> output.shape().numel()).sum();
    }

    /** What the input takes, in bytes. */
    public long inputBytes() {
        return bytes(rows.getFirst().input());
    }

    /** What the outputs of leaves with parameters and their gradients take, in bytes. */
    public long passBytes() {
        return rows.stream().filter(row -> row.leaf() && row.whole().all() > 0)
                .mapToLong(row -> 2 * bytes(row.output())).sum();
    }

    private static long bytes(TensorType type) {
        return (long) type.shape().numel() * type.dtype().bytes();
    }

    /** The table with the usual columns and totals. */
    @Override
    public String toString() {
        return toString(SummaryOptions.DEFAULT);
    }

    /** The table with chosen columns, and totals. */
    public String toString(SummaryOptions options) {
        return new SummaryTable(this, options).toString();
    }
}
