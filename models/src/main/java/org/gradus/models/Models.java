package org.gradus.models;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.gradus.core.Shape;
import org.gradus.layers.Layer;
import org.jspecify.annotations.Nullable;

/**
 * The networks of this package by the names that torchvision gives its own, for programs that are told which one to use.
 *
 * {@snippet :
 * Layer model = Models.create("resnet18", Models.options().withNumClasses(10));
 * }
 */
public final class Models {

    private static final ImmutableMap<String, Entry<?>> ENTRIES = entries();

    private Models() {}

    /**
     * What is asked of a network whichever it is; what is null is as the network is published.
     *
     * @param numClasses the number of scores
     * @param inChannels the channels of the pictures
     * @param dropout the probability of dropping an input of the classifier's layers
     * @param width filters of the first block, with which the others grow and shrink
     */
    public record Options(@Nullable Integer numClasses, @Nullable Integer inChannels, @Nullable Double dropout,
            @Nullable Integer width) {

        /** These options with another number of classes. */
        public Options withNumClasses(@Nullable Integer value) {
            return new Options(value, inChannels, dropout, width);
        }

        /** These options for pictures with another number of channels. */
        public Options withInChannels(@Nullable Integer value) {
            return new Options(numClasses, value, dropout, width);
        }

        /** These options with another dropout. */
        public Options withDropout(@Nullable Double value) {
            return new Options(numClasses, inChannels, value, width);
        }

        /** These options with another width. */
        public Options withWidth(@Nullable Integer value) {
            return new Options(numClasses, inChannels, dropout, value);
        }
    }

    /** How a network's own options take a value. */
    private interface Change<O, V> extends BiFunction<O, V, O> {}

    /**
     * How a network is made.
     *
     * @param options its own
     * @param picture what it is usually given, without the batch's dimension
     */
    private record Entry<O>(O options, Shape picture, Function<O, Layer> make, @Nullable Change<O, Integer> numClasses,
            @Nullable Change<O, Integer> inChannels, @Nullable Change<O, Double> dropout,
            @Nullable Change<O, Integer> width) {

        Layer create(String name, Options asked) {
            O chosen = changed(options, name, "numClasses", asked.numClasses(), numClasses);
            chosen = changed(chosen, name, "inChannels", asked.inChannels(), inChannels);
            chosen = changed(chosen, name, "dropout", asked.dropout(), dropout);
            return make.apply(changed(chosen, name, "width", asked.width(), width));
        }

        private static <O, V> O changed(O options, String name, String option, @Nullable V value,
                @Nullable Change<O, V> change) {
            if (value == null) {
                return options;
            }
            checkArgument(change != null, "[models] %s has no %s that could be set; leave it out", name, option);
            return change.apply(options, value);
        }
    }

    private static ImmutableMap<String, Entry<?>> entries() {
        Shape picture = Shape.of(3, 224, 224);
        ImmutableMap.Builder<String, Entry<?>> all = ImmutableMap.builder();
        all.put("cnn", new Entry<>(options(), Shape.of(1, 28, 28), _ -> new CNN(), null, null, null, null));
        all.put("lenet5", new Entry<>(LeNet5.options(), Shape.of(1, 32, 32), LeNet5::new,
                LeNet5.Options::withNumClasses, LeNet5.Options::withInChannels, null, null));
        all.put("alexnet", new Entry<>(AlexNet.options(), picture, AlexNet::new, AlexNet.Options::withNumClasses,
                AlexNet.Options::withInChannels, AlexNet.Options::withDropout, null));
        for (VGG.Depth depth : VGG.Depth.values()) {
            VGG.Options plain = VGG.options(depth);
            all.put(named(depth), vgg(plain, picture));
            all.put(named(depth) + "_bn", vgg(plain.withBatchNorm(true), picture));
        }
        for (ResNet.Depth depth : ResNet.Depth.values()) {
            all.put(named(depth), new Entry<>(ResNet.options(depth), picture, ResNet::new,
                    ResNet.Options::withNumClasses, ResNet.Options::withInChannels, null, null));
        }
        for (SqueezeNet.Version version : SqueezeNet.Version.values()) {
            all.put("squeezenet" + named(version).substring(1), new Entry<>(SqueezeNet.options(version), picture,
                    SqueezeNet::new, SqueezeNet.Options::withNumClasses, SqueezeNet.Options::withInChannels,
                    SqueezeNet.Options::withDropout, null));
        }
        all.put("mobilenet_v2", new Entry<>(MobileNetV2.options(), picture, MobileNetV2::new,
                MobileNetV2.Options::withNumClasses, MobileNetV2.Options::withInChannels,
                MobileNetV2.Options::withDropout, null));
        return all.buildOrThrow();
    }

    private static Entry<VGG.Options> vgg(VGG.Options options, Shape picture) {
        return new Entry<>(options, picture, VGG::new, VGG.Options::withNumClasses, VGG.Options::withInChannels,
                VGG.Options::withDropout, VGG.Options::withWidth);
    }

    private static String named(Enum<?> variant) {
        return variant.name().toLowerCase(Locale.ROOT);
    }

    /** All as they are published. */
    public static Options options() {
        return new Options(null, null, null, null);
    }

    /** The names, {@code resnet18} for instance. */
    public static ImmutableSet<String> names() {
        return ENTRIES.keySet();
    }

    /** A published network, with weights drawn from the global generator. @throws IllegalArgumentException if there is none */
    public static Layer create(String name) {
        return create(name, options());
    }

    /**
     * A variant of a published network, with weights drawn from the global generator.
     *
     * @throws IllegalArgumentException if there is none of this name, listing those that there are, or it does not take an
     *         option or its value
     */
    public static Layer create(String name, Options options) {
        return entry(name).create(name, options);
    }

    /**
     * The shape of the pictures for which a network is published, [C,H,W].
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Shape picture(String name) {
        return entry(name).picture();
    }

    private static Entry<?> entry(String name) {
        Entry<?> entry = ENTRIES.get(name);
        checkArgument(entry != null, "[models] there is no model '%s'; choose from %s", name,
                Joiner.on(", ").join(names()));
        return entry;
    }
}
