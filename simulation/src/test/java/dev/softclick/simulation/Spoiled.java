package dev.softclick.simulation;

import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.Transport;
import dev.softclick.simulation.world.Engine;
import dev.softclick.simulation.world.Seams;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Ways to join the product's parts so that it misbehaves. */
final class Spoiled {
    private Spoiled() {}

    /** What the modem says comes out otherwise. The text is ISO 8859-1; null keeps it silent. */
    static Seams said(UnaryOperator<String> change) {
        return engine(real -> new EngineWrapper(real) {
            @Override
            public byte[] transmit(long now) {
                byte[] bytes = real.transmit(now);
                while (bytes != null) {
                    String changed = change.apply(new String(bytes, StandardCharsets.ISO_8859_1));
                    if (changed != null && !changed.isEmpty()) {
                        return changed.getBytes(StandardCharsets.ISO_8859_1);
                    }
                    bytes = real.transmit(now);
                }
                return null;
            }
        });
    }

    static Seams engine(UnaryOperator<Engine> change) {
        return new Seams() {
            @Override
            public Engine engine(Engine real) {
                return change.apply(real);
            }
        };
    }

    static Seams link(UnaryOperator<CloudLink> change) {
        return new Seams() {
            @Override
            public CloudLink link(CloudLink real) {
                return change.apply(real);
            }
        };
    }

    /** The link hears other requests than the engine makes; null drops one. */
    static Seams requests(UnaryOperator<LinkRequest> change) {
        return link(real -> new LinkWrapper(real) {
            @Override
            public void request(LinkRequest request, long now) {
                LinkRequest changed = change.apply(request);
                if (changed != null) {
                    real.request(changed, now);
                }
            }
        });
    }

    /** The engine hears other events than the link tells; null drops one. */
    static Seams events(UnaryOperator<LinkEvent> change) {
        return engine(real -> new EngineWrapper(real) {
            @Override
            public void handle(LinkEvent event, long now) {
                LinkEvent changed = change.apply(event);
                if (changed != null) {
                    real.handle(changed, now);
                }
            }
        });
    }

    /** Packets that fit are never sent. */
    static Seams unsent(Predicate<MqttMessage> fits) {
        return transport(real -> new TransportWrapper(real) {
            @Override
            public void send(MqttMessage message) {
                if (fits.test(message)) {
                    ReferenceCountUtil.release(message);
                } else {
                    real.send(message);
                }
            }
        });
    }

    static Seams transport(UnaryOperator<Transport> change) {
        return new Seams() {
            @Override
            public Transport transport(Transport real) {
                return change.apply(real);
            }
        };
    }
}
