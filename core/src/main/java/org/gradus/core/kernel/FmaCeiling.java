package org.gradus.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds that a core does: twelve independent chains of fused multiply-adds on vectors that never leave the
 * registers, more than any processor needs to keep its units busy.
 */
public final class FmaCeiling implements Runnable {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;

    /** Multiply-adds of a chain, in vectors of whatever length. */
    private static final int STEPS = 1_600_000;
    private static final int ROUNDS = STEPS / SPECIES.length();

    /** Floating-point operations of one run, the same on every processor. */
    public static final double FLOPS = 2.0 * STEPS * CHAINS;

    private final float[] result = new float[SPECIES.length()];

    /** A measure of this processor; each run does {@link #FLOPS}. */
    public FmaCeiling() {}

    @Override
    public void run() {
        var factor = FloatVector.broadcast(SPECIES, 0.999f + result[0] * 1e-9f);
        var term = FloatVector.broadcast(SPECIES, 1e-3f);
        var a = FloatVector.broadcast(SPECIES, 1);
        var b = a.add(term);
        var c = b.add(term);
        var d = c.add(term);
        var e = d.add(term);
        var f = e.add(term);
        var g = f.add(term);
        var h = g.add(term);
        var i = h.add(term);
        var j = i.add(term);
        var k = j.add(term);
        var l = k.add(term);
        for (int round = 0; round < ROUNDS; round++) {
            a = a.fma(factor, term);
            b = b.fma(factor, term);
            c = c.fma(factor, term);
            d = d.fma(factor, term);
            e = e.fma(factor, term);
            f = f.fma(factor, term);
            g = g.fma(factor, term);
            h = h.fma(factor, term);
            i = i.fma(factor, term);
            j = j.fma(factor, term);
            k = k.fma(factor, term);
            l = l.fma(factor, term);
        }
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).intoArray(result, 0);
    }
}
