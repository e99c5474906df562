package org.gradus.examples.peers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gradus.core.Tensor;
import org.gradus.examples.peers.wire.Answer;
import org.gradus.examples.peers.wire.Attributes;
import org.gradus.examples.peers.wire.Operand;
import org.gradus.examples.peers.wire.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartedPeerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void answers_come_through_whatever_the_process_prints() throws PeerFailure {
        try (var peer = new RestartedPeer(MoodyPeer.command(), PATIENCE)) {
            assertThat(echoed(peer, "echo", 1)).isEqualTo(1);
            assertThat(echoed(peer, "chatter", 2)).isEqualTo(2);
            assertThat(echoed(peer, "echo", 3)).isEqualTo(3);
            assertThat(peer.failures()).isEmpty();
        }
    }

    @Test
    void a_process_that_dies_is_replaced_and_asked_again(@TempDir Path folder) throws PeerFailure {
        String grave = folder.resolve("grave").toString();
        try (var peer = new RestartedPeer(MoodyPeer.command(), PATIENCE)) {
            assertThat(echoed(peer, "die once", 1, Attributes.NONE.with("grave", grave))).isEqualTo(1);
            assertThat(peer.failures()).hasSize(1);
            assertThat(echoed(peer, "echo", 2)).isEqualTo(2);
            assertThat(peer.failures()).hasSize(1);
        }
    }

    @Test
    void a_death_is_told_with_exit_code_request_and_last_words() throws PeerFailure {
        try (var peer = new RestartedPeer(MoodyPeer.command(), PATIENCE)) {
            assertThatThrownBy(() -> echoed(peer, "die", 1)).isInstanceOf(PeerFailure.class)
                    .hasMessageContaining("died with exit code 134 at die(float32[1])")
                    .hasMessageContaining("the last words").hasMessageContaining("SIGSEGV");
            assertThat(peer.failures()).hasSize(2);
            assertThat(echoed(peer, "echo", 2)).isEqualTo(2);
        }
    }

    @Test
    void a_process_that_falls_silent_is_killed_and_replaced() throws PeerFailure {
        try (var peer = new RestartedPeer(MoodyPeer.command(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> echoed(peer, "sleep", 1)).isInstanceOf(PeerFailure.class)
                    .hasMessageContaining("gave no answer within 1 s");
            assertThat(peer.failures()).hasSize(2);
        }
    }

    @Test
    void a_command_that_cannot_be_started_is_an_error() {
        try (var peer = new RestartedPeer(List.of("/no/such/program"), PATIENCE)) {
            assertThatThrownBy(() -> echoed(peer, "echo", 1)).isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("/no/such/program");
        }
    }

    private static double echoed(Peer peer, String operation, float number) throws PeerFailure {
        return echoed(peer, operation, number, Attributes.NONE);
    }

    private static double echoed(Peer peer, String operation, float number, Attributes attributes) throws PeerFailure {
        var operand = new Operand(Tensor.of(new float[]{number}), false);
        var answer = (Answer.Values) peer.ask(new Request(operation, attributes, List.of(operand), List.of()));
        return answer.outputs().get(0).get(0);
    }
}
