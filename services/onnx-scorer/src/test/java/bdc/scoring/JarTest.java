package bdc.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The file that SQL Server gets. */
final class JarTest {
  private static final Path JAR = Path.of("target", "onnx-scorer.jar");
  private static final int JAVA_11 = 55;

  @Test
  void holdsTheScorerAndNothingThatSqlServerHas() throws IOException {
    List<String> names = entries().stream().map(JarEntry::getName).collect(Collectors.toList());
    assertTrue(names.contains("bdc/scoring/OnnxScorer.class"));
    assertEquals(List.of(), names.stream().filter(name -> name.startsWith("com/microsoft/sqlserver/")).collect(Collectors.toList()));
  }

  @Test
  void holdsTheCodeOfOnePlatform() throws IOException {
    List<String> libraries =
        entries().stream().map(JarEntry::getName).filter(name -> name.matches(".*\\.(so|dll|dylib)")).sorted().collect(Collectors.toList());
    assertEquals(
        List.of("ai/onnxruntime/native/linux-x64/libonnxruntime.so", "ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so"), libraries);
  }

  @Test
  void runsOnTheJavaOfSqlServer() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (!entry.getName().endsWith(".class")) continue;
        try (DataInputStream stream = new DataInputStream(jar.getInputStream(entry))) {
          stream.skipBytes(6);
          int version = stream.readUnsignedShort();
          assertTrue(version <= JAVA_11, entry.getName() + " is of version " + version);
        }
      }
    }
  }

  private static List<JarEntry> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return Collections.list(jar.entries());
    }
  }
}
