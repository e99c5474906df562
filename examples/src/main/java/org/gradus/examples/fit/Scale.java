package org.gradus.examples.fit;

import com.google.common.collect.ImmutableList;
import org.gradus.models.datasets.MNIST;

/**
 * What pictures are brought to a common scale by, before a network sees them: (x − mean)/std.
 *
 * @param mean of each channel, or of all together
 * @param std the standard deviation likewise
 */
record Scale(ImmutableList<Double> mean, ImmutableList<Double> std) {

    /** ImageNet's, by which torchvision's networks were trained. */
    private static final Scale IMAGENET = new Scale(ImmutableList.of(0.485, 0.456, 0.406),
            ImmutableList.of(0.229, 0.224, 0.225));

    /** ImageNet's for colours, and for grey that of the digits that come with the library. */
    static Scale usual(int channels) {
        return channels == 3 ? IMAGENET : new PictureSet.InMemory(MNIST.embeddedTrain()).scale();
    }
}
