package bdc.hadoop;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.security.GroupMappingServiceProvider;

/**
 * Groups of the users of the cluster, for `hadoop.security.group.mapping`.
 *
 * Whoever is no user of the cluster, such as its services, is alone in a group of the same name: without any group Hadoop cannot list the mount
 * table. Nobody gets into a group of users by being called like it.
 */
public final class UserGroups implements GroupMappingServiceProvider {
  @Override
  public List<String> getGroups(String user) throws IOException {
    UserStore store = UserStore.read();
    List<String> groups = store.groupsOf(user);
    return groups.isEmpty() && !store.hasGroup(user) ? List.of(user) : groups;
  }

  @Override
  public void cacheGroupsRefresh() {}

  @Override
  public void cacheGroupsAdd(List<String> groups) {}
}
