package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;

/** A model that applies its parts one after the other, like a {@code Sequential} with a name and a fixed input size. */
public abstract class Chain extends Layer {

    private final Shape sample;
    private final List<Layer> links = new ArrayList<>();

    /**
     * A chain of no links yet.
     *
     * @param sample the input's shape without the batch's dimension, [C,H,W] for pictures
     */
    protected Chain(Shape sample) {
        this.sample = sample;
    }

    /**
     * Registers a layer, to be applied after those so far.
     *
     * @return the layer
     * @throws IllegalArgumentException if the name is empty, has a dot or is taken
     */
    protected final <L extends Layer> L link(String name, L layer) {
        links.add(child(name, layer));
        return layer;
    }

    /** Has a layer without parameters applied after those so far; it has no name and is not printed. */
    protected final void link(Layer layer) {
        links.add(layer);
    }

    /** The layers in the order in which they are applied. */
    public final ImmutableList<Layer> links() {
        return ImmutableList.copyOf(links);
    }

    /** The input's shape without the batch's dimension. */
    public final Shape sample() {
        return sample;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the input is not a batch of samples of the shape that the model is made for
     */
    @Override
    public final Tensor forward(Tensor x) {
        checkInput(x);
        Tensor y = x;
        for (Layer layer : links) {
            y = layer.forward(y);
        }
        return y;
    }

    final void checkInput(Tensor x) {
        checkArgument(
                x.shape().rank() == sample.rank() + 1
                        && x.shape().equals(Shape.of(Ints.concat(new int[]{x.size(0)}, sample.toArray()))),
                "[%s] the input must be %s, but is %s; scale or crop the pictures, or build the model for their size",
                getClass().getSimpleName(),
                Ints.asList(sample.toArray()).stream().map(String::valueOf)
                        .collect(Collectors.joining(",", "[N,", "]")),
                x.type());
    }
}
