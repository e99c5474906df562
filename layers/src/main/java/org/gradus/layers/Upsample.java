package org.gradus.layers;

import com.google.common.primitives.ImmutableDoubleArray;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gradus.core.InterpolateOptions;
import org.gradus.core.Tensor;
import org.gradus.core.op.Interpolation;

/** y = x [N,C,…] stretched or shrunk, as {@link Interpolation#interpolate}. */
public final class Upsample extends Layer {

    private final InterpolateOptions options;

    /** Stretched as the options say. */
    public Upsample(InterpolateOptions options) {
        this.options = options;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Interpolation.interpolate(x, options);
    }

    @Override
    protected String extraRepr() {
        return repr(options);
    }

    static String repr(InterpolateOptions options) {
        ImmutableDoubleArray factors = options.scaleFactor();
        String to = factors == null
                ? "size=" + options.size()
                : "scale_factor=" + (factors.length() == 1
                        ? Repr.of(factors.get(0))
                        : factors.stream().mapToObj(Repr::of).collect(Collectors.joining(", ", "(", ")")));
        return "%s, mode='%s'".formatted(to, options.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
