package dev.softclick.cloud;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerFactory;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManagerFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.utils.ActiveMQThreadPoolExecutor;

/**
 * The embedded Artemis: MQTT only, all in memory, every pool and queue bounded. It is given its threads, so that whatever becomes of a start, they
 * are ours to end.
 */
final class Broker implements AutoCloseable {
    private static final String ACCEPTOR = "mqtts";
    private static final int THREADS = 16;
    private static final int TIMER_THREADS = 2;
    private static final int IDLE_SECONDS = 10;
    private static final long STOP_SECONDS = 5;

    /** How often addresses without subscribers are swept out; what piles up between two sweeps is what was published meanwhile. */
    private static final long SWEEP_MILLIS = 2_000;
    /** A queue's first buffer, in messages: Artemis' own default costs 32 KB for each subscription. */
    private static final int QUEUE_BUFFER = 16;

    private static final SimpleString DROPPED = SimpleString.of("$softclick.dropped");

    private final ExecutorService workers = new ActiveMQThreadPoolExecutor(0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
            new DefaultThreadFactory("softclick-cloud-worker", true));
    private final ScheduledThreadPoolExecutor timers =
            new ScheduledThreadPoolExecutor(TIMER_THREADS, new DefaultThreadFactory("softclick-cloud-timer", true));
    /** Seen by tests of what it holds. */
    final ActiveMQServerImpl server;

    private Broker(CloudAcceptor.Door door, String name) throws Exception {
        timers.setRemoveOnCancelPolicy(true);
        ServiceRegistryImpl registry = new ServiceRegistryImpl();
        registry.setExecutorService(workers);
        registry.setIOExecutorService(workers);
        registry.setPageExecutorService(workers);
        registry.setScheduledExecutorService(timers);
        registry.addAcceptorFactory(ACCEPTOR, door);
        // JMX is off; an empty server of our own spares the start-up of the platform's.
        server = new ActiveMQServerImpl(configuration(name), MBeanServerFactory.newMBeanServer(), new CloudSecurity(), null, registry);
        server.addProtocolManagerFactory(new MQTTProtocolManagerFactory());
    }

    /**
     * Starts a broker behind a door.
     *
     * @throws IOException when it does not come up; then nothing of it is left
     */
    static Broker start(CloudAcceptor.Door door, String name) throws IOException {
        Broker broker = null;
        boolean up = false;
        try {
            broker = new Broker(door, name);
            broker.server.start();
            // Artemis logs what goes wrong in a start, and returns.
            if (!broker.server.isActive() || !broker.acceptor().isOpen()) {
                throw new IOException("the broker did not come up");
            }
            up = true;
            return broker;
        } catch (Exception e) {
            throw new IOException("the local cloud cannot start: " + e.getMessage(), e);
        } finally {
            if (!up && broker != null) {
                broker.close();
            }
        }
    }

    private CloudAcceptor acceptor() throws IOException {
        if (server.getRemotingService() != null && server.getRemotingService().getAcceptor(ACCEPTOR) instanceof CloudAcceptor acceptor) {
            return acceptor;
        }
        throw new IOException("the broker has no acceptor");
    }

    void revoke(String serial) throws IOException {
        acceptor().revoke(serial);
    }

    /** Does something again and again until the end; it must not throw. */
    void every(Duration pause, Runnable task) {
        var _ = timers.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Configuration configuration(String name) throws Exception {
        Map<String, Object> transport = new HashMap<>();
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, MQTTProtocolManagerFactory.MQTT_PROTOCOL_NAME);
        // The acceptor of Artemis binds nothing itself: CloudAcceptor listens.
        transport.put(TransportConstants.HTTP_UPGRADE_ENABLED_PROP_NAME, true);
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        transport.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
        transport.put(TransportConstants.REMOTING_THREADS_PROPNAME, 1);
        transport.put(TransportConstants.QUIET_PERIOD, 0);
        Map<String, Object> mqtt = new HashMap<>();
        mqtt.put("defaultMqttSessionExpiryInterval", (int) CloudRules.MAX_SESSION_EXPIRY.toSeconds());
        mqtt.put("serverKeepAlive", (int) CloudRules.MAX_KEEP_ALIVE.toSeconds());
        mqtt.put("maximumPacketSize", CloudRules.MAX_PACKET_BYTES);
        mqtt.put("topicAliasMaximum", 8);
        mqtt.put("defaultMaximumInFlightPublishMessages", CloudRules.MAX_IN_FLIGHT);
        AddressSettings addresses = new AddressSettings()
                .setAutoDeleteAddressesSkipUsageCheck(true)
                .setInitialQueueBufferSize(QUEUE_BUFFER)
                // One topic may not fill the memory of all; what does not fit is dropped, as the publisher is not to blame.
                .setMaxSizeBytes(CloudRules.maxWaitingBytes() / 2)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                // A message that a slow client did not acknowledge is never given up before its session ends.
                .setMaxDeliveryAttempts(-1)
                // Nobody listens there. Without an address for them, Artemis warns at each subscription.
                .setDeadLetterAddress(DROPPED)
                .setExpiryAddress(DROPPED);
        return new ConfigurationImpl()
                .setName(name)
                .setPersistenceEnabled(false)
                .setMqttSubscriptionPersistenceEnabled(false)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                .setResolveProtocols(false)
                .setMaxDiskUsage(-1)
                .setGlobalMaxSize(CloudRules.maxWaitingBytes())
                .setAddressQueueScanPeriod(SWEEP_MILLIS)
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setAuthorizationCacheSize(0)
                // Names that no client may use, as they begin with $.
                .setManagementAddress(SimpleString.of("$softclick.management"))
                .setManagementNotificationAddress(SimpleString.of("$softclick.notifications"))
                .setWildCardConfiguration(new WildcardConfiguration().setDelimiter('/').setSingleWord('+').setAnyWords('#'))
                .addAddressSetting("#", addresses)
                .addAcceptorConfiguration(new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, mqtt));
    }

    /** Ends it all; a second time does nothing. */
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (Exception e) {
            ConnectedClient.LOG.warn("the local cloud did not stop cleanly: {}", e.toString());
        }
        timers.shutdownNow();
        workers.shutdownNow();
        try {
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS) || !timers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                ConnectedClient.LOG.warn("threads of the local cloud still run {} s after its end", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
