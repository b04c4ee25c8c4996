package bdc.scoring;

import ai.onnxruntime.OrtException;
import com.microsoft.sqlserver.javalangextension.AbstractSqlServerExtensionExecutor;
import com.microsoft.sqlserver.javalangextension.PrimitiveDataset;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Predicts a number for each row by a model of ONNX.
 *
 * <p>Parameters: {@code model}, the file; {@code threads}, 1 if it is not given. Columns with the names of the model's features go into it,
 * all others come back as they are, before the column {@code prediction}. It is NULL where a feature is.
 */
public final class OnnxScorer extends AbstractSqlServerExtensionExecutor {
  /** Rows that are calculated at once: the memory that the model takes besides does not grow with the table. */
  static final int BATCH = 10_000;

  private static final int MOST_THREADS = 64;

  private byte[] file;
  private int threads;
  private Model model;

  public OnnxScorer() {
    executorExtensionVersion = SQLSERVER_JAVA_LANG_EXTENSION_V1;
    executorInputDatasetClassName = PrimitiveDataset.class.getName();
    executorOutputDatasetClassName = PrimitiveDataset.class.getName();
  }

  /** Is called once, or once for each part of the rows if the query streams them. */
  public PrimitiveDataset execute(PrimitiveDataset input, LinkedHashMap<String, Object> parameters) {
    try {
      open(parameters);
      return score(input);
    } catch (OrtException problem) {
      throw new IllegalArgumentException("the model cannot be used: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void cleanup() {
    try {
      if (model != null) model.close();
    } catch (OrtException problem) {
      throw new IllegalStateException(problem);
    } finally {
      model = null;
    }
  }

  /** Opens the model, unless it is open from the rows before. */
  private void open(Map<String, Object> parameters) throws OrtException {
    byte[] wanted = required(parameters.get("model"));
    int allowed = allowed(parameters.get("threads"));
    if (model != null && allowed == threads && Arrays.equals(wanted, file)) return;
    cleanup();
    model = new Model(wanted, allowed);
    file = wanted;
    threads = allowed;
  }

  private static byte[] required(Object model) {
    if (model instanceof byte[] && ((byte[]) model).length > 0) return (byte[]) model;
    throw new IllegalArgumentException("the parameter @model has to be the file of the model, as varbinary(max)");
  }

  private static int allowed(Object threads) {
    if (threads == null) return 1;
    int number = threads instanceof Number ? ((Number) threads).intValue() : 0;
    if (number >= 1 && number <= MOST_THREADS) return number;
    throw new IllegalArgumentException("the parameter @threads has to be a number from 1 to " + MOST_THREADS + ", not " + threads);
  }

  private PrimitiveDataset score(PrimitiveDataset input) throws OrtException {
    PrimitiveDataset output = new PrimitiveDataset();
    Map<String, Column> features = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String feature : model.features()) names.put(lower(feature), feature);
    int rows = 0;
    int kept = 0;
    for (int index = 0; index < input.getColumnCount(); index++) {
      Column column = new Column(input, index);
      rows = column.rows();
      String feature = names.get(lower(column.name()));
      if (feature == null) {
        column.copyTo(output, kept++);
        continue;
      }
      column.requireNumbers();
      if (features.put(feature, column) != null) throw column.error("is there twice");
    }
    List<String> missing = new ArrayList<>(names.values());
    missing.removeAll(features.keySet());
    if (!missing.isEmpty()) throw new IllegalArgumentException("the rows lack features of the model: " + String.join(", ", missing));

    boolean[] nulls = new boolean[rows];
    double[] predictions = new double[rows];
    for (int from = 0; from < rows; from += BATCH) predict(features, from, Math.min(from + BATCH, rows), predictions, nulls);
    output.addColumnMetadata(kept, Model.OUTPUT, Types.DOUBLE, 0, 0);
    output.addDoubleColumn(kept, predictions, nulls);
    return output;
  }

  private void predict(Map<String, Column> features, int from, int to, double[] predictions, boolean[] nulls) throws OrtException {
    Map<String, float[]> numbers = new HashMap<>();
    features.forEach(
        (feature, column) -> {
          float[] batch = new float[to - from];
          for (int row = from; row < to; row++) {
            if (column.isNull(row)) nulls[row] = true;
            else batch[row - from] = column.number(row);
          }
          numbers.put(feature, batch);
        });
    float[] predicted = model.predict(numbers);
    for (int row = from; row < to; row++) {
      if (nulls[row]) continue;
      predictions[row] = predicted[row - from];
      // SQL Server has no such numbers.
      if (!Double.isFinite(predictions[row])) {
        throw new IllegalArgumentException("the model predicts " + predictions[row] + " for row " + (row + 1));
      }
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
