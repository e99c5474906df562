package org.gradus.core.wrong;

import org.gradus.layers.Layer;

/** A part of core that points the wrong way. */
public interface KnowsLayers {

    /** Takes what core must not know. */
    void train(Layer model);
}
