package org.gradus.models.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.data.Augmentation;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transforms that draw from a generator. */
class RandomTransformsTest {

    /** 1 2 3 / 4 5 6. */
    private static final Tensor PICTURE = Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 1, 2, 3);

    private static float[] values(Augmentation transform, Tensor picture, long seed) {
        return transform.apply(picture, new Rng(seed)).toFloatArray();
    }

    static Stream<Augmentation> all() {
        return Stream.of(new RandomCrop(7, 2), new RandomResizedCrop(9), new RandomHorizontalFlip(),
                new RandomVerticalFlip(), new RandomRotation(40),
                RandomAffine.degrees(20).withTranslate(0.2).withScale(0.5, 2).withShear(30),
                ColorJitter.NONE.withBrightness(0.5).withContrast(0.5).withSaturation(0.5).withHue(0.5),
                new RandomErasing(), new RandomErasing().withFilling(Filling.NOISE));
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_same_seed_gives_the_same_picture_and_others_give_others(Augmentation transform) {
        Tensor picture = Tensor.rand(new Rng(1), 3, 8, 11);
        float[] before = picture.toFloatArray();
        Set<List<Float>> seen = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            float[] once = values(transform, picture, seed);
            assertThat(values(transform, picture, seed)).isEqualTo(once);
            List<Float> list = new ArrayList<>();
            for (float value : once) {
                list.add(value);
            }
            seen.add(list);
        }

        assertThat(seen).hasSizeGreaterThan(1);
        assertThat(picture.toFloatArray()).as("the picture itself").isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("all")
    void pictures_of_another_kind_are_refused(Augmentation transform) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transform.apply(Tensor.zeros(1, 3, 8, 8), new Rng(0)))
                .withMessageContaining("a picture must be float32 [C,H,W], but is float32[1,3,8,8]");
    }

    @Test
    void flips_exchange_the_sides() {
        assertThat(values(new RandomHorizontalFlip(1), PICTURE, 0)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(values(new RandomVerticalFlip(1), PICTURE, 0)).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(values(new RandomHorizontalFlip(0), PICTURE, 0)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(values(new RandomVerticalFlip(0), PICTURE, 0)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void about_half_of_the_pictures_are_flipped() {
        int flipped = 0;
        for (long seed = 0; seed < 1000; seed++) {
            flipped += values(new RandomHorizontalFlip(), PICTURE, seed)[0] == 3 ? 1 : 0;
        }

        assertThat(flipped).as("of 1000, 500 ± 4 standard deviations").isBetween(437, 563);
    }

    @Test
    void a_crop_comes_from_every_place_that_its_margin_allows_and_from_no_other() {
        Set<List<Float>> seen = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            float[] crop = values(new RandomCrop(2, 1), PICTURE, seed);
            seen.add(List.of(crop[0], crop[1], crop[2], crop[3]));
        }

        // Three rows and four columns of places, from one above and left of the picture on.
        assertThat(seen).hasSize(12).contains(List.of(0f, 0f, 0f, 1f), List.of(1f, 2f, 4f, 5f), List.of(6f, 0f, 0f, 0f),
                List.of(0f, 4f, 0f, 0f));
    }

    @Test
    void a_crop_larger_than_the_picture_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> values(new RandomCrop(5, 1), PICTURE, 0))
                .withMessageContaining("a picture of 2×3 with a margin of 1 is smaller than 5×5");
    }

    @Test
    void a_quarter_turn_clockwise_moves_pixels_exactly() {
        Picture square = Picture.of("test", Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3));

        assertThat(rounded(AffineMap.back(90, 0, 0, 1, 0).draw(square, Interpolation.BILINEAR, 0))).containsExactly(7,
                4, 1, 8, 5, 2, 9, 6, 3);
        assertThat(rounded(AffineMap.back(180, 0, 0, 1, 0).draw(square, Interpolation.BILINEAR, 0))).containsExactly(9,
                8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(rounded(AffineMap.back(-90, 0, 0, 1, 0).draw(square, Interpolation.BILINEAR, 0))).containsExactly(3,
                6, 9, 2, 5, 8, 1, 4, 7);
    }

    private static long[] rounded(Picture picture) {
        long[] result = new long[picture.values().length];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.round(picture.values()[i] * 1e5) / 100_000;
            assertThat(picture.values()[i]).isCloseTo(result[i], within(1e-5f));
        }
        return result;
    }

    @Test
    void what_is_moved_leaves_black_behind() {
        Picture moved = AffineMap.back(0, 1, 0, 1, 0).draw(Picture.of("test", PICTURE), Interpolation.BILINEAR,
                0);

        assertThat(moved.values()).containsExactly(0, 1, 2, 0, 4, 5);
    }

    @Test
    void what_is_moved_leaves_the_fill_behind_between_pixels_in_its_part() {
        Picture row = Picture.of("test", Tensor.of(new float[]{1, 2, 3}, 1, 1, 3));

        // Half a pixel to the right: halfway between the fill 9 and 1, between 1 and 2, and between 2 and 3.
        AffineMap half = AffineMap.back(0, 0.5, 0, 1, 0);
        assertThat(half.draw(row, Interpolation.BILINEAR, 9).values()).containsExactly(5, 1.5f, 2.5f);
        assertThat(AffineMap.back(0, 1.4, 0, 1, 0).draw(row, Interpolation.NEAREST, 9).values())
                .containsExactly(9, 1, 2);
    }

    @Test
    void the_nearest_pixel_makes_up_no_values() {
        Tensor picture = Tensor.rand(new Rng(8), 1, 12, 12);
        Set<Float> old = new HashSet<>(List.of(-7f));
        old.addAll(Floats.asList(picture.toFloatArray()));
        var nearest = RandomAffine.degrees(40).withScale(0.5, 0.8).withInterpolation(Interpolation.NEAREST)
                .withFill(-7);
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Floats.asList(values(nearest, picture, seed))).contains(-7f).allMatch(old::contains);
            assertThat(Floats.asList(values(new RandomRotation(40, Interpolation.NEAREST, -7), picture, seed)))
                    .allMatch(old::contains);
            assertThat(Floats.asList(values(nearest.withInterpolation(Interpolation.BILINEAR), picture, seed)))
                    .anyMatch(value -> !old.contains(value));
        }
    }

    @Test
    void the_margin_of_a_crop_has_the_fill() {
        Set<List<Float>> seen = new HashSet<>();
        for (long seed = 0; seed < 300; seed++) {
            float[] crop = values(new RandomCrop(2, 1).withFill(9), PICTURE, seed);
            seen.add(List.of(crop[0], crop[1], crop[2], crop[3]));
        }

        assertThat(seen).hasSize(12).contains(List.of(9f, 9f, 9f, 1f), List.of(1f, 2f, 4f, 5f),
                List.of(6f, 9f, 9f, 9f));
    }

    @Test
    void twice_as_large_is_seen_between_the_pixels() {
        // From the middle 0, the places −1, 0, 1 show −½, 0, ½: halfway between 1 and 2, 2, halfway between 2 and 3.
        Picture row = Picture.of("test", Tensor.of(new float[]{1, 2, 3}, 1, 1, 3));

        assertThat(AffineMap.back(0, 0, 0, 2, 0).draw(row, Interpolation.BILINEAR, 0).values()).containsExactly(1.5f, 2,
                2.5f);
    }

    @Test
    void a_shear_of_45_degrees_moves_rows_by_their_height() {
        Picture square = Picture.of("test", Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 3, 3));

        // x' = x − y: the upper row goes to the right, the lower one to the left.
        assertThat(rounded(AffineMap.back(0, 0, 0, 1, 45).draw(square, Interpolation.BILINEAR, 0))).containsExactly(0,
                1, 2, 4, 5, 6, 8, 9, 0);
    }

    @Test
    void brightness_is_a_factor_and_contrast_keeps_the_mean() {
        Tensor picture = Tensor.rand(new Rng(2), 3, 6, 5).mul(0.4).add(0.3);
        float[] bright = values(ColorJitter.NONE.withBrightness(0.3), picture, 5);
        float[] x = picture.toFloatArray();

        for (int i = 0; i < x.length; i++) {
            assertThat(bright[i] / x[i]).isCloseTo(bright[0] / x[0], within(1e-5f));
        }
        Tensor grey = Tensor.rand(new Rng(3), 1, 6, 5).mul(0.4).add(0.3);
        Tensor contrast = ColorJitter.NONE.withContrast(0.3).apply(grey, new Rng(5));
        assertThat(contrast.mean().item()).isCloseTo(grey.mean().item(), within(1e-6));
        assertThat(contrast.sub(grey).abs().amax().item()).isGreaterThan(0.01);
    }

    @Test
    void brightness_and_contrast_come_in_either_order() {
        // The two differ where something is clamped in between: 1 made brighter stays 1, and its contrast is less.
        Tensor picture = Tensor.of(new float[]{0.5f, 1}, 1, 1, 2);
        ColorJitter both = ColorJitter.NONE.withBrightness(0.5).withContrast(0.5);
        Set<List<Integer>> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            var drawn = new Rng(seed);
            List<Integer> changes = Ints.asList(drawn.randperm(4));
            double b = Draws.uniform(drawn, 0.5, 1.5);
            double c = Draws.uniform(drawn, 0.5, 1.5);
            double[] x = {0.5, 1};
            double[] expected = changes.indexOf(0) < changes.indexOf(1)
                    ? contrast(brightness(x, b), c)
                    : brightness(contrast(x, c), b);
            float[] given = values(both, picture, seed);
            assertThat(given[0]).as("seed %s", seed).isCloseTo((float) expected[0], within(1e-6f));
            assertThat(given[1]).as("seed %s", seed).isCloseTo((float) expected[1], within(1e-6f));
            seen.add(changes);
        }

        assertThat(seen).as("orders of 24 in 100 pictures").hasSizeGreaterThan(15);
    }

    private static double[] contrast(double[] x, double c) {
        double mean = (x[0] + x[1]) / 2;
        return new double[]{Math.clamp(c * x[0] + (1 - c) * mean, 0.0, 1.0),
                Math.clamp(c * x[1] + (1 - c) * mean, 0.0, 1.0)};
    }

    private static double[] brightness(double[] x, double b) {
        return new double[]{Math.min(1, b * x[0]), Math.min(1, b * x[1])};
    }

    @Test
    void a_hue_turned_keeps_the_largest_and_the_smallest_value() {
        Tensor picture = Tensor.rand(new Rng(4), 3, 6, 5);
        Tensor turned = ColorJitter.NONE.withHue(0.5).apply(picture, new Rng(7));

        assertThat(turned.amax(0).sub(picture.amax(0)).abs().amax().item()).isLessThan(1e-6);
        assertThat(turned.amin(0).sub(picture.amin(0)).abs().amax().item()).isLessThan(1e-6);
        assertThat(turned.sub(picture).abs().amax().item()).isGreaterThan(0.1);
    }

    @Test
    void nothing_to_change_changes_nothing() {
        Tensor picture = Tensor.rand(new Rng(5), 3, 6, 5);

        assertThat(values(ColorJitter.NONE, picture, 1)).containsExactly(picture.toFloatArray(),
                within(1e-6f));
        assertThat(values(RandomAffine.degrees(0), picture, 1)).containsExactly(picture.toFloatArray());
        assertThat(values(new RandomErasing(0, 0.1, 0.2), picture, 1)).containsExactly(picture.toFloatArray());
    }

    @Test
    void what_is_erased_is_one_rectangle_of_the_area_asked_for() {
        for (long seed = 0; seed < 50; seed++) {
            Tensor erased = new RandomErasing(1, 0.1, 0.2).apply(Tensor.ones(2, 40, 50), new Rng(seed));
            float[] y = erased.toFloatArray();
            int[] rows = {40, -1};
            int[] columns = {50, -1};
            int count = 0;
            for (int at = 0; at < 2000; at++) {
                assertThat(y[at]).as("both channels").isEqualTo(y[2000 + at]);
                if (y[at] == 0) {
                    count++;
                    rows[0] = Math.min(rows[0], at / 50);
                    rows[1] = Math.max(rows[1], at / 50);
                    columns[0] = Math.min(columns[0], at % 50);
                    columns[1] = Math.max(columns[1], at % 50);
                }
            }
            assertThat(count).as("seed %s", seed).isEqualTo((rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1));
            assertThat(count / 2000.0).as("seed %s, sides rounded to pixels", seed).isBetween(0.09, 0.21);
        }
    }

    @Test
    void what_is_erased_is_filled_with_a_value_or_with_noise() {
        float[] grey = values(new RandomErasing(1, 0.1, 0.2).withFill(0.5), Tensor.ones(2, 40, 50), 3);
        float[] noise = values(new RandomErasing(1, 0.1, 0.2).withFilling(Filling.NOISE), Tensor.ones(2, 40, 50), 3);

        int erased = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < grey.length; i++) {
            assertThat(grey[i]).isIn(0.5f, 1f);
            assertThat(noise[i] == 1).as("the same rectangle").isEqualTo(grey[i] == 1);
            if (noise[i] != 1) {
                erased++;
                sum += noise[i];
                squares += noise[i] * noise[i];
            }
        }
        assertThat(erased).isBetween(2 * 180, 2 * 420);
        assertThat(sum / erased).as("4 standard deviations").isBetween(-0.22, 0.22);
        assertThat(squares / erased).isBetween(0.7, 1.3);
    }

    @Test
    void a_resized_crop_has_one_size_and_shows_what_is_in_the_picture() {
        Tensor picture = Tensor.rand(new Rng(6), 3, 20, 31).add(1);
        for (long seed = 0; seed < 20; seed++) {
            Tensor crop = new RandomResizedCrop(13).apply(picture, new Rng(seed));
            assertThat(crop.shape()).isEqualTo(Shape.of(3, 13, 13));
            assertThat(crop.amin().item()).isGreaterThanOrEqualTo(picture.amin().item() - 1e-5);
            assertThat(crop.amax().item()).isLessThanOrEqualTo(picture.amax().item() + 1e-5);
        }
        assertThat(values(new RandomResizedCrop(1), Tensor.of(new float[]{2, 2, 2, 2, 2, 2, 2}, 1, 1, 7), 0))
                .containsExactly(2);
    }

    @Test
    void ranges_are_checked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomRotation(181))
                .withMessageContaining("degrees must be from 0 to 180, but are 181.0");
        assertThatIllegalArgumentException().isThrownBy(() -> RandomAffine.degrees(1).withScale(2, 1))
                .withMessageContaining("scales must be positive, the smallest first, but are 2.0 and 1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> ColorJitter.NONE.withHue(0.6))
                .withMessageContaining("hue must be from 0 to 0.5, but is 0.6");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomErasing(2, 0.1, 0.2))
                .withMessageContaining("probability must be from 0 to 1, but is 2.0");
        assertThatIllegalArgumentException().isThrownBy(() -> RandomAffine.degrees(1).withFill(Double.NaN))
                .withMessageContaining("fill must be a finite number, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomErasing().withFill(Double.POSITIVE_INFINITY))
                .withMessageContaining("the value must be a finite number, but is Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomCrop(0, 1))
                .withMessageContaining("at least 1×1, but is 0×0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ColorJitter.NONE.withBrightness(1).apply(Tensor.zeros(2, 3, 3), new Rng(0)))
                .withMessageContaining("1 or 3 channels, but is float32[2,3,3]");
    }
}
