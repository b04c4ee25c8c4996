package bdc.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.HttpEntityWrapper;
import org.apache.knox.gateway.config.GatewayConfig;
import org.apache.knox.gateway.util.RegExUtils;

/**
 * Pages of Hadoop's daemons, which know of no gateway: they name others by absolute paths, and by the names and ports of pods.
 *
 * Those of one server among many are below `at/<host>:<port>/` of their door.
 */
public class HadoopPages extends Door {
  private static final Pattern AT = Pattern.compile("/at/([A-Za-z0-9.-]+):(\\d+)(/.*)?");
  private static final Pattern REWRITTEN = Pattern.compile("(text/html|(text|application)/(x-)?javascript)\\b.*", Pattern.CASE_INSENSITIVE);

  /** An address of another server, in a page or in its script. */
  private static final Pattern SERVER = Pattern.compile("(?:https?:)?//([A-Za-z0-9.-]+):(\\d+)");

  /** How the page of the NameNode makes the address of a DataNode. */
  private static final Pattern DATA_NODE = Pattern.compile("\"https?://\" \\+ dnHost\\b");

  /** A path of the server, in an attribute or in a script. */
  private static final Pattern PATH = Pattern.compile(
    "([\"'])/(?=(?:static|jmx|conf|logs|logLevel|stacks|prof|metrics|prom|startupProgress|topology|cluster|node|proxy|ws|app|scheduler|webhdfs)\\b)"
  );

  /** A line without an end must not fill the memory. */
  private static final int LONGEST_LINE = 1 << 20;

  @Override
  public URI getDispatchUrl(HttpServletRequest request) {
    URI url = super.getDispatchUrl(request);
    HttpServletRequest asked = asked(request);
    Matcher at = AT.matcher(below(asked));
    if (!at.matches()) return url;
    String server = url.getScheme() + "://" + at.group(1) + ":" + at.group(2);
    String root = doorOf(asked) + "/at/" + at.group(1) + ":" + at.group(2);
    if (!root.equals(elsewhere(at.group(1), at.group(2), asked)) || !allowed(request, server)) {
      return URI.create(url.getScheme() + "://" + url.getAuthority() + "/no-such-server");
    }
    return url(server, at.group(3) == null ? "/" : at.group(3), request);
  }

  /** Knox itself looks at the address that the definition of the service makes, not at the one that is asked. */
  private static boolean allowed(HttpServletRequest request, String server) {
    GatewayConfig config = (GatewayConfig) request.getServletContext().getAttribute(GatewayConfig.GATEWAY_CONFIG_ATTRIBUTE);
    return RegExUtils.checkWhitelist(config.getDispatchWhitelist(), server);
  }

  @Override
  protected HttpResponse executeOutboundRequest(HttpUriRequest request) throws IOException {
    // What is compressed cannot be rewritten.
    request.removeHeaders("Accept-Encoding");
    return super.executeOutboundRequest(request);
  }

  @Override
  protected String shown(URI url, HttpServletRequest asked) {
    Matcher at = AT.matcher(below(asked));
    return doorOf(asked) + (at.matches() ? "/at/" + at.group(1) + ":" + at.group(2) : "");
  }

  @Override
  protected void shown(HttpResponse answer, URI url, HttpServletRequest asked) {
    HttpEntity entity = answer.getEntity();
    if (entity == null || entity.getContentType() == null || !REWRITTEN.matcher(entity.getContentType().getValue()).matches()) return;
    answer.removeHeaders("Content-Length");
    answer.setEntity(
      new HttpEntityWrapper(entity) {
        @Override
        public InputStream getContent() throws IOException {
          return new Rewritten(super.getContent(), line -> rewritten(line, shown(url, asked), asked));
        }

        @Override
        public long getContentLength() {
          return -1;
        }
      }
    );
  }

  private String rewritten(String line, String root, HttpServletRequest asked) {
    String servers = SERVER.matcher(line).replaceAll(server -> {
      String place = elsewhere(server.group(1), server.group(2), asked);
      return Matcher.quoteReplacement(place == null ? server.group() : place);
    });
    String dataNodes = DATA_NODE.matcher(servers).replaceAll(Matcher.quoteReplacement('"' + asked.getContextPath() + "/hdfs/at/\" + dnHost"));
    String paths = PATH.matcher(dataNodes).replaceAll("$1" + Matcher.quoteReplacement(root) + "/");
    // Files of HDFS have a door of their own.
    return paths.replace(root + "/webhdfs/", asked.getContextPath() + "/webhdfs/");
  }

  private interface Rewriter {
    String rewrite(String line);
  }

  /** A stream that is rewritten line by line. */
  private static final class Rewritten extends InputStream {
    private final InputStream in;
    private final Rewriter rewriter;
    private byte[] line = {};
    private int next;

    Rewritten(InputStream in, Rewriter rewriter) {
      this.in = new BufferedInputStream(in);
      this.rewriter = rewriter;
    }

    @Override
    public int read() throws IOException {
      return fill() ? line[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) return 0;
      if (!fill()) return -1;
      int count = Math.min(length, line.length - next);
      System.arraycopy(line, next, target, offset, count);
      next += count;
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    /** Bytes stay what they are, whatever the page's encoding. */
    private boolean fill() throws IOException {
      while (next == line.length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int one;
        while (bytes.size() < LONGEST_LINE && (one = in.read()) >= 0) {
          bytes.write(one);
          if (one == '\n') break;
        }
        if (bytes.size() == 0) return false;
        line = rewriter.rewrite(bytes.toString(StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
        next = 0;
      }
      return true;
    }
  }
}
