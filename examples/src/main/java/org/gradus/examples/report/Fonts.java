package org.gradus.examples.report;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** Whether Java can draw text here: a system without fonts fails at the first letter. */
public final class Fonts {

    private Fonts() {}

    /** Goes on if there are fonts. @throws IllegalArgumentException if there are none, saying what to install */
    public static void check() {
        Optional<String> obstacle = obstacle();
        checkArgument(obstacle.isEmpty(),
                "[charts] Java finds no fonts to draw with (%s); install fontconfig and a font, such as Debian's fonts-dejavu-core",
                obstacle.orElse(""));
    }

    private static Optional<String> obstacle() {
        Graphics2D canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            canvas.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("0");
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            canvas.dispose();
        }
    }
}
