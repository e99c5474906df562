package org.gradus.core.kernel;

/**
 * An operand of a product, as the micro-kernels read it: in panels of a few of A's rows, or B's columns, side by side.
 *
 * <p>
 * It is what a product needs to know of an operand: matrices, transposed ones and the patches of images differ only here.
 */
interface PanelSource {

    /**
     * Part of an operand: rows of A (or columns of B) {@code first} … first+count−1, and of each the elements
     * {@code start} … start+depth−1 along k.
     *
     * @param width the panel's width, at least {@code count}
     */
    record Part(int first, int count, int width, int start, int depth) {}

    /**
     * to[at + p·width + i] = element start+p of row first+i for i below count. What lies beyond count stays as it is: it
     * only meets elements of C that nobody keeps.
     */
    void pack(Part part, float[] to, int at);

    /** The operand without its rows (or columns) before {@code first}. */
    default PanelSource from(int first) {
        return (part, to, at) -> pack(
                new Part(part.first() + first, part.count(), part.width(), part.start(), part.depth()), to, at);
    }
}
