package bdc.scoring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL Server hands over, and what it gets back. */
final class OnnxScorerTest {
  private static final int[] NUMBERS = {
    Types.BIT, Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.REAL, Types.NUMERIC, Types.DECIMAL
  };

  private final OnnxScorer scorer = new OnnxScorer();

  @AfterEach
  void cleanUp() {
    scorer.cleanup();
  }

  @Test
  void featuresMayHaveAnyTypeOfNumbers() {
    PrimitiveDataset data = new PrimitiveDataset();
    double[] whole = {1, 0};
    int index = 0;
    for (String name : Fixtures.features()) {
      int type = NUMBERS[index % NUMBERS.length];
      data.addColumnMetadata(index, name, type, 0, 0);
      switch (type) {
        case Types.BIT:
          data.addBooleanColumn(index, new boolean[] {true, false}, null);
          break;
        case Types.TINYINT:
        case Types.SMALLINT:
          data.addShortColumn(index, new short[] {1, 0}, null);
          break;
        case Types.INTEGER:
          data.addIntColumn(index, new int[] {1, 0}, null);
          break;
        case Types.BIGINT:
          data.addLongColumn(index, new long[] {1, 0}, null);
          break;
        case Types.REAL:
          data.addFloatColumn(index, new float[] {1, 0}, null);
          break;
        default:
          data.addNumericColumn(index, new BigDecimal[] {new BigDecimal("1.00"), BigDecimal.ZERO});
      }
      index++;
    }
    PrimitiveDataset doubles = new PrimitiveDataset();
    for (String name : Fixtures.features()) Fixtures.addDoubles(doubles, name, whole, null);

    double[] predictions = predict(data, Fixtures.LINEAR);
    assertArrayEquals(predict(doubles, Fixtures.LINEAR), predictions);
    assertTrue(predictions[0] != predictions[1]);
  }

  @Test
  void aRowWithoutAFeatureHasNoPrediction() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) {
      if (name.equals("rm")) {
        data.addColumnMetadata(data.getColumnCount(), name, Types.NUMERIC, 10, 4);
        data.addNumericColumn(data.getColumnCount() - 1, new BigDecimal[] {BigDecimal.ONE, null, BigDecimal.ONE});
      } else {
        Fixtures.addDoubles(data, name, new double[] {1, 1, 0}, name.equals("tax") ? new boolean[] {false, false, true} : null);
      }
    }
    PrimitiveDataset result = score(data, Fixtures.LINEAR);
    assertArrayEquals(new boolean[] {false, true, true}, result.getColumnNullMap(0));
    assertTrue(result.getDoubleColumn(0)[0] != 0);
  }

  @Test
  void featuresAreFoundByNameInAnyOrderAndCase() {
    PrimitiveDataset data = new PrimitiveDataset();
    String[] names = Fixtures.features().toArray(String[]::new);
    for (int index = names.length - 1; index >= 0; index--) {
      Fixtures.addDoubles(data, names[index].toUpperCase(Locale.ROOT), Fixtures.HOUSES.get(names[index]), null);
    }
    assertTrue(Fixtures.largestDifference(predict(data, Fixtures.LINEAR), Fixtures.spark(Fixtures.LINEAR)) <= Fixtures.TOLERANCE);
  }

  @Test
  void otherColumnsComeBackAsTheyAre() {
    PrimitiveDataset data = oneHouse();
    Object[] values = {
      new boolean[] {true},
      new short[] {1},
      new int[] {7},
      new long[] {1L << 40},
      new float[] {0.5f},
      new BigDecimal[] {new BigDecimal("12.50")},
      new String[] {"it's"},
      new byte[][] {{1, 2}},
      new Date[] {Date.valueOf("2026-01-31")},
      new Timestamp[] {Timestamp.valueOf("2026-01-31 12:00:00.5")},
    };
    boolean[] nulls = {true};
    int[] types = {
      Types.BIT,
      Types.TINYINT,
      Types.INTEGER,
      Types.BIGINT,
      Types.REAL,
      Types.NUMERIC,
      Types.NVARCHAR,
      Types.VARBINARY,
      Types.DATE,
      Types.TIMESTAMP
    };
    int first = data.getColumnCount();
    for (int index = 0; index < types.length; index++) data.addColumnMetadata(first + index, "c" + index, types[index], 20, 2);
    data.addBooleanColumn(first, (boolean[]) values[0], null);
    data.addShortColumn(first + 1, (short[]) values[1], null);
    data.addIntColumn(first + 2, (int[]) values[2], nulls);
    data.addLongColumn(first + 3, (long[]) values[3], null);
    data.addFloatColumn(first + 4, (float[]) values[4], null);
    data.addNumericColumn(first + 5, (BigDecimal[]) values[5]);
    data.addStringColumn(first + 6, (String[]) values[6]);
    data.addBinaryColumn(first + 7, (byte[][]) values[7]);
    data.addDateColumn(first + 8, (Date[]) values[8]);
    data.addTimestampColumn(first + 9, (Timestamp[]) values[9]);

    PrimitiveDataset result = score(data, Fixtures.LINEAR);
    assertEquals(types.length + 1, result.getColumnCount());
    assertEquals("prediction", result.getColumnName(types.length));
    for (int index = 0; index < types.length; index++) {
      assertEquals("c" + index, result.getColumnName(index));
      assertEquals(types[index], result.getColumnType(index));
      assertEquals(20, result.getColumnPrecision(index));
      assertEquals(2, result.getColumnScale(index));
      assertSame(index == 2 ? nulls : null, result.getColumnNullMap(index));
    }
    assertSame(values[0], result.getBooleanColumn(0));
    assertSame(values[1], result.getShortColumn(1));
    assertSame(values[2], result.getIntColumn(2));
    assertSame(values[3], result.getLongColumn(3));
    assertSame(values[4], result.getFloatColumn(4));
    assertSame(values[5], result.getNumericColumn(5));
    assertSame(values[6], result.getStringColumn(6));
    assertSame(values[7], result.getBinaryColumn(7));
    assertSame(values[8], result.getDateColumn(8));
    assertSame(values[9], result.getTimestampColumn(9));
  }

  @Test
  void manyRowsAreScoredInBatches() {
    int rows = 2 * OnnxScorer.BATCH + 1;
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) {
      double[] houses = Fixtures.HOUSES.get(name);
      Fixtures.addDoubles(data, name, IntStream.range(0, rows).mapToDouble(row -> houses[row % houses.length]).toArray(), null);
    }
    double[] once = predict(Fixtures.houses(), Fixtures.GBT);
    double[] expected = IntStream.range(0, rows).mapToDouble(row -> once[row % once.length]).toArray();
    assertTrue(Fixtures.largestDifference(predict(data, Fixtures.GBT), expected) <= Fixtures.TOLERANCE);
  }

  @Test
  void noRowsHaveNoPredictions() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) Fixtures.addDoubles(data, name, null, null);
    assertEquals(0, predict(data, Fixtures.LINEAR).length);
  }

  @Test
  void rowsThatStreamMayChangeTheModel() {
    double[] linear = predict(Fixtures.houses(), Fixtures.LINEAR);
    double[] trees = predict(Fixtures.houses(), Fixtures.GBT);
    assertFalse(Arrays.equals(linear, trees));
    assertArrayEquals(linear, predict(Fixtures.houses(), Fixtures.LINEAR));
  }

  @Test
  void moreThreadsPredictTheSame() {
    LinkedHashMap<String, Object> parameters = Fixtures.parameters(Fixtures.GBT);
    double[] one = scorer.execute(Fixtures.houses(), parameters).getDoubleColumn(0);
    parameters.put("threads", (short) 2);
    double[] two = scorer.execute(Fixtures.houses(), parameters).getDoubleColumn(0);
    assertTrue(Fixtures.largestDifference(one, two) <= Fixtures.TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "-1"})
  void refusesOtherNumbersOfThreads(int threads) {
    LinkedHashMap<String, Object> parameters = Fixtures.parameters(Fixtures.LINEAR);
    parameters.put("threads", threads);
    refuses(oneHouse(), parameters, "the parameter @threads has to be a number from 1 to 64, not " + threads);
  }

  @Test
  void refusesRowsWithoutTheFeaturesOfTheModel() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) {
      if (!name.equals("lstat")) Fixtures.addDoubles(data, name.equals("rm") ? "rooms" : name, new double[] {1}, null);
    }
    refuses(data, Fixtures.parameters(Fixtures.LINEAR), "the rows lack features of the model: rm, lstat");
  }

  @Test
  void refusesAFeatureOfText() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) {
      if (name.equals("chas")) {
        data.addColumnMetadata(data.getColumnCount(), name, Types.NVARCHAR, 10, 0);
        data.addStringColumn(data.getColumnCount() - 1, new String[] {"1"});
      } else {
        Fixtures.addDoubles(data, name, new double[] {1}, null);
      }
    }
    refuses(data, Fixtures.parameters(Fixtures.LINEAR), "column chas is NVARCHAR; the model takes numbers");
  }

  @Test
  void refusesAFeatureThatIsThereTwice() {
    PrimitiveDataset data = oneHouse();
    Fixtures.addDoubles(data, "RM", new double[] {1}, null);
    refuses(data, Fixtures.parameters(Fixtures.LINEAR), "column RM is there twice");
  }

  @Test
  void refusesNumbersThatTheModelCannotTake() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) Fixtures.addDoubles(data, name, new double[] {1, name.equals("b") ? 1e39 : 1}, null);
    refuses(data, Fixtures.parameters(Fixtures.LINEAR), "column b has 1.0E39 in row 2, which is more than the model can take");
  }

  @Test
  void refusesPredictionsThatAreNoNumbers() {
    PrimitiveDataset data = new PrimitiveDataset();
    Fixtures.addDoubles(data, "x", new double[] {1, 0}, null);
    refuses(data, Fixtures.parameters("logarithm"), "the model predicts -Infinity for row 2");
    PrimitiveDataset whole = new PrimitiveDataset();
    Fixtures.addDoubles(whole, "x", new double[] {1}, null);
    assertArrayEquals(new double[] {0}, predict(whole, "logarithm"));
  }

  @Test
  void refusesModelsOfAnotherShape() {
    PrimitiveDataset data = new PrimitiveDataset();
    Fixtures.addDoubles(data, "x", new double[] {1}, null);
    refuses(data, Fixtures.parameters("other-output"), "the model has no output prediction but y");
    Exception problem = assertThrows(IllegalArgumentException.class, () -> score(data, "vector"));
    assertTrue(problem.getMessage().matches("x of the model is .*, not one float for each row"), problem.getMessage());
  }

  @Test
  void refusesAColumnOfAnUnknownType() {
    PrimitiveDataset data = oneHouse();
    data.addColumnMetadata(data.getColumnCount(), "place", Types.STRUCT, 0, 0);
    refuses(data, Fixtures.parameters(Fixtures.LINEAR), "column place is of a type that cannot be read, STRUCT");
  }

  @Test
  void refusesToScoreWithoutAModel() {
    String expected = "the parameter @model has to be the file of the model, as varbinary(max)";
    refuses(oneHouse(), new LinkedHashMap<>(), expected);
    LinkedHashMap<String, Object> parameters = Fixtures.parameters(Fixtures.LINEAR);
    parameters.put("model", new byte[0]);
    refuses(oneHouse(), parameters, expected);
    parameters.put("model", "housing");
    refuses(oneHouse(), parameters, expected);
  }

  @Test
  void refusesAFileThatIsNoModel() {
    LinkedHashMap<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", "no model".getBytes(StandardCharsets.UTF_8));
    Exception problem = assertThrows(IllegalArgumentException.class, () -> scorer.execute(oneHouse(), parameters));
    assertTrue(problem.getMessage().startsWith("the model cannot be used: "), problem.getMessage());
  }

  private static PrimitiveDataset oneHouse() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : Fixtures.features()) Fixtures.addDoubles(data, name, new double[] {1}, null);
    return data;
  }

  private PrimitiveDataset score(PrimitiveDataset data, String model) {
    return scorer.execute(data, Fixtures.parameters(model));
  }

  private double[] predict(PrimitiveDataset data, String model) {
    PrimitiveDataset result = score(data, model);
    return result.getDoubleColumn(result.getColumnCount() - 1);
  }

  private void refuses(PrimitiveDataset data, LinkedHashMap<String, Object> parameters, String message) {
    Exception problem = assertThrows(IllegalArgumentException.class, () -> scorer.execute(data, parameters));
    assertEquals(message, problem.getMessage());
  }
}
