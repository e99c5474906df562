package org.gradus.models.transforms;

import com.google.common.collect.ImmutableList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradus.core.Tensor;

/**
 * Transforms one after another.
 *
 * {@snippet :
 * Compose.of(new ToTensor(), new Normalize(0.1307, 0.3081));
 * }
 *
 * @param <I> what the first starts from
 */
public final class Compose<I> implements Transform<I> {

    private final Transform<I> first;
    private final ImmutableList<Transform<Tensor>> rest;

    private Compose(Transform<I> first, ImmutableList<Transform<Tensor>> rest) {
        this.first = first;
        this.rest = rest;
    }

    /** The first transform, and then the others in this order. */
    @SafeVarargs
    public static <I> Compose<I> of(Transform<I> first, Transform<Tensor>... rest) {
        var all = ImmutableList.<Transform<Tensor>>builder();
        for (Transform<Tensor> transform : rest) {
            all.add(transform);
        }
        return new Compose<>(first, all.build());
    }

    @Override
    public Tensor apply(I images) {
        Tensor result = first.apply(images);
        for (Transform<Tensor> next : rest) {
            result = next.apply(result);
        }
        return result;
    }

    /** The transforms in their order, {@code Compose(ToTensor(), Normalize(mean=[0.1307], std=[0.3081]))}. */
    @Override
    public String toString() {
        return Stream.concat(Stream.of(first), rest.stream()).map(Transform::toString)
                .collect(Collectors.joining(", ", "Compose(", ")"));
    }
}
