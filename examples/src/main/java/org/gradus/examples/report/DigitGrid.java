package org.gradus.examples.report;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.gradus.core.Tensor;

/**
 * A picture of some digits, five in a row, each with a caption; what needs attention has a red frame and caption.
 *
 * @param title what stands above
 * @param cells the digits
 */
public record DigitGrid(String title, List<Cell> cells) implements RunFolder.Content {

    private static final int COLUMNS = 5;
    private static final int ZOOM = 5;
    private static final int GAP = 20;
    private static final int CAPTION = 28;
    private static final int HEADING = 60;
    private static final int MARGIN = 30;

    /** Copies and checks the cells. @throws IllegalArgumentException if there is none, or they differ in size */
    public DigitGrid {
        cells = ImmutableList.copyOf(cells);
        checkArgument(!cells.isEmpty(), "[digitGrid] needs at least one digit");
        for (Cell cell : cells) {
            checkArgument(cell.pixels().shape().equals(cells.getFirst().pixels().shape()),
                    "[digitGrid] digits must have one size, but are %s and %s", cells.getFirst().pixels().shape(),
                    cell.pixels().shape());
        }
    }

    /**
     * A digit.
     *
     * @param pixels [H,W], 0 for paper to 1 for ink
     * @param caption what stands below
     * @param marked whether it needs attention
     */
    public record Cell(Tensor pixels, String caption, boolean marked) {}

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Pictures.writePng(draw(), out);
    }

    BufferedImage draw() {
        int side = side();
        int rows = Math.ceilDiv(cells.size(), COLUMNS);
        var picture = new BufferedImage(2 * MARGIN + COLUMNS * (side + GAP) - GAP,
                HEADING + rows * (side + CAPTION + GAP) + MARGIN - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = Pictures.canvas(picture);
        canvas.setColor(Pictures.INK);
        canvas.setFont(Pictures.font(Font.BOLD, 22));
        centre(canvas, title, picture.getWidth() / 2, HEADING - 22);
        canvas.setFont(Pictures.font(Font.PLAIN, 17));
        for (int i = 0; i < cells.size(); i++) {
            draw(canvas, cells.get(i), MARGIN + i % COLUMNS * (side + GAP),
                    HEADING + i / COLUMNS * (side + CAPTION + GAP));
        }
        canvas.dispose();
        return picture;
    }

    private int side() {
        return ZOOM * cells.getFirst().pixels().size(1);
    }

    private void draw(Graphics2D canvas, Cell cell, int left, int top) {
        Tensor pixels = cell.pixels();
        for (int row = 0; row < pixels.size(0); row++) {
            for (int column = 0; column < pixels.size(1); column++) {
                canvas.setColor(grey(pixels.get(row, column)));
                canvas.fillRect(left + column * ZOOM, top + row * ZOOM, ZOOM, ZOOM);
            }
        }
        canvas.setColor(cell.marked() ? Pictures.RED : Pictures.FAINT);
        canvas.setStroke(new BasicStroke(cell.marked() ? 4 : 1));
        canvas.drawRect(left, top, side(), side());
        canvas.setColor(cell.marked() ? Pictures.RED : Pictures.INK);
        centre(canvas, cell.caption(), left + side() / 2, top + side() + CAPTION - 7);
    }

    private static Color grey(double ink) {
        float light = (float) (1 - Math.clamp(ink, 0, 1));
        return new Color(light, light, light);
    }

    private static void centre(Graphics2D canvas, String text, int x, int baseline) {
        canvas.drawString(text, x - canvas.getFontMetrics().stringWidth(text) / 2, baseline);
    }
}
