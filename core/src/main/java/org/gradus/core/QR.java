package org.gradus.core;

/** A matrix's factors A = Q·R: orthonormal columns, and a matrix with zeros below its diagonal. */
public record QR(Tensor q, Tensor r) {}
