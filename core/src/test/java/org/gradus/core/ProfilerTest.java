package org.gradus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigDecimal;
import java.util.List;
import org.gradus.core.ProfileEvent.Category;
import org.gradus.core.op.ConvOp;
import org.gradus.core.op.CustomVjpOp;
import org.gradus.core.random.Rng;
import org.junit.jupiter.api.Test;

class ProfilerTest {

    private static Profile of(Runnable body) {
        var profiler = new Profiler();
        profiler.run(body);
        return profiler.profile();
    }

    private static ProfileRow row(Profile profile, String name) {
        return profile.rows().stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
    }

    /** Two convolutions and a loss, forward and backward. */
    private static Profile ofConvolutions() {
        var rng = new Rng(1);
        Tensor x = Tensor.randn(rng, 4, 3, 20, 20);
        var first = new Parameter(Tensor.randn(rng, 8, 3, 3, 3));
        var second = new Parameter(Tensor.randn(rng, 8, 8, 3, 3));
        return of(() -> ConvOp.conv2d(ConvOp.conv2d(x, first).relu(), second).square().mean().backward());
    }

    @Test
    void calls_results_and_kept_values_are_counted() {
        var x = new Parameter(Tensor.ones(1000));
        Profile profile = of(() -> {
            Tensor y = x.exp();       // keeps its result
            y.mul(x).sum().backward(); // mul keeps y, which exp keeps already, and x, a parameter
            x.detach().neg();
        });

        assertThat(row(profile, "exp")).returns(1L, ProfileRow::calls).returns(1L, ProfileRow::backwardCalls)
                .returns(4000L, ProfileRow::resultBytes).returns(4000L, ProfileRow::savedBytes);
        assertThat(row(profile, "mul")).returns(1L, ProfileRow::calls).returns(4000L, ProfileRow::resultBytes)
                .returns(0L, ProfileRow::savedBytes);
        assertThat(row(profile, "sum")).returns(4L, ProfileRow::resultBytes).returns(0L, ProfileRow::savedBytes);
        assertThat(row(profile, "neg")).returns(1L, ProfileRow::calls).returns(0L, ProfileRow::backwardCalls)
                .returns(0L, ProfileRow::backwardNanos).returns(0L, ProfileRow::savedBytes);
        // at least the result, forward, and the gradient, backward
        assertThat(row(profile, "exp").allocatedBytes()).isBetween(8000L, 10_000_000L);
    }

    @Test
    void what_backward_rules_compute_counts_for_the_operation_whose_rules_they_are() {
        Profile profile = ofConvolutions();

        assertThat(profile.rows()).extracting(ProfileRow::name).containsExactlyInAnyOrder("conv2d", "relu", "square",
                "sum", "div");
        assertThat(row(profile, "conv2d")).returns(2L, ProfileRow::calls).returns(2L, ProfileRow::backwardCalls);
        assertThat(profile.events()).filteredOn(event -> event.category() == Category.FORWARD)
                .extracting(ProfileEvent::name).contains("conv2dKernelGrad", "convTranspose2d");
    }

    @Test
    void the_times_of_all_rows_add_up_to_what_the_outermost_events_took() {
        Profile profile = ofConvolutions();

        assertThat(profile.total().nanos())
                .isEqualTo(outermost(profile.events()).stream().mapToLong(ProfileEvent::nanos)
                        .sum())
                .isPositive().isLessThanOrEqualTo(profile.nanos());
        assertThat(profile.rows()).isSortedAccordingTo((a, b) -> Long.compare(b.nanos(), a.nanos()));
    }

    private static List<ProfileEvent> outermost(List<ProfileEvent> events) {
        return events.stream().filter(event -> events.stream().noneMatch(other -> other != event
                && other.start() <= event.start() && event.start() + event.nanos() <= other.start() + other.nanos()
                && !other.equals(event))).toList();
    }

    @Test
    void derivatives_within_backward_rules_are_not_counted_twice() {
        Tensor x = Tensor.rand(new Rng(2), 50, 50).requiresGrad(true);
        // the rule takes the gradient of the function at its input
        Profile profile = of(() -> CustomVjpOp.customVjp(in -> in.get(0).matmul(in.get(0)).exp(), (_, u, _, in) -> {
            Tensor part = in.get(0).detach().requiresGrad(true);
            return Autograd.vjp(at -> at.matmul(at).exp(), part, u);
        }, x).sum().backward());

        long rules = profile.events().stream().filter(event -> event.category() == Category.BACKWARD).count();
        assertThat(profile.total().backwardCalls()).isEqualTo(rules).isEqualTo(4); // sum, customVjp, and in its rule exp and matmul
        assertThat(outermost(profile.events()).size()).isLessThan(profile.events().size() - 4);
        assertThat(profile.total().nanos())
                .isEqualTo(outermost(profile.events()).stream().mapToLong(ProfileEvent::nanos).sum());
        assertNested(profile);
    }

    @Test
    void the_timeline_is_json_whose_events_lie_within_each_other_or_apart() {
        var profiler = new Profiler();
        var x = new Parameter(Tensor.rand(new Rng(3), 20, 20));
        profiler.run(() -> {
            for (int i = 0; i < 3; i++) {
                Tensor y = profiler.span("for\"ward\\\n", () -> x.matmul(x).exp().mean());
                profiler.span("back", () -> y.backward());
            }
        });

        Profile profile = profiler.profile();
        assertThat(profile.events()).filteredOn(event -> event.category() == Category.SPAN)
                .extracting(ProfileEvent::name).containsExactly("for\"ward\\\n", "back", "for\"ward\\\n", "back",
                        "for\"ward\\\n", "back");
        assertNested(profile);
    }

    private record Stretch(BigDecimal from, BigDecimal to) {

        boolean isWithin(Stretch other) {
            return other.from.compareTo(from) <= 0 && to.compareTo(other.to) <= 0;
        }

        boolean isApart(Stretch other) {
            return to.compareTo(other.from) <= 0 || other.to.compareTo(from) <= 0;
        }
    }

    /** Reads the trace as a viewer does, and holds it against the events. */
    private static void assertNested(Profile profile) {
        ImmutableList<JsonObject> complete = JsonParser.parseString(profile.chromeTrace()).getAsJsonObject()
                .getAsJsonArray("traceEvents").asList().stream().map(JsonElement::getAsJsonObject)
                .filter(event -> event.get("ph").getAsString().equals("X")).collect(ImmutableList.toImmutableList());
        assertThat(complete).extracting(event -> event.get("name").getAsString())
                .containsExactlyElementsOf(profile.events().stream().map(ProfileEvent::name).toList());
        List<Stretch> stretches = complete.stream().map(event -> {
            BigDecimal start = event.get("ts").getAsBigDecimal();
            BigDecimal length = event.get("dur").getAsBigDecimal();
            assertThat(start).isNotNegative();
            assertThat(length).isNotNegative();
            return new Stretch(start, start.add(length));
        }).toList();
        for (Stretch one : stretches) {
            assertThat(stretches).allMatch(other -> one.isApart(other) || one.isWithin(other) || other.isWithin(one));
        }
    }

    @Test
    void several_runs_add_up() {
        var profiler = new Profiler();
        var x = new Parameter(Tensor.ones(10));
        profiler.run(() -> x.exp());
        long once = profiler.profile().nanos();
        profiler.run(() -> x.exp());

        assertThat(row(profiler.profile(), "exp")).returns(2L, ProfileRow::calls).returns(80L, ProfileRow::resultBytes);
        assertThat(profiler.profile().nanos()).isGreaterThan(once);
    }

    @Test
    void results_and_gradients_are_the_same_as_without() {
        var x = new Parameter(Tensor.rand(new Rng(4), 30));
        Tensor plain = x.exp().mul(x).sum();
        plain.backward();
        Tensor gradient = x.grad();
        x.zeroGrad();
        of(() -> x.exp().mul(x).sum().backward());

        assertThat(x.grad().toFloatArray()).isEqualTo(gradient.toFloatArray());
    }

    @Test
    void a_profiler_runs_once_at_a_time_and_after_failures_too() {
        var profiler = new Profiler();

        assertThatIllegalStateException().isThrownBy(() -> profiler.run(() -> profiler.run(() -> {})))
                .withMessageContaining("[profiler] it is running already");
        assertThatThrownBy(() -> profiler.run(() -> Tensor.ones(2).add(Tensor.ones(3))))
                .isInstanceOf(IllegalArgumentException.class);
        profiler.run(() -> Tensor.ones(2).exp());
        assertThat(profiler.profile().rows()).extracting(ProfileRow::name).containsExactly("exp");
    }

    @Test
    void rows_of_jacobians_that_go_back_together_are_measured_too() {
        Profile profile = of(() -> Autograd.jacobian(x -> x.exp().mul(x), Tensor.rand(new Rng(5), 6)));

        assertThat(row(profile, "exp").calls()).isEqualTo(1);
        assertThat(profile.total().backwardCalls()).isPositive();
    }

    @Test
    void the_table_has_a_line_for_each_operation_and_their_sum() {
        List<String> lines = ofConvolutions().toString().lines().toList();

        assertThat(lines.get(0)).startsWith("operation").endsWith("saved");
        assertThat(lines).hasSize(10).anyMatch(line -> line.startsWith("conv2d ")).anyMatch(
                line -> line.matches("all operations +6 .*")).last().asString()
                .matches("whole time [0-9.,]+ ms, of which [0-9.,]+ between operations");
    }
}
