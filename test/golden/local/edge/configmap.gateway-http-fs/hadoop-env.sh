export HADOOP_OPTS='-Djava.security.properties=/etc/hadoop/security.properties -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError'
export HTTPFS_OPTS='-Xmx256m'
