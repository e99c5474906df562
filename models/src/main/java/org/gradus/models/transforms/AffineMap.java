package org.gradus.models.transforms;

/**
 * An affine map of the plane from places in the new picture to places in the old one, both in pixels from the middle:
 * (x, y) → (a·x + b·y + c, d·x + e·y + f).
 */
record AffineMap(double a, double b, double c, double d, double e, double f) {

    /**
     * The map back from what turns a picture by an angle (clockwise), shears it, makes it larger and moves it, in the order
     * of torchvision's {@code affine}: T·R·Sh·S.
     *
     * @param degrees of the turn
     * @param right pixels to the right
     * @param down pixels downwards
     * @param shear degrees along x
     */
    static AffineMap back(double degrees, double right, double down, double scale, double shear) {
        double turn = Math.toRadians(degrees);
        double slant = Math.tan(Math.toRadians(shear));
        double cos = Math.cos(turn) * scale;
        double sin = Math.sin(turn) * scale;
        // forth: x' = cos·x − (cos·slant + sin)·y + right, y' = sin·x + (cos − sin·slant)·y + down
        double m00 = cos;
        double m01 = -cos * slant - sin;
        double m10 = sin;
        double m11 = cos - sin * slant;
        double det = m00 * m11 - m01 * m10;
        double i00 = m11 / det;
        double i01 = -m01 / det;
        double i10 = -m10 / det;
        double i11 = m00 / det;
        return new AffineMap(i00, i01, -i00 * right - i01 * down, i10, i11, -i10 * right - i11 * down);
    }

    /** The picture that has at every place what the old one has where this leads to; {@code fill} outside. */
    Picture draw(Picture x, Interpolation interpolation, float fill) {
        Picture y = Picture.black(x.channels(), x.height(), x.width());
        double middleRow = (x.height() - 1) / 2.0;
        double middleColumn = (x.width() - 1) / 2.0;
        for (int i = 0; i < x.height(); i++) {
            for (int j = 0; j < x.width(); j++) {
                double right = j - middleColumn;
                double down = i - middleRow;
                double column = a * right + b * down + c + middleColumn;
                double row = d * right + e * down + f + middleRow;
                for (int channel = 0; channel < x.channels(); channel++) {
                    y.values()[y.row(channel, i) + j] = switch (interpolation) {
                        case NEAREST -> (float) at(x, channel, (int) Math.rint(row), (int) Math.rint(column), fill);
                        case BILINEAR -> bilinear(x, channel, row, column, fill);
                    };
                }
            }
        }
        return y;
    }

    private static float bilinear(Picture x, int channel, double row, double column, float fill) {
        int left = (int) Math.floor(column);
        int top = (int) Math.floor(row);
        double above = mix(at(x, channel, top, left, fill), at(x, channel, top, left + 1, fill), column - left);
        double below = mix(at(x, channel, top + 1, left, fill), at(x, channel, top + 1, left + 1, fill), column - left);
        return (float) mix(above, below, row - top);
    }

    private static double mix(double first, double second, double part) {
        return first + part * (second - first);
    }

    private static double at(Picture x, int channel, int row, int column, float fill) {
        return row >= 0 && row < x.height() && column >= 0 && column < x.width()
                ? x.values()[x.row(channel, row) + column]
                : fill;
    }
}
