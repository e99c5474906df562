package org.gradus.core.gradcheck.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RandomCheckTest {

    @Test
    void right_gradients_raise_no_alarm() {
        assertThat(RandomCheck.draw(150, 20).parallel().filter(check -> !check.run().passed())).isEmpty();
    }

    @Test
    void the_same_seed_draws_the_same_checks() {
        List<RandomCheck> drawn = RandomCheck.draw(500, 1).toList();

        assertThat(drawn).extracting(RandomCheck::toString)
                .isEqualTo(RandomCheck.draw(500, 1).map(RandomCheck::toString).toList())
                .isNotEqualTo(RandomCheck.draw(500, 2).map(RandomCheck::toString).toList());
        assertThat(drawn).extracting(RandomCheck::size).contains(0, 1, 2, 3, 4, 5, 6).allMatch(size -> size <= 6);
        assertThat(drawn).allMatch(check -> check.size() >= check.row().sizes().get(0));
    }
}
