package org.gradus.models.datasets;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import org.gradus.models.download.DownloadOptions;
import org.gradus.models.download.RemoteFile;

/**
 * Photographs, 32×32 coloured pixels each, in a hundred classes of equal size; otherwise as {@link CIFAR10}.
 */
public final class CIFAR100 {

    private static final CifarFiles FILES = new CifarFiles("cifar100", "cifar-100-binary", 2,
            ImmutableList.of("train.bin"), "test.bin",
            ImmutableList.copyOf(Splitter.on(' ').split("apple aquarium_fish baby bear beaver bed bee beetle bicycle "
                    + "bottle bowl boy bridge bus butterfly camel can castle caterpillar cattle chair chimpanzee clock "
                    + "cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl "
                    + "hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree "
                    + "motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck "
                    + "pine_tree plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark "
                    + "shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table tank "
                    + "telephone television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf "
                    + "woman worm")));

    static final RemoteFile PUBLISHED = RemoteFile
            .list("cifar-100-binary.tar.gz 168513733 58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec",
                    "https://www.cs.toronto.edu/~kriz/")
            .getFirst();

    private CIFAR100() {}

    /**
     * Fetches the binary version, 169 MB, and unpacks it into {@code cifar-100-binary} below the root, 185 MB; nothing is done if
     * all files are there.
     *
     * @throws IOException if it cannot be had or written, or what came is not what was published
     */
    public static void download(Path root, DownloadOptions options) throws IOException {
        FILES.download(root, PUBLISHED, options);
    }

    /**
     * The set to train on, 50,000 pictures in {@code train.bin}, the binary version; labels are the fine ones.
     *
     * @param root the folder that holds it, or the archive's folder {@code cifar-100-binary}
     * @throws IOException if the file is missing, cannot be read, or is damaged
     */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.train(root);
    }

    /** The set to test with, 10,000 pictures in {@code test.bin}; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.test(root);
    }
}
