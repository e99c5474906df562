package org.gradus.optim;

import org.gradus.core.kernel.Strip;
import org.gradus.core.kernel.Strips;

/**
 * The gradient as optimisers take it: g or, to maximise, −g, and with a penalty λ/2·‖p‖² on the parameter its λ·p besides.
 */
record Descent(boolean maximize, double weightDecay) {

    /** The gradient, in the first scratch strip if it is not the one that came. */
    Strip gradient(Strips strips) {
        Strip gradient = strips.read(0);
        if (weightDecay != 0) {
            return strips.scratch(0).set(gradient).axpby(weightDecay, strips.changed(0), maximize ? -1 : 1);
        }
        return maximize ? strips.scratch(0).set(gradient).mul(-1) : gradient;
    }
}
