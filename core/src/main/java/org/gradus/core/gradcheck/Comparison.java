package org.gradus.core.gradcheck;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.primitives.ImmutableDoubleArray;
import java.util.List;
import java.util.Optional;

/** What is kept of the columns of a Jacobian that were compared. */
abstract sealed class Comparison {

    private final Findings findings;

    private Comparison(Findings findings) {
        this.findings = findings;
    }

    /** @param along the derivatives along the direction, row by row */
    final void add(Rows rows, Ray direction, double[] along, Column column) {
        for (int row = 0; row < along.length; row++) {
            findings.add(rows.rays().get(row), direction, along[row], column.slopes()[row], column.verdicts()[row]);
        }
        keep(rows, direction, along, column);
    }

    abstract void keep(Rows rows, Ray direction, double[] along, Column column);

    Optional<DenseJacobian> dense() {
        return Optional.empty();
    }

    Optional<DetectionPower> power() {
        return Optional.empty();
    }

    /** Every element is kept. */
    static final class Whole extends Comparison {

        private final List<Part> outputs;
        private final List<Part> inputs;
        private final double[] analytic;
        private final double[] numeric;
        private final double[] uncertainty;

        Whole(Subject subject, Findings findings) {
            super(findings);
            this.outputs = Variable.parts(subject.outputs());
            this.inputs = Variable.parts(subject.differentiated());
            this.analytic = new double[Part.numel(outputs) * Part.numel(inputs)];
            this.numeric = new double[analytic.length];
            this.uncertainty = new double[analytic.length];
        }

        @Override
        void keep(Rows rows, Ray direction, double[] along, Column column) {
            if (direction instanceof Ray.Unit unit) {
                for (int row = 0; row < along.length; row++) {
                    int at = row * Part.numel(inputs) + unit.position();
                    analytic[at] = along[row];
                    numeric[at] = column.slopes()[row].nearestTo(along[row]);
                    uncertainty[at] = column.slopes()[row].error();
                }
            }
        }

        @Override
        Optional<DenseJacobian> dense() {
            return Optional.of(new DenseJacobian(ImmutableList.copyOf(outputs), ImmutableList.copyOf(inputs),
                    ImmutableDoubleArray.copyOf(analytic), ImmutableDoubleArray.copyOf(numeric),
                    ImmutableDoubleArray.copyOf(uncertainty)));
        }
    }

    /** How many were looked at, and how exactly differences could tell. */
    static final class Sampled extends Comparison {

        private final List<Part> inputs;
        private final Multiset<Integer> singles = HashMultiset.create();
        private int directions;
        private int randomRows;
        private double squares;
        private long products;
        private double detectable;

        Sampled(Subject subject, Findings findings) {
            super(findings);
            this.inputs = Variable.parts(subject.differentiated());
        }

        @Override
        void keep(Rows rows, Ray direction, double[] along, Column column) {
            switch (direction) {
                case Ray.Unit unit -> singles.add(unit.place().number());
                case Ray.Combination combination when combination.everywhere() -> keepRandom(rows, along, column);
                case Ray.Combination _ -> {
                }
            }
        }

        private void keepRandom(Rows rows, double[] along, Column column) {
            directions++;
            randomRows = rows.randomOnes();
            for (int row = 0; row < along.length; row++) {
                if (randomRows == 0 || rows.rays().get(row) instanceof Ray.Combination) {
                    squares += along[row] * along[row];
                    products++;
                    double error = column.slopes()[row].error();
                    detectable = Math.max(detectable,
                            Tolerance.CLEARLY * Tolerance.agreement(error, Math.abs(along[row])));
                }
            }
        }

        @Override
        Optional<DetectionPower> power() {
            double size = squares == 0 ? 1 : Math.sqrt(squares / products);
            return Optional.of(DetectionPower.of(directions, randomRows, detectable / size,
                    inputs.stream().map(input -> new DetectionPower.Singles(input, singles.count(input.number())))
                            .collect(ImmutableList.toImmutableList())));
        }
    }
}
