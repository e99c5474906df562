package org.gradus.examples.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What all pictures share. */
public final class Pictures {

    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0xd0d0d0);
    static final Color BLUE = new Color(0x1f77b4);
    static final Color RED = new Color(0xd62728);

    private Pictures() {}

    /** Why Java cannot draw text here, or nothing if it can: a system without fonts fails at the first letter. */
    public static Optional<String> obstacle() {
        try {
            Graphics2D canvas = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
            canvas.getFontMetrics(font(Font.PLAIN, 12)).stringWidth("0");
            canvas.dispose();
            return Optional.empty();
        } catch (RuntimeException | LinkageError | InternalError e) {
            return Optional.of("Java finds no fonts to draw with (" + e.getMessage()
                    + "); install fontconfig and a font, such as Debian's fonts-dejavu-core");
        }
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** A canvas on white paper with smooth letters; the caller disposes of it. */
    static Graphics2D canvas(BufferedImage picture) {
        Graphics2D canvas = picture.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        return canvas;
    }

    /** Writes a picture as PNG. */
    static void writePng(BufferedImage picture, OutputStream out) throws IOException {
        if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java cannot write PNG");
        }
    }
}
