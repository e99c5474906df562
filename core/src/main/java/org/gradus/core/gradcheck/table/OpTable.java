package org.gradus.core.gradcheck.table;

import com.google.common.collect.ImmutableList;

/**
 * Every op in every way of calling it that its rule, its kernel or its shape check knows apart. Whoever adds an op adds
 * a row: the op's gradients to second order and its float32 results are checked from there.
 */
public final class OpTable {

    private OpTable() {}

    /** All rows. */
    public static ImmutableList<OpRow> rows() {
        return ImmutableList.<OpRow>builder()
                .addAll(ElementwiseRows.rows())
                .addAll(FunctionRows.rows())
                .addAll(ActivationRows.rows())
                .addAll(DropoutRows.rows())
                .addAll(NormalizationRows.rows())
                .addAll(ReductionRows.rows())
                .addAll(ShapeRows.rows())
                .addAll(SliceRows.rows())
                .addAll(ProductRows.rows())
                .addAll(EinsumRows.rows())
                .addAll(ConvRows.rows())
                .addAll(LinAlgRows.rows())
                .addAll(WindowRows.rows())
                .addAll(ClassLossRows.rows())
                .addAll(PoolRows.rows())
                .addAll(ResamplingRows.rows())
                .addAll(LossRows.rows())
                .addAll(SequenceRows.rows())
                .build();
    }
}
