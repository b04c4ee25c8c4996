package bdc.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A regression as a file of ONNX: an input of one number for each feature, and the output {@code prediction}. */
final class Model implements AutoCloseable {
  static final String OUTPUT = "prediction";

  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);

  private final OrtSession session;

  /**
   * @param threads that calculate, in all
   */
  Model(byte[] file, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Threads that wait are not to take the processors from the queries beside them.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = ENVIRONMENT.createSession(file, options);
    }
    try {
      for (NodeInfo input : session.getInputInfo().values()) requireOneNumber(input);
      if (!session.getOutputNames().contains(OUTPUT)) {
        throw new IllegalArgumentException("the model has no output " + OUTPUT + " but " + String.join(", ", session.getOutputNames()));
      }
      requireOneNumber(session.getOutputInfo().get(OUTPUT));
    } catch (OrtException | RuntimeException problem) {
      session.close();
      throw problem;
    }
  }

  /** The names of the features. */
  List<String> features() {
    return List.copyOf(session.getInputNames());
  }

  /** Predictions for rows from their features, whose arrays are as long as each other. */
  float[] predict(Map<String, float[]> features) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (Map.Entry<String, float[]> feature : features.entrySet()) inputs.put(feature.getKey(), tensor(feature.getValue()));
      try (OrtSession.Result result = session.run(inputs, Set.of(OUTPUT))) {
        OnnxValue value = result.get(0);
        FloatBuffer predictions = ((OnnxTensor) value).getFloatBuffer();
        float[] numbers = new float[predictions.remaining()];
        predictions.get(numbers);
        return numbers;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private static OnnxTensor tensor(float[] numbers) throws OrtException {
    FloatBuffer buffer = ByteBuffer.allocateDirect(numbers.length * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put(numbers).rewind();
    return OnnxTensor.createTensor(ENVIRONMENT, buffer, new long[] {numbers.length, 1});
  }

  private static void requireOneNumber(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo) {
      TensorInfo tensor = (TensorInfo) node.getInfo();
      if (tensor.type == OnnxJavaType.FLOAT && Arrays.equals(tensor.getShape(), new long[] {-1, 1})) return;
    }
    throw new IllegalArgumentException(node.getName() + " of the model is " + node.getInfo() + ", not one float for each row");
  }
}
