package org.gradus.models.datasets;

import static com.google.common.base.Preconditions.checkElementIndex;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.Tensor;
import org.gradus.core.data.Dataset;
import org.gradus.core.data.Sample;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.ToTensor;
import org.gradus.models.transforms.Transform;

/**
 * Pictures in files, in a folder for each class, as ImageNet is laid out: {@code root/cat/1.jpg}, {@code root/dog/7.png}.
 *
 * <p>
 * Classes are the folders' names in order, and the files of a class, at whatever depth, come in the order of their paths, as
 * in torchvision. Files are JPEG, PNG, GIF or BMP; each is read when it is asked for, as three colours. Pictures that
 * come into one batch must be of one size after the transform.
 */
public final class ImageFolder implements Dataset {

    private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("jpg", "jpeg", "png", "bmp", "gif");

    /** @param label the number of its class */
    private record Entry(Path file, int label) {}

    private final ImmutableList<String> classes;
    private final ImmutableList<Entry> entries;
    private final Transform<Images> transform;

    private ImageFolder(ImmutableList<String> classes, ImmutableList<Entry> entries, Transform<Images> transform) {
        this.classes = classes;
        this.entries = entries;
        this.transform = transform;
    }

    /**
     * Lists the files; none is read yet.
     *
     * @throws IOException if the folder cannot be listed, has no folder in it, or a class has no picture
     */
    public static ImageFolder of(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new NotDirectoryException("[imageFolder] expected a folder with a folder for each class at " + root);
        }
        List<Path> folders = listed(Files.list(root), Files::isDirectory);
        if (folders.isEmpty()) {
            throw new IOException("[imageFolder] expected a folder for each class in %s, found none".formatted(root));
        }
        var entries = ImmutableList.<Entry>builder();
        for (int label = 0; label < folders.size(); label++) {
            List<Path> files = listed(Files.walk(folders.get(label), FileVisitOption.FOLLOW_LINKS),
                    ImageFolder::isPicture);
            if (files.isEmpty()) {
                throw new IOException("[imageFolder] expected files of %s in %s, found none".formatted(
                        EXTENSIONS.stream().sorted().toList(), folders.get(label)));
            }
            for (Path file : files) {
                entries.add(new Entry(file, label));
            }
        }
        return new ImageFolder(
                folders.stream().map(folder -> folder.getFileName().toString())
                        .collect(ImmutableList.toImmutableList()),
                entries.build(), new ToTensor());
    }

    private interface Kind {
        boolean admits(Path path);
    }

    private static List<Path> listed(Stream<Path> paths, Kind kind) throws IOException {
        try (paths) {
            return paths.filter(kind::admits).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isPicture(Path path) {
        String name = path.getFileName().toString();
        return EXTENSIONS.contains(Ascii.toLowerCase(name.substring(name.lastIndexOf('.') + 1)))
                && Files.isRegularFile(path);
    }

    /** The same files with another preparation, {@link ToTensor} included. */
    public ImageFolder withTransform(Transform<Images> value) {
        return new ImageFolder(classes, entries, value);
    }

    /** The names of the classes, in the order of their labels. */
    public ImmutableList<String> classes() {
        return classes;
    }

    /** The file of a picture. @throws IndexOutOfBoundsException if there is no such picture */
    public Path file(int index) {
        return entry(index).file;
    }

    /** The number of a picture's class. @throws IndexOutOfBoundsException if there is no such picture */
    public int label(int index) {
        return entry(index).label;
    }

    private Entry entry(int index) {
        return entries.get(checkElementIndex(index, size(), "[imageFolder] picture"));
    }

    @Override
    public int size() {
        return entries.size();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IndexOutOfBoundsException if there is no such picture
     * @throws UncheckedIOException if its file cannot be read, naming it
     */
    @Override
    public Sample get(int index) {
        Entry entry = entry(index);
        try {
            Tensor input = transform.apply(ImageFiles.read(entry.file));
            return new Sample(input.squeeze(0), Tensor.of(new long[]{entry.label}).squeeze(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
