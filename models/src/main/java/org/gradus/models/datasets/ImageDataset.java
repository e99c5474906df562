package org.gradus.models.datasets;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.util.Objects;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Dataset;
import org.gradus.core.data.Sample;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.ToTensor;
import org.gradus.models.transforms.Transform;

/**
 * Pictures of one size with a label each, all in memory.
 *
 * <p>
 * Pictures stay bytes, a quarter of what float32 takes, and become numbers a batch at a time. Inputs are what the transform
 * makes of them, by {@link ToTensor} alone FLOAT32 [N,C,H,W] in [0, 1]; targets are INT64 [N].
 */
public final class ImageDataset implements Dataset {

    private final Images images;
    private final int[] labels;
    private final ImmutableList<String> classes;
    private final Transform<Images> transform;

    private ImageDataset(Images images, int[] labels, ImmutableList<String> classes, Transform<Images> transform) {
        this.images = images;
        this.labels = labels;
        this.classes = classes;
        this.transform = transform;
    }

    /** Those that a reader of files has checked, the labels on an array that nobody writes again. */
    static ImageDataset wrap(Images images, int[] labels, ImmutableList<String> classes) {
        return new ImageDataset(images, labels, classes, new ToTensor());
    }

    /**
     * Pictures and what they show.
     *
     * @param labels the number of each picture's class, copied
     * @param classes the names of the classes, in the order of their numbers
     * @throws IllegalArgumentException if there are not as many labels as pictures, or one is not the number of a class
     */
    public static ImageDataset of(Images images, int[] labels, ImmutableList<String> classes) {
        checkArgument(labels.length == images.size(), "[imageDataset] %s pictures need as many labels, but %s came",
                images.size(), labels.length);
        for (int label : labels) {
            checkArgument(label >= 0 && label < classes.size(),
                    "[imageDataset] labels must be at least 0 and below %s, the number of classes, but one is %s",
                    classes.size(), label);
        }
        return wrap(images, labels.clone(), classes);
    }

    /** The same pictures with another preparation, {@link ToTensor} included. */
    public ImageDataset withTransform(Transform<Images> value) {
        return new ImageDataset(images, labels, classes, value);
    }

    /** The names of the classes, in the order of their labels. */
    public ImmutableList<String> classes() {
        return classes;
    }

    /** The pictures as they are in the file. */
    public Images images() {
        return images;
    }

    /** The number of the class that a picture belongs to. @throws IndexOutOfBoundsException if there is no such picture */
    public int label(int index) {
        return labels[Objects.checkIndex(index, size())];
    }

    @Override
    public int size() {
        return labels.length;
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such picture */
    @Override
    public Sample get(int index) {
        Batch single = batch(new int[]{index});
        return new Sample(single.inputs().squeeze(0), single.targets().squeeze(0));
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such picture */
    @Override
    public Batch batch(int[] indices) {
        Tensor inputs = transform.apply(images.select(indices));
        long[] targets = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            targets[i] = labels[indices[i]];
        }
        return new Batch(inputs, Tensor.of(targets));
    }
}
