import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.authentication.server.AuthenticationFilter;
import org.apache.hadoop.security.authentication.server.KerberosAuthenticationHandler;
import org.apache.hadoop.security.authentication.server.LdapAuthenticationHandler;
import org.apache.hadoop.security.authentication.server.MultiSchemeAuthenticationHandler;
import org.apache.knox.gateway.config.GatewayConfig;
import org.apache.knox.gateway.config.impl.GatewayConfigImpl;
import org.apache.knox.gateway.deploy.DeploymentFactory;
import org.apache.knox.gateway.services.GatewayServices;
import org.apache.knox.gateway.services.ServiceType;
import org.apache.knox.gateway.services.registry.ServiceRegistry;
import org.apache.knox.gateway.services.security.AliasService;
import org.apache.knox.gateway.topology.Provider;
import org.apache.knox.gateway.topology.Topology;
import org.apache.knox.gateway.util.TopologyUtils;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.shiro.config.Ini;
import org.apache.shiro.env.BasicIniEnvironment;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authc.AuthenticationException;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Loads generated directories of the gateway as Knox does, and prints as JSON what it understood. The first argument is Knox's home. */
public class LoadGateway {
  public static void main(String[] arguments) throws Exception {
    DeploymentFactory.setGatewayServices(services());
    Map<String, Object> understood = new LinkedHashMap<>();
    for (int index = 1; index < arguments.length; index++) {
      Path directory = Path.of(arguments[index]);
      understood.put(directory.getFileName().toString(), load(Path.of(arguments[0]), directory));
    }
    understood.put("known", keys(GatewayConfigImpl.class, GatewayConfig.class));
    understood.put(
        "handlerKeys",
        keys(
            AuthenticationFilter.class,
            MultiSchemeAuthenticationHandler.class,
            LdapAuthenticationHandler.class,
            KerberosAuthenticationHandler.class));
    System.out.println(new ObjectMapper().writeValueAsString(understood));
    // The realm of the users has a thread that reads their file again and again.
    System.exit(0);
  }

  private static Map<String, Object> load(Path home, Path directory) throws Exception {
    Map<String, Object> files = new LinkedHashMap<>();
    GatewayConfigImpl configuration = new GatewayConfigImpl();
    configuration.addResource(new org.apache.hadoop.fs.Path(directory.resolve("gateway-site.xml").toUri()));
    configuration.set("gateway.data.dir", home.resolve("data").toString());
    Configuration site = new Configuration(false);
    site.addResource(new org.apache.hadoop.fs.Path(directory.resolve("gateway-site.xml").toUri()));
    Map<String, String> values = new TreeMap<>();
    site.forEach(entry -> values.put(entry.getKey(), site.get(entry.getKey())));
    files.put("site", values);
    files.put("port", configuration.getGatewayPort());
    files.put("headerBuffer", configuration.getHttpServerRequestHeaderBuffer());
    files.put("whitelist", configuration.getDispatchWhitelist());
    files.put("kerberos", configuration.isHadoopKerberosSecured());
    files.put("keystore", configuration.getIdentityKeystorePath() + " " + configuration.getIdentityKeystoreType());
    files.put("truststore", configuration.getHttpClientTruststorePath() + " " + configuration.getHttpClientTruststoreType());
    files.put("protocols", configuration.getIncludedSSLProtocols());

    Topology topology;
    try (InputStream stream = Files.newInputStream(directory.resolve("default.xml"))) {
      topology = TopologyUtils.parse(stream);
    }
    topology.setName("default");
    topology.setUri(directory.resolve("default.xml").toUri());
    Map<String, Object> providers = new LinkedHashMap<>();
    for (Provider provider : topology.getProviders()) providers.put(provider.getRole() + " " + provider.getName(), provider.getParams());
    files.put("providers", providers);
    Map<String, Object> services = new LinkedHashMap<>();
    topology.getServices().forEach(service -> services.put(service.getRole(), service.getUrls()));
    files.put("services", services);

    EnterpriseArchive deployment = DeploymentFactory.createDeployment(configuration, topology);
    for (Map.Entry<org.jboss.shrinkwrap.api.ArchivePath, Node> entry : deployment.getContent().entrySet()) {
      if (!entry.getKey().get().equals("/%2F")) continue;
      WebArchive archive = deployment.getAsType(WebArchive.class, entry.getKey());
      files.put("resources", patterns(text(archive, "/WEB-INF/gateway.xml")));
      files.put("shownCertificate", shownCertificate(text(archive, "/WEB-INF/gateway.xml")));
      files.put("dispatches", dispatches(text(archive, "/WEB-INF/gateway.xml")));
      if (archive.contains("/WEB-INF/shiro.ini")) files.put("logins", logins(directory, text(archive, "/WEB-INF/shiro.ini")));
    }
    ConfigurationSource source = new ConfigurationSource(Files.newInputStream(directory.resolve("gateway-log4j2.xml")));
    XmlConfiguration log = new XmlConfiguration(null, source);
    log.initialize();
    files.put("log", log.getRootLogger().getLevel() + " " + log.getRootLogger().getAppenders().keySet());
    return files;
  }

  /** Stands for the services of a running gateway: passwords and the registry alone are asked for. */
  private static GatewayServices services() {
    AliasService passwords = answering(AliasService.class, Map.of("getPasswordFromAliasForCluster", "password".toCharArray()));
    ServiceRegistry registry = answering(ServiceRegistry.class, Map.of("registerService", true));
    return (GatewayServices) Proxy.newProxyInstance(
        LoadGateway.class.getClassLoader(),
        new Class<?>[] {GatewayServices.class},
        (proxy, method, arguments) -> {
          if (method.getName().equals("getServiceTypes")) return List.of(ServiceType.ALIAS_SERVICE);
          if (!method.getName().equals("getService")) return null;
          return arguments[0] == ServiceType.ALIAS_SERVICE ? passwords : registry;
        });
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private static String text(WebArchive archive, String path) throws Exception {
    try (InputStream stream = archive.get(path).getAsset().openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Addresses that the gateway answers. */
  private static List<String> patterns(String descriptor) throws Exception {
    var found = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new ByteArrayInputStream(descriptor.getBytes(StandardCharsets.UTF_8))).getElementsByTagName("pattern");
    List<String> patterns = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) patterns.add(found.item(index).getTextContent());
    return patterns;
  }

  /** Roles of the services that the gateway shows its own certificate to. */
  private static Set<String> shownCertificate(String descriptor) {
    Set<String> roles = new TreeSet<>();
    for (String resource : descriptor.split("<resource>")) {
      Matcher role = Pattern.compile("<role>([A-Z0-9]+)</role>").matcher(resource);
      if (role.find() && resource.matches("(?s).*<name>useTwoWaySsl</name>\\s*<value>true</value>.*")) roles.add(role.group(1));
    }
    return roles;
  }

  /** Classes that call the services of each role. */
  private static Map<String, Set<String>> dispatches(String descriptor) {
    Map<String, Set<String>> dispatches = new TreeMap<>();
    for (String resource : descriptor.split("<resource>")) {
      Matcher role = Pattern.compile("<role>([A-Z0-9]+)</role>").matcher(resource);
      Matcher dispatch = Pattern.compile("<name>dispatch-impl</name>\\s*<value>([^<]+)</value>").matcher(resource);
      if (role.find() && dispatch.find()) dispatches.computeIfAbsent(role.group(1), key -> new TreeSet<>()).add(dispatch.group(1));
    }
    return dispatches;
  }

  /** Whether a user of the file beside the topology can log in, with the right password and with another. */
  private static Map<String, Object> logins(Path directory, String text) {
    Ini ini = new Ini();
    ini.load(text.replaceAll("file:/var/run/secrets/users/", "file:" + directory + "/"));
    ini.remove("urls");
    ini.getSection("main").keySet().removeIf(key -> key.startsWith("invalidRequest"));
    var environment = new BasicIniEnvironment(ini);
    Map<String, Object> results = new LinkedHashMap<>();
    for (String password : List.of("right", "wrong")) {
      try {
        environment.getSecurityManager().authenticate(new UsernamePasswordToken("alice", password));
        results.put(password, true);
      } catch (AuthenticationException refused) {
        results.put(password, false);
      }
    }
    return results;
  }

  /** Every key that these classes name. */
  private static TreeSet<String> keys(Class<?>... types) throws Exception {
    TreeSet<String> keys = new TreeSet<>();
    for (Class<?> type : types) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) continue;
        field.setAccessible(true);
        keys.add(String.valueOf(field.get(null)));
      }
    }
    return keys;
  }
}
