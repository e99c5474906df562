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
 * Where nothing is recorded, a convolution and the {@link ReLU} behind it are computed in one pass, to the same bits, unless
 * either has a hook.
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
        for (int i = 0; i < layers.size(); i++) {
            if (i + 1 < layers.size() && !Tape.isRecording() && canJoin(layers.get(i), layers.get(i + 1))) {
                y = ((ConvNd) layers.get(i)).computeRelu(y);
                i++;
            } else {
                y = layers.get(i).forward(y);
            }
        }
        return y;
    }

    /** A convolution and the ReLU behind it are computed in one pass if nobody looks between them. */
    private static boolean canJoin(Layer layer, Layer next) {
        return layer instanceof ConvNd && next instanceof ReLU && !layer.hasHooks() && !next.hasHooks();
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
