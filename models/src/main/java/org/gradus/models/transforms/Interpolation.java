package org.gradus.models.transforms;

/** What a place between pixels shows. */
public enum Interpolation {
    /** The nearest pixel. */
    NEAREST,
    /** The four pixels around, each the more the nearer it is. */
    BILINEAR
}
