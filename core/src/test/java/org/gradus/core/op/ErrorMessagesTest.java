package org.gradus.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.DType;
import org.gradus.core.Shape;
import org.gradus.core.Tensor;
import org.gradus.core.random.Rng;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ops say when they refuse: which op, what was expected, what came and what to do about it. */
class ErrorMessagesTest {

    private static final Tensor X23 = Tensor.ones(2, 3);
    private static final Tensor DOUBLES = Tensor.full(Shape.of(2, 3), 1, DType.FLOAT64);
    private static final Tensor LONGS = Tensor.of(new long[]{0, 1, 5});
    private static final Tensor BITS = Tensor.of(new boolean[]{true, false});

    record Refusal(String message, Runnable call) {
        @Override
        public String toString() {
            return message;
        }
    }

    static Refusal refusal(String message, Runnable call) {
        return new Refusal(message, call);
    }

    @ParameterizedTest
    @MethodSource({"elementwise", "reductions", "shapes", "indices", "products", "losses"})
    void the_message_says_what_was_expected_what_came_and_what_to_do(Refusal refusal) {
        assertThatThrownBy(refusal.call()::run).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(refusal.message());
    }

    static Stream<Refusal> elementwise() {
        return Stream.of(
                refusal("[add] operands are float32[2,3] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> X23.add(DOUBLES)),
                refusal("[mul] shapes [2,3] and [2] do not broadcast: dimension -1 is 3 against 2; it must be equal or 1",
                        () -> X23.mul(Tensor.ones(2))),
                refusal("[sub] needs numbers, but came bool[2]; convert it with to(DType.FLOAT32)",
                        () -> BITS.sub(BITS)),
                refusal("[div] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        () -> LONGS.div(LONGS)),
                refusal("[add] int64[3] has no room for 0.5; convert it with to(DType.FLOAT32)", () -> LONGS.add(0.5)),
                refusal("[mul] int64[3] has no room for NaN; convert it with to(DType.FLOAT32)",
                        () -> LONGS.mul(Double.NaN)),
                refusal("[neg] needs numbers, but came bool[2]; convert it with to(DType.FLOAT32)", BITS::neg),
                refusal("[exp] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        LONGS::exp),
                refusal("[sqrt] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        () -> SqrtOp.sqrt(LONGS)),
                refusal("[atan2] operands are float32[2,3] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> Atan2Op.atan2(X23, DOUBLES)),
                refusal("[wherePositive] shapes [2,3] and [4] do not broadcast: dimension -1 is 3 against 4; it must be equal or 1",
                        () -> new WherePositiveOp().apply(X23, Tensor.ones(4))),
                refusal("[compare] operands are int64[3] and float32[2,3]; convert one with to(DType.INT64)",
                        () -> LONGS.lt(X23)),
                refusal("[compare] shapes [2,3] and [2] do not broadcast: dimension -1 is 3 against 2; it must be equal or 1",
                        () -> X23.eq(Tensor.ones(2))),
                refusal("[dropout] the probability of dropping must be in [0, 1], but is 1.5",
                        () -> Dropout.dropout(X23, 1.5, new Rng(1))),
                refusal("[dropout] the probability of dropping must be in [0, 1], but is NaN",
                        () -> Dropout.dropout(X23, Double.NaN, new Rng(1))),
                refusal("[featureAlphaDropout] the probability of dropping must be in [0, 1], but is -0.5",
                        () -> Dropout.featureAlphaDropout(X23, -0.5, new Rng(1))),
                refusal("[featureAlphaDropout] needs [N,C,*], but came [3]; unsqueeze it",
                        () -> Dropout.featureAlphaDropout(Tensor.ones(3), 0.5, new Rng(1))),
                refusal("[dropout1d] needs [N,C,L], or [C,L] without a batch, but came [3]; reshape it",
                        () -> Dropout.dropout1d(Tensor.ones(3), 0.5, new Rng(1))),
                refusal("[dropout2d] needs [N,C,H,W] or [N,C,L], but came [2,3]; reshape it",
                        () -> Dropout.dropout2d(X23, 0.5, new Rng(1))),
                refusal("[dropout3d] needs [N,C,D,H,W], or [C,D,H,W] without a batch, but came [2,3]; reshape it",
                        () -> Dropout.dropout3d(X23, 0.5, new Rng(1))),
                refusal("[alphaDropout] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        () -> Dropout.alphaDropout(LONGS, 0.5, new Rng(1))),
                refusal("[customVjp] the function gave float64[2,3] from an input that is float32[2,3]; convert one with to(DType.FLOAT64)",
                        () -> CustomVjpOp.customVjp(in -> in.get(0).to(DType.FLOAT64), (_, u, _, _) -> u,
                                X23.requiresGrad(true))));
    }

    static Stream<Refusal> reductions() {
        return Stream.of(
                refusal("[sum] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.sum(2)),
                refusal("[sum] dimension -1 of [2,3] is named twice in [1, -1]; name it once", () -> X23.sum(1, -1)),
                refusal("[sum] a scalar has no dimension 0; unsqueeze it first", () -> Tensor.scalar(1).sum(0)),
                refusal("[sum] needs numbers, but came bool[2]; convert it with to(DType.FLOAT32)", BITS::sum),
                refusal("[argmax] dimension 1 of float32[2,0] is empty and has no largest element; skip it",
                        () -> Tensor.ones(2, 0).argmax(1)),
                refusal("[argmax] dimension -3 is out of range for [2,3]; use -2 to 1", () -> X23.argmax(-3)),
                refusal("[softmax] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.softmax(2)),
                refusal("[softmax] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        () -> LONGS.softmax(0)),
                refusal("[logSoftmax] needs float32 or float64, but came int64[3]; convert it with to(DType.FLOAT32)",
                        () -> LONGS.logSoftmax(0)),
                refusal("[logSoftmax] dimension 7 is out of range for [2,3]; use -2 to 1", () -> X23.logSoftmax(7)));
    }

    static Stream<Refusal> shapes() {
        return Stream.of(
                refusal("[reshape] float32[2,3] has 6 elements, but shape [4] needs 4; let a size be -1",
                        () -> X23.reshape(4)),
                refusal("[reshape] only one size may be -1, but came [-1, -1]; give the others",
                        () -> X23.reshape(-1, -1)),
                refusal("[reshape] the 6 elements of float32[2,3] do not divide into [4, -1]; the known sizes must have a product that divides them",
                        () -> X23.reshape(4, -1)),
                refusal("[reshape] the 0 elements of float32[0] do not divide into [0, -1]; the known sizes must have a product that divides them",
                        () -> Tensor.ones(0).reshape(0, -1)),
                refusal("[shape] sizes must not be negative, but came [-2, 3]", () -> X23.reshape(-2, 3)),
                refusal("[flatten] dimension -1 must not come after 0 in [2,3]; exchange them",
                        () -> ReshapeOp.flatten(X23, -1, 0)),
                refusal("[flatten] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.flatten(2)),
                refusal("[unsqueeze] dimension 3 is out of range for [2,3]; use -3 to 2", () -> X23.unsqueeze(3)),
                refusal("[squeeze] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.squeeze(2)),
                refusal("[permute] [2,3] needs each of its 2 dimensions named once, but came [0, 0]; name 0 to 1 in some order",
                        () -> X23.permute(0, 0)),
                refusal("[permute] [2,3] needs each of its 2 dimensions named once, but came [1]; name 0 to 1 in some order",
                        () -> X23.permute(1)),
                refusal("[permute] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.permute(0, 2)),
                refusal("[transpose] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.transpose(0, 2)),
                refusal("[expand] float32[2,3] does not expand to [3]: only dimensions of size 1 repeat",
                        () -> X23.expand(3)),
                refusal("[expand] float32[2,3] does not expand to [2,1]: only dimensions of size 1 repeat",
                        () -> X23.expand(2, 1)),
                refusal("[expand] shapes [2,3] and [4,3] do not broadcast: dimension -2 is 2 against 4; it must be equal or 1",
                        () -> X23.expand(4, 3)),
                refusal("[narrow] start 2 and length 2 do not lie within dimension 1 of float32[2,3]; it has 3",
                        () -> X23.narrow(1, 2, 2)),
                refusal("[narrow] start -4 and length 1 do not lie within dimension 1 of float32[2,3]; it has 3",
                        () -> X23.narrow(1, -4, 1)),
                refusal("[narrow] start 1 and length 2147483647 do not lie within dimension 1 of float32[2,3]; it has 3",
                        () -> X23.narrow(1, 1, Integer.MAX_VALUE)),
                refusal("[narrow] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.narrow(2, 0, 1)),
                refusal("[select] index 3 is out of range for dimension 1 of float32[2,3]; use -3 to 2",
                        () -> X23.select(1, 3)),
                refusal("[select] dimension 2 is out of range for [2,3]; use -2 to 1", () -> X23.select(2, 0)),
                refusal("[pad] paddings -3 and 0 take away more than dimension 0 of float32[2,3] has",
                        () -> Padding.pad(X23, 0, -3, 0)),
                refusal("[pad] dimension 2 is out of range for [2,3]; use -2 to 1", () -> Padding.pad(X23, 2, 0, 1)),
                refusal("[concat] needs at least one tensor, but the list is empty",
                        () -> ConcatOp.concat(List.of(), 0)),
                refusal("[concat] tensor 1 is float32[3,2], which does not go with float32[2,3]: the type and all sizes but dimension 0's must be equal; convert, narrow or pad it",
                        () -> ConcatOp.concat(List.of(X23, Tensor.ones(3, 2)), 0)),
                refusal("[concat] tensor 1 is float64[2,3], which does not go with float32[2,3]: the type and all sizes but dimension 1's must be equal; convert, narrow or pad it",
                        () -> ConcatOp.concat(List.of(X23, DOUBLES), -1)),
                refusal("[concat] tensor 1 is float32[2], which does not go with float32[2,3]: the type and all sizes but dimension 0's must be equal; convert, narrow or pad it",
                        () -> ConcatOp.concat(List.of(X23, Tensor.ones(2)), 0)),
                refusal("[concat] a scalar has no dimension 0; unsqueeze it first",
                        () -> ConcatOp.concat(List.of(Tensor.scalar(1)), 0)),
                refusal("[unsqueeze] dimension 3 is out of range for [2,3]; use -3 to 2",
                        () -> ConcatOp.stack(List.of(X23), 3)));
    }

    static Stream<Refusal> indices() {
        return Stream.of(
                refusal("[gather] index [3] must have as many dimensions as the input [2,3]; unsqueeze it",
                        () -> X23.gather(0, LONGS)),
                refusal("[gather] index [3,1] must not be larger than the input [2,3] in a dimension other than 1; narrow it",
                        () -> X23.gather(1, LONGS.reshape(3, 1))),
                refusal("[gather] the index must be int64, but came float32[2,3]; convert with to(DType.INT64)",
                        () -> X23.gather(0, X23)),
                refusal("[gather] the index must lie in 0…2, but number 2 of int64[1,3] is 5; count from 0, along the right dimension",
                        () -> X23.gather(1, LONGS.reshape(1, 3))),
                refusal("[gather] the index must lie in 0…2, but number 0 of int64[1] is -1; count from 0, along the right dimension",
                        () -> Tensor.ones(3).gather(0, Tensor.of(new long[]{-1}))),
                refusal("[scatterAdd] index [3] must have the shape of the values [1,3]; expand or narrow it",
                        () -> ScatterAddOp.scatterAdd(X23, 0, LONGS, Tensor.ones(1, 3))),
                refusal("[scatterAdd] the index must lie in 0…1, but number 2 of int64[1,3] is 5; count from 0, along the right dimension",
                        () -> ScatterAddOp.scatterAdd(X23, 0, LONGS.reshape(1, 3), Tensor.ones(1, 3))),
                refusal("[scatterAdd] operands are float32[2,3] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> ScatterAddOp.scatterAdd(X23, 0, LONGS, DOUBLES)),
                refusal("[scatterAdd] the values [1,3] may differ from the base [2,3] in dimension 1 alone; expand or narrow them",
                        () -> ScatterAddOp.scatterAdd(X23, 1, LONGS.reshape(1, 3), Tensor.ones(1, 3))),
                refusal("[scatterAdd] the values [2,3] may differ from the base [1,3] in dimension 1 alone; expand or narrow them",
                        () -> ScatterAddOp.scatterAdd(Tensor.ones(1, 3), 1, Tensor.arange(6).reshape(2, 3), X23)),
                refusal("[scatterAdd] needs numbers, but came bool[2]; convert it with to(DType.FLOAT32)",
                        () -> new ScatterAddOp(0, 3).apply(BITS, Tensor.arange(2))));
    }

    static Stream<Refusal> products() {
        return Stream.of(
                refusal("[matmul] inner sizes differ: [2,3] has 3 columns but [2,3] has 2 rows; transpose or reshape one",
                        () -> X23.matmul(X23)),
                refusal("[matmul] inner sizes differ: [2,3] has 3 columns but [2,4]ᵀ has 4 rows; transpose or reshape one",
                        () -> MatMulOp.matmulTransposed(X23, Tensor.ones(2, 4))),
                refusal("[matmul] needs vectors or matrices, but came float32[] and float32[2,3]; use mul for scalars",
                        () -> Tensor.scalar(2).matmul(X23)),
                refusal("[matmul] shapes [4] and [5] do not broadcast: dimension -1 is 4 against 5; it must be equal or 1",
                        () -> Tensor.ones(4, 2, 3).matmul(Tensor.ones(5, 3, 2))),
                refusal("[matmul] operands are float32[2,3] and float64[2,3]; convert one with to(DType.FLOAT32)",
                        () -> X23.matmul(DOUBLES)),
                refusal("[matmul] needs float32 or float64, but came int64[1,3]; convert it with to(DType.FLOAT32)",
                        () -> LONGS.matmul(LONGS)),
                refusal("[matmul] [2,3] and [3] are not matrices or equal batches of them; MatMulOp.matmul broadcasts them",
                        () -> new MatMulOp(false, false).apply(X23, Tensor.ones(3))));
    }

    static Stream<Refusal> losses() {
        Tensor two = Tensor.of(new long[]{0, 1});
        return Stream.of(
                refusal("[crossEntropy] class scores [3] need one label a row, but labels are [2]; give them the scores' shape without dimension 0",
                        () -> ClassLosses.crossEntropy(Tensor.ones(3), two)),
                refusal("[crossEntropy] class scores [0,3] have no row or no class; leave out empty batches",
                        () -> ClassLosses.crossEntropy(Tensor.ones(0, 3), Tensor.arange(0))),
                refusal("[crossEntropy] class scores [2,3] need one label a row, but labels are [3]; give them the scores' shape without dimension 1",
                        () -> ClassLosses.crossEntropy(X23, LONGS)),
                refusal("[crossEntropy] class scores [2,3] need one label a row, but labels are [2,1]; give them the scores' shape without dimension 1",
                        () -> ClassLosses.crossEntropy(X23, two.reshape(2, 1))),
                refusal("[crossEntropy] the labels must lie in 0…2, but number 1 of int64[2] is 3; count from 0, along the right dimension",
                        () -> ClassLosses.crossEntropy(X23, Tensor.of(new long[]{0, 3}))),
                refusal("[crossEntropy] the target is float32[2], but probabilities must have the shape of the scores [2,3]; give labels as int64",
                        () -> ClassLosses.crossEntropy(X23, Tensor.ones(2))),
                refusal("[crossEntropy] needs float32 or float64, but came int64[2]; convert it with to(DType.FLOAT32)",
                        () -> ClassLosses.crossEntropy(two, two)),
                refusal("[nllLoss] class scores [2,3] need one label a row, but labels are [3]; give them the scores' shape without dimension 1",
                        () -> ClassLosses.nllLoss(X23, LONGS)),
                refusal("[nllLoss] the labels must lie in 0…2, but number 0 of int64[2] is -1; count from 0, along the right dimension",
                        () -> ClassLosses.nllLoss(X23, Tensor.of(new long[]{-1, 0}))));
    }
}
