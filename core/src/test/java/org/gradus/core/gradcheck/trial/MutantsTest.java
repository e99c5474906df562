package org.gradus.core.gradcheck.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.Tensor;
import org.gradus.core.gradcheck.table.OpRow;
import org.gradus.core.gradcheck.table.OpTable;
import org.junit.jupiter.api.Test;

class MutantsTest {

    private static final long SEED = 20;

    private static OpRow row(String name) {
        return OpTable.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    /** The rule of y = x² is u·(x·2): a multiplication of x by 2, and one of u by that. */
    private static Sighting square() {
        return Sighting.in(row("square"), 4, SEED).get(0);
    }

    private static Fault fault(Sighting sighting, String name) {
        return sighting.faults().stream().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void the_checker_finds_every_fault_that_changes_a_gradient() {
        List<Trial> trials = Mutants.sample(220, SEED).parallelStream().map(Mutant::tryOut).toList();

        Score score = trials.stream().reduce(Score.NONE, Score::and, Score::and);
        assertThat(trials).filteredOn(trial -> trial.fate() == Trial.Fate.SURVIVED).isEmpty();
        assertThat(score.counted()).isGreaterThan(180);
        assertThat(score.foundByFixedStep()).isBetween(score.counted() / 2, score.found() - 10);
        assertThat(trials.stream().map(trial -> trial.mutant().op()).distinct()).hasSizeGreaterThan(80);
        assertThat(trials.stream().map(trial -> trial.mutant().kind()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void the_same_seed_gives_the_same_mutants() {
        assertThat(Mutants.sample(30, 1)).extracting(Mutant::toString)
                .isEqualTo(Mutants.sample(30, 1).stream().map(Mutant::toString).toList())
                .isNotEqualTo(Mutants.sample(30, 2).stream().map(Mutant::toString).toList())
                .hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void a_rule_is_seen_at_work_operation_by_operation() {
        Sighting square = square();

        assertThat(square.call().op().name()).isEqualTo("square");
        assertThat(square.steps()).extracting(step -> step.op().name()).containsExactly("mul", "mul");
        assertThat(square.gradient().toDoubleArray())
                .isEqualTo(square.call().upstream().mul(square.call().input().mul(2)).toDoubleArray());
    }

    @Test
    void faults_of_a_rule_change_what_it_gives_as_they_say() {
        Sighting square = square();
        Tensor u = square.call().upstream();
        Tensor x = square.call().input();

        assertThat(fault(square, "gradient doubled").vjp(square.call()).toDoubleArray())
                .isEqualTo(u.mul(x.mul(2)).mul(2).toDoubleArray());
        assertThat(fault(square, "upstream taken for ones").vjp(square.call()).toDoubleArray())
                .isEqualTo(x.mul(2).toDoubleArray());
        assertThat(fault(square, "the output taken for input 0").vjp(square.call()).toDoubleArray())
                .isEqualTo(u.mul(square.call().output().mul(2)).toDoubleArray());
    }

    @Test
    void faults_of_a_step_change_that_operation_alone() {
        Sighting square = square();
        Tensor u = square.call().upstream();
        Tensor x = square.call().input();

        assertThat(fault(square, "step 1, mul: ÷ for ·").vjp(square.call()).toDoubleArray())
                .isEqualTo(u.mul(x.div(2)).toDoubleArray());
        assertThat(fault(square, "step 1, mul: another number for operand 1").vjp(square.call()).toDoubleArray())
                .isEqualTo(u.mul(x.mul(3)).toDoubleArray());
        assertThat(fault(square, "step 2, mul: operand 0 alone").vjp(square.call()).toDoubleArray())
                .isEqualTo(u.toDoubleArray());
        assertThat(fault(square, "step 2, mul: another number for operand 0").vjp(square.call()).toDoubleArray())
                .as("neither operand is a number").isEqualTo(square.gradient().toDoubleArray());
        assertThat(square.admits(fault(square, "step 2, mul: another number for operand 0"))).isFalse();
    }

    @Test
    void a_fault_that_changes_no_gradient_is_known_for_equivalent() {
        Sighting relu = Sighting.in(row("relu"), 4, SEED).get(0);

        // y > 0 where x > 0: the rule may read either.
        assertThat(trial(relu, "input 0 taken for the output").fate()).isEqualTo(Trial.Fate.EQUIVALENT);
        assertThat(trial(relu, "output negated").fate()).isEqualTo(Trial.Fate.FOUND);
    }

    @Test
    void what_the_engine_does_not_take_is_refused() {
        Sighting matmul = Sighting.in(row("a square by itself"), 1, SEED).get(0);
        var wrongShape = new Fault(FaultKind.SUM, "of another shape", call -> call.gradient().sum(0));

        assertThat(new Mutant(matmul, wrongShape, SEED).tryOut())
                .extracting(Trial::fate, Trial::foundByFixedStep).containsExactly(Trial.Fate.REFUSED, false);
    }

    @Test
    void a_fault_in_gradients_of_gradients_is_found_by_both_rules() {
        Trial trial = trial(square(), "input 0 detached");

        assertThat(trial.fate()).isEqualTo(Trial.Fate.FOUND);
        assertThat(trial.foundByFixedStep()).isTrue();
        assertThat(trial.mutant().kind()).isEqualTo(FaultKind.CUT);
        assertThat(trial.mutant().toString()).isEqualTo("square by argument 0, input 0 detached (in 'square')");
    }

    @Test
    void a_rule_that_is_not_linear_is_what_PyTorch_s_rule_passes() {
        Trial trial = trial(square(), "upstream squared");

        assertThat(trial.fate()).isEqualTo(Trial.Fate.FOUND);
        assertThat(trial.foundByFixedStep()).isFalse();
    }

    private static Trial trial(Sighting sighting, String fault) {
        return new Mutant(sighting, fault(sighting, fault), SEED).tryOut();
    }
}
