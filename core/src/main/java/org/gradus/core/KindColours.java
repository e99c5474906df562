package org.gradus.core;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradus.core.op.OpKind;

/**
 * The colours of the boxes of one {@link OpKind}, on a white page and on a black one.
 *
 * @param fill of the inside, light enough for black text
 * @param edge around it
 * @param darkFill dark enough for white text
 */
record KindColours(String fill, String edge, String darkFill, String darkEdge) {

    private static final ImmutableMap<OpKind, KindColours> OF = Maps.immutableEnumMap(ImmutableMap
            .<OpKind, KindColours>builder()
            .put(OpKind.PRODUCT, new KindColours("#ddf4ff", "#54aeff", "#0c2d4f", "#388bfd"))
            .put(OpKind.ELEMENTWISE, new KindColours("#dafbe1", "#4ac26b", "#0f3020", "#2ea043"))
            .put(OpKind.NORMALIZATION, new KindColours("#fff8c5", "#d4a72c", "#3b2b00", "#bb8009"))
            .put(OpKind.POOL, new KindColours("#fbefff", "#c297ff", "#2d1b4e", "#8957e5"))
            .put(OpKind.REDUCTION, new KindColours("#ffebe9", "#ff8182", "#4a1516", "#f85149"))
            .put(OpKind.MOVEMENT, new KindColours("#f6f8fa", "#8c959f", "#22272e", "#768390"))
            .put(OpKind.OTHER, new KindColours("#ffffff", "#1b1f24", "#0d1117", "#e6edf3")).buildOrThrow());

    static KindColours of(OpKind kind) {
        return OF.get(kind);
    }

    /** The class that style sheets know a kind by. */
    static String cssClass(OpKind kind) {
        return Ascii.toLowerCase(kind.name());
    }

    /** A style sheet's rules for a white page. */
    static String css() {
        return css(KindColours::fill, KindColours::edge);
    }

    /** Those for a black one. */
    static String darkCss() {
        return css(KindColours::darkFill, KindColours::darkEdge);
    }

    private static String css(Function<KindColours, String> fill, Function<KindColours, String> edge) {
        return OF.entrySet().stream().map(entry -> ".%s { fill: %s; stroke: %s }\n".formatted(cssClass(entry.getKey()),
                fill.apply(entry.getValue()), edge.apply(entry.getValue()))).collect(Collectors.joining());
    }
}
