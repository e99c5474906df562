/** What a network has learnt, made visible: filters, feature maps, saliency, Grad-CAM, histograms, the loss around its weights. */
@NullMarked
package org.gradus.models.insight;

import org.jspecify.annotations.NullMarked;
