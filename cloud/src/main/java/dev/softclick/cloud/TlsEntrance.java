package dev.softclick.cloud;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;

/** Waits for the end of the TLS handshake, reads the client's name from its certificate, and makes way for MQTT. */
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails ends the channel, and that is told by an event
final class TlsEntrance extends ChannelInboundHandlerAdapter {
    private final CloudAcceptor acceptor;
    private final Revocations revocations;

    TlsEntrance(CloudAcceptor acceptor, Revocations revocations) {
        this.acceptor = acceptor;
        this.revocations = revocations;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            enter(context);
        } else {
            String address = String.valueOf(context.channel().remoteAddress());
            if (causeOf(handshake.cause()) instanceof ClosedChannelException) {
                ConnectedClient.LOG.debug("{} left before the TLS handshake was over", address);
            } else {
                ConnectedClient.LOG.warn("refused {} at the TLS handshake: {}", address, reasonOf(handshake.cause()));
            }
            context.close();
        }
    }

    private void enter(ChannelHandlerContext context) throws Exception {
        String address = String.valueOf(context.channel().remoteAddress());
        Optional<ClientIdentity> identity = identityOf(context);
        if (identity.isEmpty()) {
            ConnectedClient.LOG.warn("refused {}: its certificate names neither a thing nor the operator", address);
            context.close();
            return;
        }
        ConnectedClient client = new ConnectedClient(identity.get(), address, revocations);
        // A resumed TLS session does not show a certificate that was revoked meanwhile: the gate answers its CONNECT.
        context.channel().attr(ConnectedClient.KEY).set(client);
        ChannelPipeline pipeline = context.pipeline();
        acceptor.mqtt().addChannelHandlers(pipeline);
        pipeline.replace(MqttDecoder.class, "mqtt-decoder", new MqttDecoder(CloudRules.MAX_PACKET_BYTES));
        pipeline.addBefore(pipeline.context(MQTTProtocolHandler.class).name(), "mqtt-gate", new MqttGate(client));
        acceptor.connect(context);
        pipeline.remove(this);
    }

    private static Optional<ClientIdentity> identityOf(ChannelHandlerContext context) throws SSLPeerUnverifiedException {
        SslHandler tls = context.pipeline().get(SslHandler.class);
        return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                ? ClientIdentity.of(certificate) : Optional.empty();
    }

    /** What fails here was told by the handshake event already, or is a connection that broke. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException) && !(cause.getCause() instanceof IOException)) {
            ConnectedClient.LOG.warn("closed {}: {}", context.channel().remoteAddress(), cause.toString());
        }
        context.close();
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof CertificateException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Plain words for what the TLS layer of the JDK says. */
    private static String reasonOf(Throwable failure) {
        Throwable cause = causeOf(failure);
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateException) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("empty client certificate chain")) {
            return "it presented no certificate";
        }
        if (lower.contains("not an ssl/tls record") || lower.contains("unsupported or unrecognized ssl message")) {
            return "it does not speak TLS";
        }
        if (lower.contains("unknown_ca") || lower.contains("certificate_unknown") || lower.contains("bad_certificate")) {
            return "it does not trust this cloud's certificate (" + text + "); does it have this home's ca.pem?";
        }
        return ConnectedClient.printable(text);
    }
}
