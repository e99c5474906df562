package org.gradus.core.kernel;

/**
 * The mean and the variance of each group of numbers, in double precision whatever the numbers' own.
 *
 * @param mean one mean a group, or 0 where numbers are measured from 0 instead
 * @param variance one mean square of the distances from it a group
 */
public record Moments(double[] mean, double[] variance) {}
