export SPARK_SUBMIT_OPTS='-Djava.security.properties=/etc/spark/security.properties -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError -XX:TieredStopAtLevel=1 -XX:+UseSerialGC'
