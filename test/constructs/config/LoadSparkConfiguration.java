import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.conf.HiveConf;
import org.apache.spark.SparkConf;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.ConfigEntry$;
import org.apache.spark.util.Utils$;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Loads generated configuration directories as Spark and Hive do, and prints as JSON what they understood. */
public class LoadSparkConfiguration {
  /** Classes that register the properties they know when they are loaded. */
  private static final List<String> REGISTRIES =
      List.of(
          "org.apache.spark.internal.config.package$",
          "org.apache.spark.internal.config.History$",
          "org.apache.spark.internal.config.Python$",
          "org.apache.spark.internal.config.UI$",
          "org.apache.spark.deploy.yarn.config.package$",
          "org.apache.spark.sql.internal.StaticSQLConf$",
          "org.apache.spark.sql.internal.SQLConf$");

  public static void main(String[] directories) throws Exception {
    for (String registry : REGISTRIES) Class.forName(registry);
    Map<String, Object> understood = new LinkedHashMap<>();
    for (String directory : directories) understood.put(Path.of(directory).getFileName().toString(), load(Path.of(directory)));
    understood.put("hiveKeys", Arrays.stream(HiveConf.ConfVars.values()).map(variable -> variable.varname).toList());
    System.out.println(new ObjectMapper().writeValueAsString(understood));
  }

  private static Map<String, Object> load(Path directory) {
    Map<String, Object> files = new LinkedHashMap<>();
    for (File file : directory.toFile().listFiles()) {
      if (file.getName().startsWith("spark-") && file.getName().endsWith(".conf")) files.put(file.getName(), spark(file));
      if (file.getName().equals("hive-site.xml")) files.put(file.getName(), hive(file));
    }
    return files;
  }

  /** Values as the entry of each property reads them, and what no entry is there for. */
  private static Map<String, Object> spark(File file) {
    SparkConf conf = new SparkConf(false);
    Map<String, String> properties = CollectionConverters.asJava(Utils$.MODULE$.getPropertiesFromFile(file.getPath()));
    properties.forEach(conf::set);
    Map<String, Object> values = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    properties.forEach(
        (key, text) -> {
          ConfigEntry<?> entry = ConfigEntry$.MODULE$.findEntry(key);
          if (entry == null) unknown.add(key);
          values.put(key, entry == null ? text : plain(conf.get(entry)));
        });
    return Map.of("values", values, "unknown", unknown);
  }

  private static String plain(Object value) {
    return value instanceof Option<?> option ? (option.isEmpty() ? "" : option.get().toString()) : String.valueOf(value);
  }

  private static Map<String, String> hive(File file) {
    HiveConf configuration = new HiveConf(new Configuration(false), LoadSparkConfiguration.class);
    configuration.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
    Configuration own = new Configuration(false);
    own.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
    Map<String, String> values = new TreeMap<>();
    own.forEach(entry -> values.put(entry.getKey(), configuration.get(entry.getKey())));
    return values;
  }
}
