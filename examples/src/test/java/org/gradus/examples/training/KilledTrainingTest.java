package org.gradus.examples.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gradus.core.io.SafeTensors;
import org.gradus.optim.training.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training killed at random steps, each time with all its threads and without a last word, ends as one left alone. */
class KilledTrainingTest {

    /** {@code -Dgradus.kills=20} kills more often, and {@code -Dgradus.seed=…} at other steps. */
    private static final int KILLS = Integer.getInteger("gradus.kills", 3);
    private static final long SEED = Long.getLong("gradus.seed", 20260101);

    private static final Duration MOST_DELAY = Duration.ofMillis(10);

    @TempDir
    private Path temp;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void a_training_killed_at_random_steps_ends_with_the_bits_of_one_left_alone()
            throws IOException, InterruptedException {
        Path whole = Files.createDirectory(temp.resolve("whole"));
        Path killed = Files.createDirectory(temp.resolve("killed"));
        assertThat(run(whole, new Kill(Integer.MAX_VALUE, 0))).isEqualTo(MortalTraining.STEPS);

        var random = new Random(SEED);
        System.out.println("seed " + SEED);
        for (int kill = 1; kill <= KILLS; kill++) {
            int step = 1 + random.nextInt(MortalTraining.STEPS * kill / KILLS);
            var planned = new Kill(step, random.nextInt((int) MOST_DELAY.toMillis() + 1));
            int last = run(killed, planned);
            System.out.println("kill %d of %d: planned for %s, the last step heard of was %d".formatted(kill, KILLS,
                    planned, last));
        }
        assertThat(run(killed, new Kill(Integer.MAX_VALUE, 0))).isEqualTo(MortalTraining.STEPS);

        for (String file : new String[]{MortalTraining.WEIGHTS, MortalTraining.LOG}) {
            assertThat(killed.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(Files.readAllLines(whole.resolve(MortalTraining.LOG))).hasSize(MortalTraining.STEPS + 3);
    }

    /** When to kill: so many milliseconds after the first step of this number or a later one. */
    private record Kill(int step, int delay) {}

    /** How many steps the last checkpoint has behind it; 0 without one. */
    private static int saved(Path folder) throws IOException {
        Path last = new Checkpoint(folder).last();
        return Files.exists(last) ? Integer.parseInt(SafeTensors.metadata(last).get("trainer.steps")) : 0;
    }

    /** Runs the training from its last checkpoint until it ends or is killed. @return the last step that it told of */
    private static int run(Path folder, Kill kill) throws IOException, InterruptedException {
        boolean lingers = kill.step() <= MortalTraining.STEPS;
        Path errors = folder.resolve("errors.txt");
        int before = saved(folder);
        Process process = new ProcessBuilder(MortalTraining.command(folder, lingers))
                .redirectError(errors.toFile()).start();
        int last = before;
        try (BufferedReader out = process.inputReader()) {
            String line;
            while ((line = out.readLine()) != null) {
                boolean ended = line.equals("end");
                if (!ended) {
                    assertThat(line).isEqualTo("step " + ++last);
                }
                if (lingers && (ended || last >= kill.step())) {
                    Thread.sleep(kill.delay());
                    process.destroyForcibly();
                    break;
                }
            }
        }
        int code = process.waitFor();
        assertThat(code == 0).as("exit code %s; %s", code, Files.readString(errors)).isEqualTo(!lingers);
        return last;
    }
}
