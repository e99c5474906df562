package org.gradus.models.datasets;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Photographs, 32×32 coloured pixels each, in a hundred classes of equal size; otherwise as {@link CIFAR10}.
 */
public final class CIFAR100 {

    private static final CifarFiles FILES = new CifarFiles("cifar100", "cifar-100-binary", 2,
            ImmutableList.copyOf(Splitter.on(' ').split("apple aquarium_fish baby bear beaver bed bee beetle bicycle "
                    + "bottle bowl boy bridge bus butterfly camel can castle caterpillar cattle chair chimpanzee clock "
                    + "cloud cockroach couch crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl "
                    + "hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree "
                    + "motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck "
                    + "pine_tree plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark "
                    + "shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table tank "
                    + "telephone television tiger tractor train trout tulip turtle wardrobe whale willow_tree wolf "
                    + "woman worm")));

    private CIFAR100() {}

    /**
     * The set to train on, 50,000 pictures in {@code train.bin}, the binary version; labels are the fine ones.
     *
     * @param root the folder that holds it, or the archive's folder {@code cifar-100-binary}
     * @throws IOException if the file is missing, cannot be read, or is damaged
     */
    public static ImageDataset train(Path root) throws IOException {
        return FILES.read(root, "train.bin");
    }

    /** The set to test with, 10,000 pictures in {@code test.bin}; otherwise as {@link #train}. */
    public static ImageDataset test(Path root) throws IOException {
        return FILES.read(root, "test.bin");
    }
}
