package org.gradus.models.insight;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.InterpolateMode;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.Shape;
import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.core.op.Interpolation;
import org.gradus.layers.ConvLayer;
import org.gradus.layers.Layer;

/**
 * Where in a picture a model sees a class: L = ReLU(Σₖ αₖ·Aᵏ), the feature maps A of one layer weighted by what the class's
 * score gains from each, αₖ = mean over the map of ∂ score / ∂ Aᵏ.
 *
 * <p>
 * The model is asked in the mode that it is in; call {@code eval()} first. If it ends with a softmax or its logarithm, the
 * scores before that are differentiated.
 *
 * <p>
 * Source: R. R. Selvaraju et al., <i>Grad-CAM: visual explanations from deep networks via gradient-based localization</i>,
 * ICCV 2017, equations 1 and 2.
 */
public final class GradCam {

    private static final String NAME = "gradCam";

    private GradCam() {}

    /**
     * The maps of some pictures, as coarse as the layer's.
     *
     * @param model gives scores [N,classes]
     * @param layer a part of the model that gives feature maps [N,K,h,w]; the last ones count where it is applied
     *        several times
     * @param images [N,C,H,W]
     * @param classes INT64 [N], the class that is looked for in each
     * @return [N,h,w], none negative
     * @throws IllegalArgumentException if the layer gives no such maps, the model no such scores, or there
     *         is no such class
     */
    public static Tensor maps(Layer model, Layer layer, Tensor images, Tensor classes) {
        return Tape.withGrad(() -> {
            List<Tensor> outputs = new ArrayList<>();
            Runnable hook = layer.registerForwardHook((_, output) -> {
                if (output.shape().rank() == 4) {
                    outputs.add(output);
                }
                return output;
            });
            try {
                Tensor scores = model.forward(images.detach().requiresGrad(true));
                checkArgument(!outputs.isEmpty(),
                        "[gradCam] the model does not apply %s to feature maps [N,K,H,W]; choose one of its convolutions or what follows one",
                        layer);
                Tensor features = outputs.getLast();
                Tensor gains = ClassScores.of(NAME, scores).gradient(NAME, classes, features);
                return features.detach().mul(gains.mean(true, 2, 3)).sum(1).relu();
            } finally {
                hook.run();
            }
        });
    }

    /**
     * Maps stretched to the pictures' size, so that they can be laid over them.
     *
     * @param maps [N,h,w]
     * @return [N,height,width]
     */
    public static Tensor stretched(Tensor maps, int height, int width) {
        return Interpolation.interpolate(maps.unsqueeze(1),
                InterpolateOptions.size(height, width).withMode(InterpolateMode.BILINEAR)).squeeze(1);
    }

    /**
     * The layer to look at: the last one that gives maps of so many pixels a side and is no pool, for behind it places are lost.
     *
     * @param images what the model is applied to
     * @param side height and width at least
     * @return a layer that {@link #maps} takes, or nothing if there is none
     */
    public static Optional<Layer> lastMaps(Layer model, Tensor images, int side) {
        Map<Layer, FeatureMaps.Feature> lastOfEach = new LinkedHashMap<>();
        for (FeatureMaps.Feature feature : FeatureMaps.of(model, images)) {
            lastOfEach.remove(feature.layer());
            lastOfEach.put(feature.layer(), feature);
        }
        return lastOfEach.values().stream().filter(feature -> shows(feature, side)).reduce((_, later) -> later)
                .map(FeatureMaps.Feature::layer);
    }

    private static boolean shows(FeatureMaps.Feature feature, int side) {
        Shape maps = feature.maps().shape();
        boolean sameSize = feature.input().rank() == 4 && feature.input().numel(2, 4) == maps.numel(2, 4);
        return Math.min(maps.size(2), maps.size(3)) >= side && (feature.layer() instanceof ConvLayer || sameSize);
    }
}
