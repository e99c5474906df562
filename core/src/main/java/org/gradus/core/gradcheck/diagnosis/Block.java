package org.gradus.core.gradcheck.diagnosis;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.gradus.core.gradcheck.DenseJacobian;
import org.gradus.core.gradcheck.Part;

/** What a Jacobian says of one output by one input. */
final class Block {

    /** Beyond the error of differences by so many times, and by so much of the largest element, a value is wrong. */
    private static final double ERRORS = 10;
    private static final double NOISE = 1e-7;

    /** Within so much of the largest element a pattern is met. */
    private static final double LIKENESS = 1e-6;

    private final DenseJacobian jacobian;
    private final Part output;
    private final Part input;
    private final int firstRow;
    private final int firstColumn;
    private final double scale;

    Block(DenseJacobian jacobian, Part output, Part input, int firstRow, int firstColumn) {
        this.jacobian = jacobian;
        this.output = output;
        this.input = input;
        this.firstRow = firstRow;
        this.firstColumn = firstColumn;
        double largest = 0;
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns(); column++) {
                largest = isKnown(row, column) ? Math.max(largest, Math.abs(numeric(row, column))) : largest;
            }
        }
        this.scale = largest;
    }

    Part output() {
        return output;
    }

    Part input() {
        return input;
    }

    int rows() {
        return output.shape().numel();
    }

    int columns() {
        return input.shape().numel();
    }

    double analytic(int row, int column) {
        return jacobian.analytic().get(at(row, column));
    }

    double numeric(int row, int column) {
        return jacobian.numeric().get(at(row, column));
    }

    double error(int row, int column) {
        return analytic(row, column) - numeric(row, column);
    }

    /** The size of the largest numeric derivative. */
    double scale() {
        return scale;
    }

    private int at(int row, int column) {
        return (firstRow + row) * jacobian.columns() + firstColumn + column;
    }

    private double uncertainty(int row, int column) {
        return jacobian.uncertainty().get(at(row, column));
    }

    /** Whether differences tell the value at all. */
    boolean isKnown(int row, int column) {
        return Double.isFinite(numeric(row, column)) && Double.isFinite(uncertainty(row, column));
    }

    boolean isWrong(int row, int column) {
        double allowed = ERRORS * uncertainty(row, column) + NOISE * scale;
        return isKnown(row, column) && !(Math.abs(error(row, column)) <= allowed);
    }

    boolean isWrong() {
        return any((row, column) -> isWrong(row, column));
    }

    /** Whether a value will do for the derivative at a place. */
    boolean isLike(double value, int row, int column) {
        return !isKnown(row, column) || Math.abs(value - numeric(row, column)) <= ERRORS * uncertainty(row, column)
                + LIKENESS * scale;
    }

    /** Whether the analytic values are right if each is sought in another column, or left out where that is −1. */
    boolean isLikeWithColumns(IntUnaryOperator other) {
        return isNotTrivial(other) && !any((row, column) -> {
            int sought = other.applyAsInt(column);
            return sought >= 0 && !isLike(analytic(row, sought), row, column);
        });
    }

    /** Whether the analytic values are right if each is sought in another row. */
    boolean isLikeWithRows(IntUnaryOperator other) {
        return !any((row, column) -> !isLike(analytic(other.applyAsInt(row), column), row, column));
    }

    /** Zeros on either side tell nothing. */
    private boolean isNotTrivial(IntUnaryOperator other) {
        return any((row, column) -> other.applyAsInt(column) >= 0 && !isLike(0, row, column));
    }

    /** What can be asked of an element. */
    interface Question {

        boolean ask(int row, int column);
    }

    boolean any(Question question) {
        return IntStream.range(0, rows())
                .anyMatch(row -> IntStream.range(0, columns()).anyMatch(column -> question.ask(row, column)));
    }
}
