package org.gradus.models.insight;

import org.gradus.core.Tape;
import org.gradus.core.Tensor;
import org.gradus.layers.Layer;

/**
 * Which pixels the score of a class depends on: its gradient by the picture.
 *
 * <p>
 * The model is asked in the mode that it is in; call {@code eval()} first, or dropout and batch statistics show too. If it
 * ends with a softmax or its logarithm, the scores before that are differentiated.
 *
 * <p>
 * Source: K. Simonyan, A. Vedaldi, A. Zisserman, <i>Deep inside convolutional networks: visualising image classification
 * models and saliency maps</i>, ICLR workshop 2014 (arXiv 2013), section 3.
 */
public final class Saliency {

    private static final String NAME = "saliency";

    private Saliency() {}

    /**
     * ∂ score(classₙ) / ∂ xₙ for each picture.
     *
     * @param model gives scores [N,classes]
     * @param images x [N,C,H,W]
     * @param classes INT64 [N], whose score it is
     * @return [N,C,H,W]
     * @throws IllegalArgumentException if the model gives something else, or there is no such class
     */
    public static Tensor gradient(Layer model, Tensor images, Tensor classes) {
        return Tape.withGrad(() -> {
            Tensor x = images.detach().requiresGrad(true);
            return ClassScores.of(NAME, model.forward(x)).gradient(NAME, classes, x);
        });
    }

    /**
     * The largest of the channels' |∂ score / ∂ x| at every pixel; otherwise as {@link #gradient}.
     *
     * @return [N,H,W]
     */
    public static Tensor map(Layer model, Tensor images, Tensor classes) {
        return gradient(model, images, classes).abs().amax(1);
    }
}
