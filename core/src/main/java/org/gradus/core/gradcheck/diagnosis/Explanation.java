package org.gradus.core.gradcheck.diagnosis;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.gradcheck.GradCheckOptions;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.JacobianReport;
import org.gradus.core.gradcheck.Verdict;

/**
 * A gradient check, and where it failed, why.
 *
 * @param report what the check found
 * @param symptoms plain patterns of the errors; none where single derivatives were too many to compare
 * @param culprit the operation at fault; absent where each is right by itself
 * @param smallest a smaller case that fails; absent where none does
 */
public record Explanation(GradCheckReport report, ImmutableList<Symptom> symptoms, Optional<Culprit> culprit,
        Optional<Shrunk> smallest) {

    /** Checks a function and, if it fails, looks for what is wrong; see {@link GradCheck#check(Function, List, GradCheckOptions)}. */
    public static Explanation of(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options) {
        return of(function, inputs, options, () -> "");
    }

    /**
     * As {@link #of(Function, List, GradCheckOptions)}, with names for places in the program.
     *
     * @param where what the place is called that asks for an operation, a module for instance; asked at each operation
     */
    public static Explanation of(Function<List<Tensor>, List<Tensor>> function, List<Tensor> inputs,
            GradCheckOptions options, Supplier<String> where) {
        GradCheckReport report = GradCheck.check(function, inputs, options);
        if (report.verdict() != Verdict.FAILED) {
            return new Explanation(report, ImmutableList.of(), Optional.empty(), Optional.empty());
        }
        GradCheckOptions asFarAsItFailed = options.withOrder(report.order());
        return new Explanation(report,
                report.orders().getLast().dense().map(Symptoms::of).orElse(ImmutableList.of()),
                Culprit.find(function, inputs, asFarAsItFailed, where),
                Shrunk.find(function, inputs, asFarAsItFailed));
    }

    /** The findings and what they come from. */
    @Override
    public String toString() {
        var text = new StringBuilder(report.toString());
        if (report.verdict() != Verdict.FAILED) {
            return text.toString();
        }
        symptoms.forEach(symptom -> text.append('\n').append(symptom));
        text.append('\n').append(culprit.map(Culprit::toString).orElse(
                "each operation is right by itself; is a value detached on the way, or a rule of customVjp at fault?"));
        smallest.ifPresent(shrunk -> text.append('\n').append(shrunk));
        return text.toString();
    }

    /** The error of every single derivative as a picture, if all were compared; of the order that failed, or the last. */
    public Optional<ErrorMap> errorMap() {
        return Optional.of(report.orders().getLast()).flatMap(JacobianReport::dense).map(ErrorMap::new);
    }
}
