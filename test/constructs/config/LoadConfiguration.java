import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacitySchedulerConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.QueuePath;
import org.apache.log4j.LogManager;
import org.apache.log4j.PropertyConfigurator;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.w3c.dom.NodeList;

/** Loads generated configuration directories as Hadoop and ZooKeeper do, and prints as JSON what they understood. */
public class LoadConfiguration {
  public static void main(String[] directories) throws Exception {
    Map<String, Object> understood = new LinkedHashMap<>();
    for (String directory : directories) understood.put(Path.of(directory).getFileName().toString(), load(Path.of(directory)));
    understood.put(
        "known",
        Stream.of("core-default.xml", "hdfs-default.xml", "yarn-default.xml", "httpfs-default.xml").flatMap(LoadConfiguration::names).toList());
    understood.put("ttl", Security.getProperty("networkaddress.cache.ttl"));
    understood.put("negativeTtl", Security.getProperty("networkaddress.cache.negative.ttl"));
    System.out.println(new ObjectMapper().writeValueAsString(understood));
  }

  private static Map<String, Object> load(Path directory) throws Exception {
    PropertyConfigurator.configure(directory.resolve("log4j.properties").toString());
    Map<String, Object> files = new LinkedHashMap<>();
    files.put("rootLevel", LogManager.getRootLogger().getLevel().toString());
    files.put("appenders", Collections.list((java.util.Enumeration<?>) LogManager.getRootLogger().getAllAppenders()).size());
    for (File file : directory.toFile().listFiles()) {
      if (file.getName().endsWith(".xml")) files.put(file.getName(), xml(file));
      if (file.getName().endsWith(".properties")) files.put(file.getName(), properties(file));
      if (file.getName().equals("capacity-scheduler.xml")) files.put("queues", queues(file));
      if (file.getName().equals("zoo.cfg")) files.put("members", members(file));
    }
    return files;
  }

  private static Map<String, String> xml(File file) {
    Configuration configuration = new Configuration(false);
    configuration.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
    Map<String, String> values = new TreeMap<>();
    configuration.forEach(entry -> values.put(entry.getKey(), configuration.get(entry.getKey())));
    return values;
  }

  private static Properties properties(File file) throws Exception {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file.toPath())));
    return properties;
  }

  private static Map<String, Object> queues(File file) {
    Configuration configuration = new Configuration(false);
    configuration.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
    CapacitySchedulerConfiguration scheduler = new CapacitySchedulerConfiguration(configuration, false);
    return Map.of(
        "names", scheduler.getQueues("root"),
        "capacity", scheduler.getNonLabeledQueueCapacity(new QueuePath("root.default")),
        "drivers", scheduler.getMaximumApplicationMasterResourcePercent(),
        "calculator", scheduler.getResourceCalculator().getClass().getSimpleName());
  }

  private static List<String> members(File file) throws Exception {
    // A member reads its own number from its data directory, which is on a volume of the pod.
    Path data = Files.createDirectory(file.toPath().resolveSibling("data"));
    Files.writeString(data.resolve("myid"), "1");
    Path copy = Files.writeString(data.resolve("zoo.cfg"), Files.readString(file.toPath()).replaceFirst("(?m)^dataDir=.*", "dataDir=" + data));
    QuorumPeerConfig configuration = new QuorumPeerConfig();
    configuration.parse(copy.toString());
    return configuration.getServers().values().stream().map(Object::toString).toList();
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
