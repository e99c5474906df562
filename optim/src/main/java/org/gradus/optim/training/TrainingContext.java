package org.gradus.optim.training;

/**
 * Where a training stands when a callback is called.
 *
 * @param trainer whose training it is
 * @param epoch the number of the present epoch, or of the last one between two; from 1, and 0 before the first
 * @param epochs how many there will be
 * @param step the number of steps taken so far, over all epochs
 * @param batch the number of batches taken in this epoch
 * @param batches the number of batches of an epoch
 * @param loss of the last step, before it changed the parameters: the mean over its batches; NaN before the first
 * @param learningRate of the last step, that of the optimiser's first group; NaN before the first
 */
public record TrainingContext(Trainer trainer, int epoch, int epochs, long step, int batch, int batches, double loss,
        double learningRate) {}
