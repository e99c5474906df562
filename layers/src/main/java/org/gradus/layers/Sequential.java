package org.gradus.layers;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;

/**
 * y = fₙ(… f₂(f₁(x))): layers applied one after the other; without layers, y = x.
 *
 * <p>
 * Layers without hooks may be computed in another way to the same bits: a {@link ReLU} between a convolution and a max-pool
 * behind the pool, where fewer numbers are left and no smaller one can have been the largest; and where nothing is recorded,
 * one behind a convolution in the same pass.
 */
public final class Sequential extends Layer implements Iterable<Layer> {

    private final List<Layer> layers = new ArrayList<>();

    /** These layers, named {@code 0}, {@code 1}, … */
    public Sequential(Layer... layers) {
        this(List.of(layers));
    }

    /** These layers, named {@code 0}, {@code 1}, … */
    public Sequential(List<? extends Layer> layers) {
        layers.forEach(this::append);
    }

    private Sequential(Map<String, Layer> layers) {
        layers.forEach((name, layer) -> this.layers.add(child(name, layer)));
    }

    /** Begins a sequence of named layers. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects named layers in order. */
    public static final class Builder {

        private final ImmutableMap.Builder<String, Layer> layers = ImmutableMap.builder();

        private Builder() {}

        /** Adds a layer after those so far. */
        public Builder add(String name, Layer layer) {
            layers.put(name, layer);
            return this;
        }

        /**
         * The sequence of the layers added.
         *
         * @throws IllegalArgumentException if a name is empty, has a dot or was given twice
         */
        public Sequential build() {
            return new Sequential(layers.buildOrThrow());
        }
    }

    @Override
    protected Tensor compute(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < layers.size();) {
            boolean canJoin = isUnseen(i, ConvNd.class) && isUnseen(i + 1, ReLU.class);
            if (canJoin && isUnseen(i + 2, MaxPool2d.class)) {
                Tensor pooled = layers.get(i + 2).forward(layers.get(i).forward(y));
                y = layers.get(i + 1).forward(pooled);
                i += 3;
            } else if (canJoin && !Tape.isRecording()) {
                y = ((ConvNd) layers.get(i)).computeRelu(y);
                i += 2;
            } else {
                y = layers.get(i).forward(y);
                i++;
            }
        }
        return y;
    }

    /** Whether such a layer stands there and nobody looks at what it gets and gives. */
    private boolean isUnseen(int position, Class<? extends Layer> type) {
        return position < layers.size() && type.isInstance(layers.get(position)) && !layers.get(position).hasHooks();
    }

    /**
     * Adds a layer after those so far, named by its position.
     *
     * @return this sequence
     * @throws IllegalArgumentException if the name is taken, or the layer contains this sequence
     */
    public Sequential append(Layer layer) {
        layers.add(child(Integer.toString(size()), layer));
        return this;
    }

    /** The number of layers. */
    public int size() {
        return layers.size();
    }

    /** The layer at a position, counted from 0. @throws IndexOutOfBoundsException if there is none */
    public Layer get(int index) {
        return layers.get(index);
    }

    /** The layers in order. */
    @Override
    public Iterator<Layer> iterator() {
        return Collections.unmodifiableList(layers).iterator();
    }
}
