export HADOOP_OPTS='-Djava.security.properties=/etc/hadoop/security.properties -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError'
export YARN_RESOURCEMANAGER_OPTS='-Xmx384m'
