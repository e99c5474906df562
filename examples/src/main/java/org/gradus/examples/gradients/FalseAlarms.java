package org.gradus.examples.gradients;

import java.io.PrintWriter;
import java.util.List;
import org.gradus.core.gradcheck.GradCheckReport;
import org.gradus.core.gradcheck.trial.RandomCheck;

/** How often the checker finds fault with gradients that are right. */
final class FalseAlarms {

    private record Finding(RandomCheck check, GradCheckReport report) {}

    private FalseAlarms() {}

    /**
     * Does checks drawn by lot and prints those that did not pass.
     *
     * @return whether all did
     */
    static boolean print(PrintWriter console, int count, long seed) {
        List<Finding> findings = RandomCheck.draw(count, seed).parallel()
                .map(check -> new Finding(check, check.run())).toList();
        List<Finding> alarms = findings.stream().filter(finding -> !finding.report().passed()).toList();
        alarms.forEach(alarm -> console.println("%s: %s%n".formatted(alarm.check(), alarm.report())));
        console.println(
                "%,d checks of right gradients drawn by lot, %,d derivatives compared: %,d false alarms".formatted(
                        count, findings.stream().mapToLong(finding -> finding.report().entries()).sum(),
                        alarms.size()));
        return alarms.isEmpty();
    }
}
