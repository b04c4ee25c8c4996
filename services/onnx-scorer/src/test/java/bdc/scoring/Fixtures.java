package bdc.scoring;

import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What fixtures/make.py made: models, the rows that they know, and what Spark predicts for them. */
final class Fixtures {
  static final String LINEAR = "linear-regression";
  static final String GBT = "gradient-boosted-trees";
  static final String GBT_AS_CONVERTED = "gradient-boosted-trees-as-converted";

  /** What a prediction may differ by; they are around 100 at most, and ONNX calculates them with 24 bits. */
  static final double TOLERANCE = 1e-4;

  static final Map<String, double[]> HOUSES = table("housing.csv");

  private static final Map<String, double[]> PREDICTIONS = table("predictions.csv");

  private Fixtures() {}

  static Set<String> models() {
    return PREDICTIONS.keySet();
  }

  static double[] spark(String model) {
    return PREDICTIONS.get(model);
  }

  static byte[] model(String name) {
    return bytes(name + ".onnx");
  }

  static Set<String> features() {
    Set<String> names = new LinkedHashSet<>(HOUSES.keySet());
    names.remove("medv");
    return names;
  }

  /** The houses as SQL Server hands them over, features as float. */
  static PrimitiveDataset houses() {
    PrimitiveDataset data = new PrimitiveDataset();
    for (String name : features()) addDoubles(data, name, HOUSES.get(name), null);
    return data;
  }

  static void addDoubles(PrimitiveDataset data, String name, double[] values, boolean[] nulls) {
    int column = data.getColumnCount();
    data.addColumnMetadata(column, name, Types.DOUBLE, 53, 0);
    data.addDoubleColumn(column, values, nulls);
  }

  static LinkedHashMap<String, Object> parameters(String model) {
    LinkedHashMap<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("model", model(model));
    return parameters;
  }

  static double largestDifference(double[] some, double[] others) {
    if (some.length != others.length) throw new AssertionError(some.length + " rows, not " + others.length);
    double largest = 0;
    for (int row = 0; row < some.length; row++) largest = Math.max(largest, Math.abs(some[row] - others[row]));
    return largest;
  }

  private static Map<String, double[]> table(String file) {
    String[] lines = new String(bytes(file), StandardCharsets.UTF_8).split("\n");
    String[] names = lines[0].split(",");
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int index = 0; index < names.length; index++) {
      int column = index;
      columns.put(names[index], Arrays.stream(lines).skip(1).mapToDouble(line -> Double.parseDouble(line.split(",")[column])).toArray());
    }
    return columns;
  }

  private static byte[] bytes(String file) {
    try (InputStream stream = Fixtures.class.getResourceAsStream("/" + file)) {
      return stream.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
