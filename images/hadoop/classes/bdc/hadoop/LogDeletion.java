package bdc.hadoop;

import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.logaggregation.AggregatedLogDeletionService;
import org.apache.hadoop.yarn.server.api.ApplicationInitializationContext;
import org.apache.hadoop.yarn.server.api.ApplicationTerminationContext;
import org.apache.hadoop.yarn.server.api.AuxiliaryService;

/**
 * Removes the aggregated logs of applications that ended longer ago than `yarn.log-aggregation.retain-seconds`, for `yarn.nodemanager.aux-services`.
 *
 * Each NodeManager does it, as the user that aggregated them: what one has removed, the others do not find.
 */
public final class LogDeletion extends AuxiliaryService {
  private final AggregatedLogDeletionService deletion = new AggregatedLogDeletionService();

  public LogDeletion() {
    super("log_deletion");
  }

  @Override
  protected void serviceInit(Configuration conf) {
    deletion.init(conf);
  }

  @Override
  protected void serviceStart() {
    deletion.start();
  }

  @Override
  protected void serviceStop() {
    deletion.stop();
  }

  @Override
  public void initializeApplication(ApplicationInitializationContext context) {}

  @Override
  public void stopApplication(ApplicationTerminationContext context) {}

  @Override
  public ByteBuffer getMetaData() {
    return ByteBuffer.allocate(0);
  }
}
