package bdc.hadoop;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.hdfs.server.namenode.SafeModeException;
import org.apache.hadoop.hdfs.server.protocol.NamenodeProtocols;
import org.apache.hadoop.ipc.RetriableException;
import org.apache.hadoop.ipc.StandbyException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ServicePlugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the directories that the services and users of the cluster need, for `dfs.namenode.plugins`.
 *
 * The file `directories.conf` has a line `MODE OWNER PATH` for each, parents first; `*` stands for each user of the cluster. What is there is left as
 * it is, whoever it belongs to. It runs inside of the NameNode, whose process is the superuser: no login, no ticket, no other process.
 */
public final class Directories implements ServicePlugin {
  private static final Logger LOG = LoggerFactory.getLogger(Directories.class);
  private static final String FILE = "directories.conf";
  private static final int SECONDS_BETWEEN_PASSES = 20;
  private static final int SECONDS_UNTIL_ACTIVE = 1;

  private record Directory(String path, String owner, FsPermission mode) {}

  /** Not an interruption: that would close the file of edits under the NameNode. */
  private final CountDownLatch end = new CountDownLatch(1);

  /** What failed, and has been told, by path. */
  private final Map<String, String> problems = new HashMap<>();

  private NameNode nameNode;

  @Override
  public void start(Object service) {
    nameNode = (NameNode) service;
    Thread thread = new Thread(this::run, "directories");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    end.countDown();
  }

  @Override
  public void close() {
    stop();
  }

  private void run() {
    try {
      boolean ended = false;
      while (!ended) ended = end.await(pass() ? SECONDS_BETWEEN_PASSES : SECONDS_UNTIL_ACTIVE, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      // The NameNode is ending.
    }
  }

  /** Returns whether this NameNode could make directories at all. */
  private boolean pass() {
    if (!nameNode.isActiveState() || nameNode.isInSafeMode()) return false;
    List<Directory> directories;
    try {
      directories = read();
      solved(FILE);
    } catch (IOException | RuntimeException e) {
      failed(FILE, e);
      return true;
    }
    for (Directory directory : directories) {
      try {
        make(directory);
        solved(directory.path);
      } catch (StandbyException | RetriableException | SafeModeException notYet) {
        return false;
      } catch (IOException | RuntimeException e) {
        failed(directory.path, e);
      }
    }
    return true;
  }

  private static List<Directory> read() throws IOException {
    List<Directory> directories = new ArrayList<>();
    List<String> users = UserStore.read().names();
    // A new configuration each time: one remembers what it has read.
    try (Reader reader = new Configuration(false).getConfResourceAsReader(FILE)) {
      if (reader == null) throw new FileNotFoundException(FILE);
      for (String line : new BufferedReader(reader).lines().toList()) {
        String[] fields = line.split(" ", 3);
        FsPermission mode = new FsPermission(fields[0]);
        if (fields[1].equals("*")) {
          for (String user : users) directories.add(new Directory(fields[2].replace("*", user), user, mode));
        } else {
          directories.add(new Directory(fields[2], fields[1], mode));
        }
      }
    }
    return directories;
  }

  /** Under another name first: a NameNode that is killed in between leaves no directory with wrong rights, which nobody would correct. */
  private void make(Directory directory) throws IOException {
    NamenodeProtocols rpc = nameNode.getRpcServer();
    if (rpc.getFileInfo(directory.path) != null) return;
    String group = groupOf(directory.owner);
    int slash = directory.path.lastIndexOf('/') + 1;
    String unfinished = directory.path.substring(0, slash) + ".making." + directory.path.substring(slash);
    rpc.delete(unfinished, true);
    rpc.mkdirs(unfinished, directory.mode, false);
    rpc.setOwner(unfinished, directory.owner, group);
    rpc.setPermission(unfinished, directory.mode);
    rpc.rename2(unfinished, directory.path);
    LOG.info("Made {} for {}:{} with mode {}", directory.path, directory.owner, group, directory.mode);
  }

  private static String groupOf(String user) {
    try {
      return UserGroupInformation.createRemoteUser(user).getPrimaryGroupName();
    } catch (IOException none) {
      return user;
    }
  }

  private void failed(String what, Exception e) {
    if (!e.toString().equals(problems.put(what, e.toString()))) LOG.warn("Cannot make {}", what, e);
  }

  private void solved(String what) {
    problems.remove(what);
  }
}
