export KNOX_GATEWAY_OPTS='-Xmx384m -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError'
