package org.gradus.examples.fit;

import com.google.common.collect.ImmutableList;
import java.util.stream.IntStream;
import org.gradus.core.data.Dataset;
import org.gradus.models.datasets.ImageDataset;
import org.gradus.models.datasets.ImageFolder;
import org.gradus.models.transforms.Images;
import org.gradus.models.transforms.Transform;

/** Pictures and their classes, in memory or in files, before they are prepared for a network. */
sealed interface PictureSet {

    /** The names of the classes, in the order of their numbers. */
    ImmutableList<String> classes();

    /** 1 for grey pictures, 3 for red, green and blue. */
    int channels();

    /** How many there are. */
    int size();

    /** Pixels a side that suit a network published for so many. */
    int side(int published);

    /** What brings them to a common scale. */
    Scale scale();

    /** The number of each picture's class. */
    long[] labels();

    /** The pictures as a network is to see them. */
    Dataset prepared(Transform<Images> transform);

    /** All of one size, in memory. */
    record InMemory(ImageDataset images) implements PictureSet {

        /** Up to this size pictures are made as large as a network is published for. */
        private static final int SMALL = 32;

        @Override
        public ImmutableList<String> classes() {
            return images.classes();
        }

        @Override
        public int channels() {
            return images.images().channels();
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int side(int published) {
            return published <= SMALL ? published : images.images().height();
        }

        @Override
        public Scale scale() {
            DataStatistics statistics = DataStatistics.of(images);
            return new Scale(ImmutableList.of(statistics.mean()), ImmutableList.of(statistics.std()));
        }

        @Override
        public long[] labels() {
            return IntStream.range(0, size()).mapToLong(images::label).toArray();
        }

        @Override
        public Dataset prepared(Transform<Images> transform) {
            return images.withTransform(transform);
        }
    }

    /**
     * Of any sizes, read when they are asked for.
     *
     * @param channels 1 if they are to be turned grey
     */
    record InFiles(ImageFolder files, int channels) implements PictureSet {

        @Override
        public ImmutableList<String> classes() {
            return files.classes();
        }

        @Override
        public int size() {
            return files.size();
        }

        @Override
        public int side(int published) {
            return published;
        }

        @Override
        public Scale scale() {
            return Scale.usual(channels);
        }

        @Override
        public long[] labels() {
            return IntStream.range(0, size()).mapToLong(files::label).toArray();
        }

        @Override
        public Dataset prepared(Transform<Images> transform) {
            return files.withTransform(channels == 1 ? picture -> transform.apply(Grey.of(picture)) : transform);
        }
    }
}
