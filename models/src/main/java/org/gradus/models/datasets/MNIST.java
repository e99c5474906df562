package org.gradus.models.datasets;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Batch;
import org.gradus.core.data.Dataset;
import org.gradus.core.data.Sample;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.ToTensor;
import org.gradus.models.transforms.Transform;

/**
 * Handwritten digits, 28×28 grey pixels each, with labels 0 to 9.
 *
 * <p>
 * Pictures stay bytes in memory, a quarter of what float32 takes, and become numbers a batch at a time. Inputs are what the transform makes of them, by {@link ToTensor} alone FLOAT32 [N,1,28,28] in [0, 1];
 * targets are INT64 [N].
 *
 * <p>
 * Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, <i>Gradient-based learning applied to document recognition</i>,
 * Proceedings of the IEEE 86 (1998).
 */
public final class MNIST implements Dataset {

    private static final ImmutableList<String> CLASSES = ImmutableList.of("0 - zero", "1 - one", "2 - two", "3 - three",
            "4 - four", "5 - five", "6 - six", "7 - seven", "8 - eight", "9 - nine");
    private static final int SIDE = 28;

    private final Images images;
    private final byte[] labels;
    private final Transform<Images> transform;

    private MNIST(Images images, byte[] labels, Transform<Images> transform) {
        this.images = images;
        this.labels = labels;
        this.transform = transform;
    }

    /**
     * The set to train on, 60,000 digits in MNIST's own files {@code train-images-idx3-ubyte} and
     * {@code train-labels-idx1-ubyte}, each as it is or with {@code .gz} at its end.
     *
     * @param root the folder that holds them, or, as torchvision lays them out, {@code MNIST/raw}
     * @throws IOException if a file is missing, cannot be read, or is damaged in any way
     */
    public static MNIST train(Path root) throws IOException {
        return read(root, "train");
    }

    /** The set to test with, 10,000 digits in {@code t10k-images-idx3-ubyte} …; otherwise as {@link #train}. */
    public static MNIST test(Path root) throws IOException {
        return read(root, "t10k");
    }

    /** 8,000 digits that come with this library: the first 10,000 of MNIST's own set to train on, without 2,000. */
    public static MNIST embeddedTrain() {
        return embedded("train");
    }

    /** 2,000 digits that come with this library, none of which is in {@link #embeddedTrain}. */
    public static MNIST embeddedTest() {
        return embedded("t10k");
    }

    private static String imagesOf(String part) {
        return part + "-images-idx3-ubyte";
    }

    private static String labelsOf(String part) {
        return part + "-labels-idx1-ubyte";
    }

    private static MNIST read(Path root, String part) throws IOException {
        Path images = find(imagesOf(part), root.resolve("MNIST", "raw"), root);
        Path labels = find(labelsOf(part), Objects.requireNonNullElse(images.getParent(), root));
        return of(Idx.read(images, 3), Idx.read(labels, 1));
    }

    private static Path find(String name, Path... folders) throws NoSuchFileException {
        for (Path folder : folders) {
            for (String suffix : List.of("", ".gz")) {
                Path file = folder.resolve(name + suffix);
                if (Files.exists(file)) {
                    return file;
                }
            }
        }
        throw new NoSuchFileException(
                "[mnist] expected %s or %s.gz in %s, found neither; download MNIST's four files there, or use MNIST.embeddedTrain() and embeddedTest()"
                        .formatted(name, name, ImmutableList.copyOf(folders)));
    }

    private static MNIST embedded(String part) {
        try {
            return of(resource(imagesOf(part), 3), resource(labelsOf(part), 1));
        } catch (IOException e) {
            throw new UncheckedIOException("[mnist] the digits that come with this library are damaged; reinstall it",
                    e);
        }
    }

    private static Idx resource(String name, int rank) throws IOException {
        String path = "mnist-10k/" + name + ".gz";
        try (InputStream in = Objects.requireNonNull(MNIST.class.getResourceAsStream(path), path)) {
            return Idx.read(in, path, rank);
        }
    }

    /** Checks that images and labels make a set. */
    static MNIST of(Idx images, Idx labels) throws IOException {
        Shape shape = images.shape();
        if (shape.size(1) != SIDE || shape.size(2) != SIDE) {
            throw new IOException("[mnist] %s: expected pictures of 28×28 pixels, found %d×%d; this is another data set"
                    .formatted(images.name(), shape.size(1), shape.size(2)));
        }
        if (shape.size(0) != labels.values().length) {
            throw new IOException(
                    "[mnist] expected as many pictures as labels, found %d in %s and %d in %s; they belong to different sets"
                            .formatted(shape.size(0), images.name(), labels.values().length, labels.name()));
        }
        for (int i = 0; i < labels.values().length; i++) {
            int label = labels.values()[i] & 0xff;
            if (label >= CLASSES.size()) {
                throw new IOException("[mnist] %s: expected labels from 0 to 9, found %d for picture %d".formatted(
                        labels.name(), label, i));
            }
        }
        return new MNIST(Images.wrap(images.values(), shape), labels.values(), new ToTensor());
    }

    /** The same digits with another preparation of their pictures, {@link ToTensor} included. */
    public MNIST withTransform(Transform<Images> value) {
        return new MNIST(images, labels, value);
    }

    /** The names of the classes, in the order of their labels. */
    public ImmutableList<String> classes() {
        return CLASSES;
    }

    /** The pictures as they are in the file. */
    public Images images() {
        return images;
    }

    /** The digit that a picture shows. @throws IndexOutOfBoundsException if there is no such picture */
    public int label(int index) {
        return labels[Objects.checkIndex(index, size())];
    }

    @Override
    public int size() {
        return labels.length;
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such digit */
    @Override
    public Sample get(int index) {
        Batch single = batch(new int[]{index});
        return new Sample(single.inputs().squeeze(0), single.targets().squeeze(0));
    }

    /** {@inheritDoc} @throws IndexOutOfBoundsException if there is no such digit */
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
