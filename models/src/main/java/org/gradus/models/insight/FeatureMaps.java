package org.gradus.models.insight;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;

/** What the layers inside a model make of pictures. */
public final class FeatureMaps {

    /**
     * The output of a layer.
     *
     * @param name the layer's dotted name in the model
     * @param layer which gave it
     * @param input the shape of what the layer was applied to
     * @param maps [N,K,H,W], one for every picture and filter
     */
    public record Feature(String name, Layer layer, Shape input, Tensor maps) {}

    private FeatureMaps() {}

    /**
     * All feature maps of the layers that hold no smaller ones, in the order in which they are applied; a layer that is
     * applied several times has them each time.
     *
     * <p>
     * The model is asked without recording in the mode that it is in; call {@code eval()} first.
     *
     * @param images [N,C,H,W]
     */
    public static ImmutableList<Feature> of(Layer model, Tensor images) {
        List<Feature> found = new ArrayList<>();
        List<Runnable> hooks = new ArrayList<>();
        try {
            model.namedModules().forEach((name, module) -> {
                if (module instanceof Layer layer && layer.children().isEmpty()) {
                    hooks.add(layer.registerForwardHook((input, output) -> {
                        if (output.shape().rank() == 4) {
                            found.add(new Feature(name, layer, input.shape(), output));
                        }
                        return output;
                    }));
                }
            });
            Tape.noGrad(() -> model.forward(images));
        } finally {
            hooks.forEach(Runnable::run);
        }
        return ImmutableList.copyOf(found);
    }
}
