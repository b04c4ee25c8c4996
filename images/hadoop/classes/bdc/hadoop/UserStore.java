package bdc.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The users of the cluster: `passwd` and `group` of the Secret `user-groups`, read anew each time, since Kubernetes changes them under the process.
 *
 * Without the files there are no users.
 */
final class UserStore {
  private static final Path DIRECTORY = Path.of("/var/run/secrets/user-groups");

  private record User(String name, String groupNumber) {}

  private record Group(String name, String number, List<String> members) {}

  private final List<User> users;
  private final List<Group> groups;

  private UserStore(List<User> users, List<Group> groups) {
    this.users = users;
    this.groups = groups;
  }

  static UserStore read() throws IOException {
    return new UserStore(
        entries("passwd").stream().map(fields -> new User(fields[0], fields[3])).toList(),
        entries("group").stream().map(fields -> new Group(fields[0], fields[2], Arrays.asList(fields[3].split(",")))).toList());
  }

  List<String> names() {
    return users.stream().map(User::name).toList();
  }

  boolean hasGroup(String name) {
    return groups.stream().anyMatch(group -> group.name.equals(name));
  }

  /** Groups of a user, the one that new files belong to first; none if there is no such user. */
  List<String> groupsOf(String name) {
    List<String> found = new ArrayList<>();
    for (User user : users) {
      if (!user.name.equals(name)) continue;
      for (Group group : groups) {
        // The lists of members decide: the files may be of two versions for a moment, and numbers are given anew with each.
        if (group.members.contains(name)) found.add(group.number.equals(user.groupNumber) ? 0 : found.size(), group.name);
      }
    }
    return found;
  }

  private static List<String[]> entries(String file) throws IOException {
    try {
      return Files.readAllLines(DIRECTORY.resolve(file)).stream().map(line -> line.split(":", -1)).filter(fields -> fields.length >= 4).toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
  }
}
