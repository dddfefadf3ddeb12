package cashtide.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void answersAsAMapOfTextsDoes() {
        SplittableRandom random = new SplittableRandom(7);
        Map<String, Integer> expected = new HashMap<>();
        Numbers<Integer> numbers = new Numbers<>();
        for (int i = 0; i < 200_000; i++) {
            String number = "Ä".repeat(random.nextInt(40)) + random.nextInt(1_000);
            assertThat(numbers.containsKey(number)).isEqualTo(expected.containsKey(number));
            assertThat(numbers.get(number)).isEqualTo(expected.get(number));
            assertThat(numbers.putIfAbsent(number, i)).isEqualTo(expected.putIfAbsent(number, i));
        }
        expected.forEach((number, value) -> assertThat(numbers.get(number)).isEqualTo(value));
        assertThat(numbers.containsKey("")).isFalse();
        assertThat(numbers.get("Ä")).isNull();
    }
}
