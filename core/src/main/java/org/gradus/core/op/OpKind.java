package org.gradus.core.op;

import org.gradus.core.Op;

/** What sort of thing an operation does, for pictures and tables of what was recorded. */
public enum OpKind {

    /** Convolutions, matrix products, resampling, and the decompositions and solutions of matrices. */
    PRODUCT,
    /** A function of every element. */
    ELEMENTWISE,
    /** Normalisations, by statistics or to probabilities. */
    NORMALIZATION,
    /** Pools that pick elements, and what brings their gradients back. */
    POOL,
    /** Sums, losses and whatever else makes few numbers of many, or runs along a dimension. */
    REDUCTION,
    /** Elements that are taken elsewhere as they are. */
    MOVEMENT,
    /** Operations of one's own that are not element-wise. */
    OTHER;

    /** The kind of an operation. */
    public static OpKind of(Op op) {
        return switch (op) {
            case ConvOp _,ConvReluOp _,ConvTransposeOp _,ConvKernelGradOp _,MatMulOp _,SeparableOp _,CholeskyOp _,DetOp _,InverseOp _,QrOp _,SlogdetOp _,SolveOp _,SolveTriangularOp _ ->
                PRODUCT;
            case MapOp _,ZipOp _,UnaryOp _,BinaryOp _,SquareOp _,CastOp _,CompareOp _,WhereOp _ -> ELEMENTWISE;
            case NormalizeOp _,NormalizeDotOp _,NormalizeGradOp _,NormalizeRowsOp _,SoftmaxOp _,LogSoftmaxOp _ ->
                NORMALIZATION;
            case MaxPool2dOp _,MaxPool2dPutOp _ -> POOL;
            case SumOp _,ProdOp _,VarOp _,NormOp _,LogSumExpOp _,CrossEntropyOp _,ArgmaxOp _,ArgminOp _,CumsumOp _,LinearRecurrenceOp _ ->
                REDUCTION;
            case ReshapeOp _,PermuteOp _,ExpandOp _,SliceOp _,PlaceOp _,ConcatOp _,GatherOp _,ScatterAddOp _,IndexSelectOp _,IndexAddOp _,SharedPickOp _,EmbeddingOp _,ArgsortOp _ ->
                MOVEMENT;
            default -> OTHER;
        };
    }
}
