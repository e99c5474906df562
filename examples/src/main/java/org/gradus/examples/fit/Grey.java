package org.gradus.examples.fit;

import org.gradus.core.Shape;
import org.gradus.models.transforms.Images;

/** Colours to grey: luma of ITU-R BT.601, 0.299·R + 0.587·G + 0.114·B, to the nearest whole number; grey stays as it is. */
final class Grey {

    private Grey() {}

    /** A single picture of three channels with one. */
    static Images of(Images picture) {
        byte[] colours = picture.bytes(0);
        byte[] grey = new byte[colours.length / 3];
        for (int i = 0; i < grey.length; i++) {
            int thousandfold = 299 * (colours[3 * i] & 0xff) + 587 * (colours[3 * i + 1] & 0xff)
                    + 114 * (colours[3 * i + 2] & 0xff);
            grey[i] = (byte) ((thousandfold + 500) / 1000);
        }
        return Images.wrap(grey, Shape.of(1, picture.height(), picture.width(), 1));
    }
}
