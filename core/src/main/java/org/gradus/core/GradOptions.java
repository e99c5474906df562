package org.gradus.core;

import com.google.common.collect.ImmutableList;

/**
 * How gradients are asked for.
 *
 * @param createGraph record the backward pass, so that the gradients can be differentiated again; the graph is retained
 * @param retainGraph keep the saved values, so that the same graph can be gone through again
 * @param allowUnused give zeros for an input that the outputs do not depend on, instead of an error
 * @param cotangents u for each output, where gradients of uᵀ·output are wanted; empty for scalar outputs, u = 1
 */
public record GradOptions(boolean createGraph, boolean retainGraph, boolean allowUnused,
        ImmutableList<Tensor> cotangents) {

    /** First-order gradients of scalars; the graph is released. */
    public static final GradOptions DEFAULT = new GradOptions(false, false, false, ImmutableList.of());

    /** These options with {@link #createGraph} set. */
    public GradOptions withCreateGraph(boolean create) {
        return new GradOptions(create, retainGraph, allowUnused, cotangents);
    }

    /** These options with {@link #retainGraph} set. */
    public GradOptions withRetainGraph(boolean retain) {
        return new GradOptions(createGraph, retain, allowUnused, cotangents);
    }

    /** These options with {@link #allowUnused} set. */
    public GradOptions withAllowUnused(boolean allow) {
        return new GradOptions(createGraph, retainGraph, allow, cotangents);
    }

    /** These options with one u for each output. */
    public GradOptions withCotangents(Tensor... values) {
        return new GradOptions(createGraph, retainGraph, allowUnused, ImmutableList.copyOf(values));
    }
}
