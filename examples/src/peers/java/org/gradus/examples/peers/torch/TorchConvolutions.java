package org.gradus.examples.peers.torch;

import org.bytedeco.pytorch.global.torch;

/** Convolutions along one to three axes, their transposes, and windows. */
final class TorchConvolutions {

    private static final String SAME = "same";

    private TorchConvolutions() {}

    static void addTo(TorchOperations table) {
        table.add("conv1d", c -> torch.conv1d(c.x(), c.y(), c.optional(2), c.integers("stride"), c.integers("padding"),
                c.integers("dilation"), c.integer("groups")));
        table.add("conv2d", c -> torch.conv2d(c.x(), c.y(), c.optional(2), c.integers("stride"), c.integers("padding"),
                c.integers("dilation"), c.integer("groups")));
        table.add("convRelu", c -> torch.relu(torch.conv2d(c.x(), c.y(), c.optional(2), c.integers("stride"),
                c.integers("padding"), c.integers("dilation"), c.integer("groups"))));
        table.add("conv3d", c -> torch.conv3d(c.x(), c.y(), c.optional(2), c.integers("stride"), c.integers("padding"),
                c.integers("dilation"), c.integer("groups")));
        table.add("conv1dSame", c -> torch.conv1d(c.x(), c.y(), c.optional(2), c.integers("stride"), SAME,
                c.integers("dilation"), c.integer("groups")));
        table.add("conv2dSame", c -> torch.conv2d(c.x(), c.y(), c.optional(2), c.integers("stride"), SAME,
                c.integers("dilation"), c.integer("groups")));
        table.add("conv3dSame", c -> torch.conv3d(c.x(), c.y(), c.optional(2), c.integers("stride"), SAME,
                c.integers("dilation"), c.integer("groups")));
        table.add("convTranspose1d", c -> torch.conv_transpose1d(c.x(), c.y(), c.optional(2), c.integers("stride"),
                c.integers("padding"), c.integers("outputPadding"), c.integer("groups"), c.integers("dilation")));
        table.add("convTranspose2d", c -> torch.conv_transpose2d(c.x(), c.y(), c.optional(2), c.integers("stride"),
                c.integers("padding"), c.integers("outputPadding"), c.integer("groups"), c.integers("dilation")));
        table.add("convTranspose3d", c -> torch.conv_transpose3d(c.x(), c.y(), c.optional(2), c.integers("stride"),
                c.integers("padding"), c.integers("outputPadding"), c.integer("groups"), c.integers("dilation")));
        table.add("unfold", c -> torch.im2col(c.x(), c.integers("kernel"), c.integers("dilation"),
                c.integers("padding"), c.integers("stride")));
        table.add("fold", c -> torch.col2im(c.x(), c.integers("size"), c.integers("kernel"), c.integers("dilation"),
                c.integers("padding"), c.integers("stride")));
        table.add("unfoldDim", c -> c.x().unfold(c.dim(), c.integer("size"), c.integer("step")));
    }
}
