export KNOX_GATEWAY_OPTS='-Xmx2304m -Djava.net.preferIPv4Stack=true -XX:+ExitOnOutOfMemoryError'
