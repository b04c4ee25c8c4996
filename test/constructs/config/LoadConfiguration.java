import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.security.URIParameter;
import java.util.Arrays;
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
import org.apache.hadoop.security.authentication.util.KerberosName;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacitySchedulerConfiguration;
import org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.QueuePath;
import org.apache.log4j.LogManager;
import org.apache.log4j.PropertyConfigurator;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.w3c.dom.NodeList;
import sun.security.krb5.Config;

/** Loads generated configuration directories as Hadoop and ZooKeeper do, and prints as JSON what they understood. */
public class LoadConfiguration {
  private static final List<String> PRINCIPALS =
      List.of(
          "hdfs/pod-1.pod-svc@CONTOSO.LOCAL",
          "jn/pod-1.pod-svc@CONTOSO.LOCAL",
          "HTTP/pod-1.pod-svc@CONTOSO.LOCAL",
          "yarn/pod-1.pod-svc@CONTOSO.LOCAL",
          "evil/pod-1.pod-svc@CONTOSO.LOCAL",
          "Alice@CONTOSO.LOCAL",
          "HdFs@CONTOSO.LOCAL",
          "hdfs@CONTOSO.LOCAL",
          "alice@OTHER.LOCAL",
          "alice@CONTOSOXLOCAL");

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
      if (file.getName().equals("krb5.conf")) files.put("realm", realm(file));
      if (file.getName().equals("core-site.xml")) files.put("users", users(file));
      if (file.getName().equals("jaas.conf")) files.put("logins", logins(file));
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

  /** What the Kerberos of Java itself reads. */
  private static Map<String, Object> realm(File file) throws Exception {
    System.setProperty("java.security.krb5.conf", file.toString());
    Config.refresh();
    Config config = Config.getInstance();
    String realm = config.getDefaultRealm();
    return Map.of(
        "name", realm,
        "controllers", config.getKDCList(realm),
        "types", Arrays.stream(config.defaultEtype("default_tkt_enctypes")).boxed().toList(),
        "udpPreferenceLimit", config.get("libdefaults", "udp_preference_limit"),
        "ofService", String.valueOf(config.get("domain_realm", ".bdc.svc.cluster.local")));
  }

  /** Names in HDFS of some principals; none where callers are believed. */
  private static Map<String, String> users(File file) throws Exception {
    Configuration configuration = new Configuration(false);
    configuration.addResource(new org.apache.hadoop.fs.Path(file.toURI()));
    String rules = configuration.get("hadoop.security.auth_to_local");
    Map<String, String> users = new TreeMap<>();
    if (rules == null) return users;
    KerberosName.setRules(rules);
    for (String principal : PRINCIPALS) {
      try {
        users.put(principal, new KerberosName(principal).getShortName());
      } catch (KerberosName.NoMatchingRule refused) {
        users.put(principal, "refused");
      }
    }
    return users;
  }

  /** Principal and keytab of each context in which ZooKeeper logs in. */
  private static Map<String, String> logins(File file) throws Exception {
    System.setProperty("pod.name", System.getenv("POD_NAME"));
    System.setProperty("pod.host", System.getenv("POD_HOST"));
    var logins = javax.security.auth.login.Configuration.getInstance("JavaLoginConfig", new URIParameter(file.toURI()));
    Map<String, String> found = new TreeMap<>();
    for (String context : List.of("Client", "Server", "QuorumServer", "QuorumLearner")) {
      var entries = logins.getAppConfigurationEntry(context);
      if (entries != null) found.put(context, entries[0].getOptions().get("principal") + " " + entries[0].getOptions().get("keyTab"));
    }
    return found;
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
