import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.log4j.PropertyConfigurator;
import org.apache.log4j.spi.LoggerRepository;
import org.w3c.dom.NodeList;

/** Loads the generated files of a configuration directory as Hadoop does, and prints as JSON what it understood. */
public class LoadConfiguration {
  @SuppressWarnings("unchecked")
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    Map<String, Object> understood = new LinkedHashMap<>();
    PropertyConfigurator.configure(directory.resolve("log4j.properties").toString());
    for (File file : directory.toFile().listFiles((parent, name) -> name.endsWith(".xml"))) {
      Configuration configuration = new Configuration(false);
      configuration.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
      Map<String, String> values = new TreeMap<>();
      configuration.forEach(entry -> values.put(entry.getKey(), configuration.get(entry.getKey())));
      understood.put(file.getName(), values);
    }
    for (File file : directory.toFile().listFiles((parent, name) -> name.endsWith(".properties"))) {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file.toPath())));
      understood.put(file.getName(), properties);
    }
    understood.put("known", Stream.of("core-default.xml", "hdfs-default.xml").flatMap(LoadConfiguration::names).toList());

    understood.put("ttl", Security.getProperty("networkaddress.cache.ttl"));
    understood.put("negativeTtl", Security.getProperty("networkaddress.cache.negative.ttl"));

    LoggerRepository loggers = org.apache.log4j.LogManager.getLoggerRepository();
    understood.put("rootLevel", loggers.getRootLogger().getLevel().toString());
    understood.put("appenders", java.util.Collections.list(loggers.getRootLogger().getAllAppenders()).size());

    System.out.println(new ObjectMapper().writeValueAsString(understood));
  }

  /** Names in a file of defaults; read as XML, since Configuration leaves out what has no value. */
  private static Stream<String> names(String resource) {
    try (InputStream stream = LoadConfiguration.class.getClassLoader().getResourceAsStream(resource)) {
      NodeList names = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getElementsByTagName("name");
      return IntStream.range(0, names.getLength()).mapToObj(index -> names.item(index).getTextContent().trim()).toList().stream();
    } catch (Exception exception) {
      throw new IllegalStateException(resource, exception);
    }
  }
}
