package bdc.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.lib.service.FileSystemAccessException;
import org.apache.hadoop.lib.service.hadoop.FileSystemAccessService;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.HttpExceptionUtils;

/**
 * HttpFS's way to HDFS, for `httpfs.services.ext`: what HDFS refuses is answered with 403, as WebHDFS does it.
 *
 * HttpFS itself calls it an error of its own, 500.
 */
public final class FileAccess extends FileSystemAccessService {
  @Override
  public <T> T execute(String user, Configuration configuration, FileSystemExecutor<T> executor) throws FileSystemAccessException {
    try {
      return super.execute(user, configuration, executor);
    } catch (FileSystemAccessException failure) {
      if (isRefusal(failure.getCause())) throw forbidden(failure.getCause());
      throw failure;
    }
  }

  /** One that stays open after the answer has begun: that of a file that is read. */
  @Override
  public FileSystem createFileSystem(String user, Configuration configuration) throws IOException, FileSystemAccessException {
    return new FilterFileSystem(super.createFileSystem(user, configuration)) {
      @Override
      public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        try {
          return super.open(path, bufferSize);
        } catch (IOException failure) {
          if (isRefusal(failure)) throw forbidden(failure);
          throw failure;
        }
      }
    };
  }

  /** What a NameNode answered by its protocol, or a file system elsewhere that is mounted. */
  private static boolean isRefusal(Throwable failure) {
    if (failure == null || failure instanceof FileNotFoundException) return false;
    return failure instanceof AccessControlException
      || failure instanceof AccessDeniedException
      || failure instanceof RemoteException
      || (failure instanceof IOException && failure.getCause() instanceof RemoteException);
  }

  private static WebApplicationException forbidden(Throwable refusal) {
    return new WebApplicationException(HttpExceptionUtils.createJerseyExceptionResponse(Response.Status.FORBIDDEN, refusal));
  }
}
