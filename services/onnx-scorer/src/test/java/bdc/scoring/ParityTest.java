package bdc.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scorer predicts what Spark predicts. */
final class ParityTest {
  @Test
  void threeModelsAreCompared() {
    assertEquals(Set.of("linear-regression", "decision-tree", "gradient-boosted-trees"), Fixtures.models());
    assertEquals(506, Fixtures.spark(Fixtures.LINEAR).length);
  }

  @ParameterizedTest
  @MethodSource("bdc.scoring.Fixtures#models")
  void predictsAsSparkDoes(String model) {
    OnnxScorer scorer = new OnnxScorer();
    PrimitiveDataset result = scorer.execute(Fixtures.houses(), Fixtures.parameters(model));
    scorer.cleanup();
    assertEquals("prediction", result.getColumnName(0));
    double difference = Fixtures.largestDifference(result.getDoubleColumn(0), Fixtures.spark(model));
    assertTrue(difference <= Fixtures.TOLERANCE, model + " differs by " + difference);
  }

  @Test
  void modelsAreToldApart() {
    double difference = Fixtures.largestDifference(Fixtures.spark(Fixtures.GBT), Fixtures.spark("decision-tree"));
    assertTrue(difference > Fixtures.TOLERANCE);
  }

  @Test
  void whatTheConverterMakesOfTreesIsNotWhatSparkPredicts() throws OrtException {
    double difference = Fixtures.largestDifference(classes(Fixtures.model(Fixtures.GBT_AS_CONVERTED)), Fixtures.spark(Fixtures.GBT));
    assertTrue(difference > Fixtures.TOLERANCE);
  }

  @Test
  void refusesWhatTheConverterMakesOfTrees() {
    OnnxScorer scorer = new OnnxScorer();
    Exception problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> scorer.execute(Fixtures.houses(), Fixtures.parameters(Fixtures.GBT_AS_CONVERTED)));
    assertTrue(problem.getMessage().matches("prediction of the model is .*INT64.*, not one float for each row"), problem.getMessage());
  }

  /** The model's own output, past the scorer. */
  private static double[] classes(byte[] file) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (OrtSession session = environment.createSession(file)) {
      for (String name : Fixtures.features()) {
        double[] values = Fixtures.HOUSES.get(name);
        float[][] rows = new float[values.length][1];
        for (int row = 0; row < rows.length; row++) rows[row][0] = (float) values[row];
        inputs.put(name, OnnxTensor.createTensor(environment, rows));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return Arrays.stream((long[]) result.get(0).getValue()).asDoubleStream().toArray();
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }
}
