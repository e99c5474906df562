package org.gradus.layers;

import org.gradus.core.Tensor;
import org.gradus.core.op.Shuffles;

/** y = channels [N,C,…] dealt out, as {@link Shuffles#channelShuffle}. */
public final class ChannelShuffle extends Layer {

    private final int groups;

    /** How many groups the channels come in. */
    public ChannelShuffle(int groups) {
        this.groups = groups;
    }

    @Override
    protected Tensor compute(Tensor x) {
        return Shuffles.channelShuffle(x, groups);
    }

    @Override
    protected String extraRepr() {
        return "groups=" + groups;
    }
}
