export SPARK_DAEMON_JAVA_OPTS='-Djava.security.properties=/etc/spark/security.properties -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError'
export SPARK_DAEMON_MEMORY='384m'
