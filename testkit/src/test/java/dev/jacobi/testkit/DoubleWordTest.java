package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is estimated in double words lies as near the decimals as it says, and mostly says much. */
class DoubleWordTest {

  static Stream<AccuracyClaim> claims() {
    return SpecialAccuracyTest.claims();
  }

  @ParameterizedTest
  @MethodSource("claims")
  void everyEstimateLiesAsNearTheDecimalsAsItSays(AccuracyClaim claim) {
    int known = 0;
    for (AccuracyClaim.Sample sample : claim.samples()) {
      SplittableRandom random = new SplittableRandom(20_261_130L);
      for (int i = 0; i < 200; i++) {
        double[] point = sample.draw(random);
        double share = claim.shareOfBound(point[0], point[1]);
        assertTrue(share <= 1, () -> claim.name() + " " + point[0] + " " + point[1] + ": " + share);
        known += share > 0 ? 1 : 0;
      }
    }
    int points = 200 * claim.samples().size();
    assertTrue(known > points / 5, claim.name() + " is known at " + known + " of " + points);
  }
}
