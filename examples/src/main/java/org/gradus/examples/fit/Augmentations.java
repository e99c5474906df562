package org.gradus.examples.fit;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.gradus.core.data.Augmentation;
import org.gradus.models.transforms.ColorJitter;
import org.gradus.models.transforms.RandomAffine;
import org.gradus.models.transforms.RandomCrop;
import org.gradus.models.transforms.RandomErasing;
import org.gradus.models.transforms.RandomHorizontalFlip;
import org.gradus.models.transforms.RandomResizedCrop;
import org.gradus.models.transforms.RandomRotation;
import org.gradus.models.transforms.RandomVerticalFlip;

/** The random changes of training pictures that a command line names, each by the pictures' size. */
final class Augmentations {

    /** A picture may be moved by this part of its side. */
    private static final int MARGIN = 14;

    private static final Choice<IntFunction<Augmentation>> NAMED = new Choice<>("augment", ImmutableMap.of(
            "crop", size -> new RandomCrop(size, Math.ceilDiv(size, MARGIN)),
            "resized-crop", size -> new RandomResizedCrop(size, 0.5, 1),
            "flip", _ -> new RandomHorizontalFlip(),
            "vertical-flip", _ -> new RandomVerticalFlip(),
            "rotation", _ -> new RandomRotation(15),
            "affine", _ -> RandomAffine.degrees(10).withTranslate(0.1).withScale(0.9, 1.1).withShear(10),
            "color", _ -> ColorJitter.NONE.withBrightness(0.4).withContrast(0.4).withSaturation(0.4).withHue(0.1),
            "erasing", _ -> new RandomErasing()));

    /** The names that {@code --help} lists. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return NAMED.byName().keySet().iterator();
        }
    }

    private Augmentations() {}

    /**
     * Those of these names one after another, if there are any, for pictures of so many pixels a side.
     *
     * @throws IllegalArgumentException if there is none of a name, or one comes twice
     */
    static Optional<Augmentation> of(List<String> names, int size) {
        checkArgument(names.stream().distinct().count() == names.size(), "[augment] a name comes twice: %s", names);
        return names.stream().map(name -> NAMED.of(name).apply(size)).reduce(Augmentation::andThen);
    }
}
