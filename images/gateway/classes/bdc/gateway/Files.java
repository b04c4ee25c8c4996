package bdc.gateway;

import java.io.IOException;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.protocol.HTTP;
import org.apache.knox.gateway.dispatch.DefaultDispatch;

/**
 * Files of HDFS by the HttpFS beside the gateway.
 *
 * HttpFS refuses content without reading it, and then closes the connection without a word: whatever is asked next by it is lost. So each is used once.
 */
public class Files extends DefaultDispatch {
  @Override
  protected HttpResponse executeOutboundRequest(HttpUriRequest outbound) throws IOException {
    outbound.setHeader(HttpHeaders.CONNECTION, HTTP.CONN_CLOSE);
    return super.executeOutboundRequest(outbound);
  }
}
