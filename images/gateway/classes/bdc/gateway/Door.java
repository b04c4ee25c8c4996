package bdc.gateway;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import org.apache.http.Header;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.util.EntityUtils;
import org.apache.knox.gateway.config.Configure;
import org.apache.knox.gateway.config.Default;
import org.apache.knox.gateway.dispatch.DefaultDispatch;
import org.apache.knox.gateway.services.GatewayServices;
import org.apache.knox.gateway.services.ServiceType;
import org.apache.knox.gateway.services.registry.ServiceRegistry;

/**
 * A service with pages below a path of the gateway, such as `/gateway/default/mlflow/`.
 *
 * Pages name others relative to their own address, which has to end with a slash. Of several servers the one is asked that answers `probe` with 200,
 * otherwise one that answers at all. Redirects of the service lead to where the gateway shows what they name.
 */
public class Door extends DefaultDispatch {
  private static final long PROBE_HOLDS_NANOS = 5_000_000_000L;
  private static final int PROBE_MILLIS = 3_000;
  private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/:?#]+)(?::(\\d+))?([^?#]*)(.*)");

  private volatile Chosen chosen = new Chosen(null, 0);
  private String probe = "";
  private String moved = "";
  private String elsewhere = "";

  private record Chosen(String url, long until) {}

  /** Path that a server answers with 200 if it is the one to ask. */
  @Configure
  protected void setProbe(@Default(" ") String probe) {
    this.probe = probe.trim();
  }

  /** Another door, to which callers of this one are sent. */
  @Configure
  protected void setMoved(@Default(" ") String moved) {
    this.moved = moved.trim();
  }

  /** Where pages of other ports are: words `8088=yarn`, or `8042=yarn/at` if the host is part of the path. */
  @Configure
  protected void setElsewhere(@Default(" ") String elsewhere) {
    this.elsewhere = " " + elsewhere.trim() + " ";
  }

  @Override
  public URI getDispatchUrl(HttpServletRequest request) {
    List<String> servers = servers(request);
    return url(servers.size() < 2 ? servers.get(0) : server(servers, true), below(asked(request)), request);
  }

  /** The path is that of the caller: Knox's own rules lose the slash at its end. */
  protected URI url(String server, String path, HttpServletRequest request) {
    String query = request.getQueryString();
    StringBuffer url = new StringBuffer(server).append(path.isEmpty() ? "/" : path).append(query == null ? "" : "?" + query);
    encodeUnwiseCharacters(url);
    return URI.create(url.toString());
  }

  @Override
  protected void executeRequest(HttpUriRequest outbound, HttpServletRequest inbound, HttpServletResponse response) throws IOException {
    HttpServletRequest asked = asked(inbound);
    String door = doorOf(asked);
    String query = asked.getQueryString() == null ? "" : "?" + asked.getQueryString();
    if (!moved.isEmpty()) {
      redirect(response, asked.getContextPath() + "/" + moved + "/" + below(asked).replaceFirst("^/", "") + query);
    } else if (below(asked).isEmpty()) {
      redirect(response, door + "/" + query);
    } else {
      outbound.setHeader("X-Forwarded-Context", shown(outbound.getURI(), asked));
      HttpResponse answer = ask(outbound, inbound);
      Header location = answer.getFirstHeader("Location");
      if (location != null) answer.setHeader("Location", located(location.getValue(), outbound.getURI(), asked));
      shown(answer, outbound.getURI(), asked);
      writeOutboundResponse(outbound, inbound, response, answer);
    }
  }

  /** Changes what a page says of addresses. */
  protected void shown(HttpResponse answer, URI url, HttpServletRequest asked) {}

  /** Path of the gateway that stands for the root of the server of `url`. */
  protected String shown(URI url, HttpServletRequest asked) {
    return doorOf(asked);
  }

  /** Path of the gateway for the root of another server, by its port; nothing for one that it does not show. */
  protected String elsewhere(String host, String port, HttpServletRequest asked) {
    Matcher door = Pattern.compile(" " + port + "=(\\S+)").matcher(elsewhere);
    if (!door.find()) return null;
    return asked.getContextPath() + "/" + door.group(1) + (door.group(1).endsWith("/at") ? "/" + host + ":" + port : "");
  }

  private String located(String location, URI url, HttpServletRequest asked) {
    Matcher address = ADDRESS.matcher(location);
    String path = location;
    String root = shown(url, asked);
    if (address.matches()) {
      String other = address.group(3) == null ? null : elsewhere(address.group(2), address.group(3), asked);
      boolean same = address.group(2).equals(url.getHost()) && String.valueOf(url.getPort()).equals(address.group(3));
      if (other == null && !same && !address.group(4).startsWith(root + "/")) return location;
      if (other != null && !same) root = other;
      path = (address.group(4).isEmpty() ? "/" : address.group(4)) + address.group(5);
    }
    if (!path.startsWith("/")) return path;
    return (path.startsWith(root + "/") ? "" : root) + path;
  }

  /** The server that was chosen may be gone: what can be asked again is asked of another one. */
  private HttpResponse ask(HttpUriRequest outbound, HttpServletRequest inbound) throws IOException {
    List<String> servers = servers(inbound);
    try {
      return executeOutboundRequest(outbound);
    } catch (IOException e) {
      boolean ofChosen = servers.size() > 1 && outbound.getURI().toString().startsWith(chosen.url + "/");
      if (!ofChosen || !List.of("GET", "HEAD").contains(outbound.getMethod())) throw e;
      ((HttpRequestBase) outbound).setURI(at(outbound.getURI(), server(servers, false)));
      return executeOutboundRequest(outbound);
    }
  }

  private static URI at(URI url, String server) {
    return URI.create(server + url.toString().replaceFirst("^[a-z]+://[^/?#]+", ""));
  }

  private String server(List<String> servers, boolean remembered) {
    Chosen last = chosen;
    if (remembered && last.url != null && System.nanoTime() - last.until < 0) return last.url;
    String answering = null;
    for (String server : servers) {
      int status = probe(server);
      if (status == 200) {
        answering = server;
        break;
      }
      if (status != 0 && answering == null) answering = server;
    }
    String url = answering == null ? servers.get(0) : answering;
    chosen = new Chosen(url, System.nanoTime() + PROBE_HOLDS_NANOS);
    return url;
  }

  /** Status of the answer; 0 if there is none. */
  private int probe(String server) {
    HttpGet request = new HttpGet(server + probe);
    request.setConfig(RequestConfig.custom().setConnectTimeout(PROBE_MILLIS).setSocketTimeout(PROBE_MILLIS).setRedirectsEnabled(false).build());
    try {
      HttpResponse answer = getHttpClient().execute(request);
      EntityUtils.consume(answer.getEntity());
      return answer.getStatusLine().getStatusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private List<String> servers(HttpServletRequest request) {
    GatewayServices services = (GatewayServices) request.getServletContext().getAttribute(GatewayServices.GATEWAY_SERVICES_ATTRIBUTE);
    String topology = (String) request.getServletContext().getAttribute(GatewayServices.GATEWAY_CLUSTER_ATTRIBUTE);
    ServiceRegistry registry = services.getService(ServiceType.SERVICE_REGISTRY_SERVICE);
    return registry.lookupServiceURLs(topology, getServiceRole());
  }

  private static void redirect(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
    response.setHeader("Location", path);
  }

  /** The request as the caller sent it, without what Knox makes of it for the service. */
  static HttpServletRequest asked(HttpServletRequest request) {
    HttpServletRequest asked = request;
    while (asked instanceof HttpServletRequestWrapper wrapper) asked = (HttpServletRequest) wrapper.getRequest();
    return asked;
  }

  /** Such as `/gateway/default/yarn`. */
  static String doorOf(HttpServletRequest asked) {
    String context = asked.getContextPath();
    return context + asked.getRequestURI().substring(context.length()).replaceFirst("^(/[^/]*).*$", "$1");
  }

  /** What comes after the door, with the slash. */
  static String below(HttpServletRequest asked) {
    return asked.getRequestURI().substring(doorOf(asked).length());
  }
}
