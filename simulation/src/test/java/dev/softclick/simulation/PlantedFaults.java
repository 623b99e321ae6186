package dev.softclick.simulation;

import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.sim.SecureSim;
import dev.softclick.sim.SimReading;
import dev.softclick.simulation.world.Seams;
import dev.softclick.simulation.world.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** Modems with one fault each. None of it is in the product: each is put between its parts. */
final class PlantedFaults {
    private static final String OK = "\r\nOK\r\n";

    private PlantedFaults() {}

    /** By what is wrong with it; made anew for each seed. */
    static Map<String, Supplier<Seams>> all() {
        Map<String, Supplier<Seams>> faults = new LinkedHashMap<>();
        line(faults);
        results(faults);
        publishes(faults);
        messages(faults);
        link(faults);
        keys(faults);
        return faults;
    }

    private static void line(Map<String, Supplier<Seams>> faults) {
        faults.put("a second OK", () -> Spoiled.said(text -> text.endsWith(OK) ? text + OK : text));
        faults.put("no ERROR", () -> Spoiled.said(text -> text.replace("\r\nERROR\r\n", "")));
        faults.put("a prompt said twice", () -> Spoiled.said(text -> text.equals("\r\n>") ? text + text : text));
        faults.put("a wrong echo", () -> Spoiled.said(text -> text.replace("AT+A", "at+a")));
        faults.put("data inside a response", () -> Spoiled.said(text -> text.replace("+AWSSTATE: 7\r\n", "+AWSSTATE: 7\r\n\r\n+AWS:0,2\r\nhi")));
        faults.put("data inside a payload", () -> Spoiled.said(text -> text.equals("\r\n>") ? text + "\r\n+AWS:0,2\r\nhi" : text));
        faults.put("line feeds of the host get lost", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            @Override
            public int receive(byte[] bytes, int offset, int length, long now) {
                return bytes[offset] == '\n' ? 1 : super.receive(bytes, offset, lineFeedAt(bytes, offset, length) - offset, now);
            }
        }));
        faults.put("a line feed that begins a piece gets lost", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            @Override
            public int receive(byte[] bytes, int offset, int length, long now) {
                return length == 1 && bytes[offset] == '\n' && bytes.length == 1 ? 1 : super.receive(bytes, offset, length, now);
            }
        }));
        faults.put("a result that comes late", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            private byte[] held;
            private long until;

            @Override
            public byte[] transmit(long now) {
                if (held == null) {
                    held = super.transmit(now);
                    until = held == null ? Long.MAX_VALUE : now + 2_000_000_000L;
                }
                if (held == null || now < until) {
                    return null;
                }
                byte[] said = held;
                held = null;
                until = Long.MAX_VALUE;
                return said;
            }

            @Override
            public long nextTimeout() {
                return held == null ? super.nextTimeout() : Math.min(super.nextTimeout(), until);
            }
        }));
        faults.put("another answer each time", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            @Override
            public long nextTimeout() {
                long next = super.nextTimeout();
                return next == Long.MAX_VALUE ? next : next + (System.nanoTime() & 0xFFF);
            }
        }));
    }

    private static int lineFeedAt(byte[] bytes, int from, int length) {
        int to = from + 1;
        while (to < from + length && bytes[to] != '\n') {
            to++;
        }
        return to;
    }

    private static void results(Map<String, Supplier<Seams>> faults) {
        faults.put("no result of an open", () -> Spoiled.said(text -> text.startsWith("\r\n+AWSSUBOPEN:") && text.length() < 24 ? null : text));
        faults.put("a result told twice", () -> Spoiled.said(text -> text.startsWith("\r\n+AWSPUBOPEN:") && text.length() < 24 ? text + text : text));
        faults.put("the result before its OK", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            private boolean early;

            @Override
            public int receive(byte[] bytes, int offset, int length, long now) {
                early |= new String(bytes, offset, length, StandardCharsets.ISO_8859_1).contains("AWSPUBOPEN=0,");
                return super.receive(bytes, offset, length, now);
            }

            @Override
            public byte[] transmit(long now) {
                byte[] said = super.transmit(now);
                if (said != null && early) {
                    early = false;
                    return ("\r\n+AWSPUBOPEN: 0,0\r\n" + new String(said, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
                }
                return said;
            }
        }));
        faults.put("an open socket told as opened", () -> Spoiled.said(text -> text.contains("OPEN:") ? text.replace(",-2\r\n", ",0\r\n") : text));
        faults.put("a refused subscription told as granted", () -> Spoiled.said(text -> text.contains("SUBOPEN:") ? text.replace(",-1\r\n", ",0\r\n") : text));
        faults.put("a wrong state", () -> Spoiled.said(text -> text.replace("+AWSSTATE: 8", "+AWSSTATE: 6")));
        faults.put("a state that no table has", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            @Override
            public int state() {
                return super.state() == 3 ? 6 : super.state();
            }
        }));
    }

    private static void publishes(Map<String, Supplier<Seams>> faults) {
        faults.put("SEND OK before PUBACK", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            private int claimed;
            private long at;

            @Override
            public LinkRequest pollRequest() {
                if (claimed != 0) {
                    super.handle(new LinkEvent.Published(claimed), at);
                    claimed = 0;
                }
                LinkRequest request = super.pollRequest();
                if (request instanceof LinkRequest.Publish publish && publish.acknowledged()) {
                    claimed = publish.id();
                }
                return request;
            }

            @Override
            public int receive(byte[] bytes, int offset, int length, long now) {
                at = now;
                return super.receive(bytes, offset, length, now);
            }
        }));
        faults.put("SEND OK for SEND FAIL", () -> Spoiled.said(text -> text.replace("SEND FAIL", "SEND OK")));
        faults.put("a failed publish sent again later", () -> Spoiled.link(real -> new LinkWrapper(real) {
            private final Map<Integer, LinkRequest.Publish> known = new HashMap<>();
            private LinkRequest.Publish again;

            @Override
            public void request(LinkRequest request, long now) {
                if (request instanceof LinkRequest.Publish publish) {
                    known.put(publish.id(), publish);
                }
                if (request instanceof LinkRequest.Subscribe && again != null) {
                    super.request(new LinkRequest.Publish(0, again.topic(), again.payload(), true), now);
                    again = null;
                }
                super.request(request, now);
            }

            @Override
            public LinkEvent poll() {
                LinkEvent event = super.poll();
                if (event instanceof LinkEvent.PublishFailed failed && failed.id() != 0) {
                    again = known.get(failed.id());
                }
                return event;
            }
        }));
        faults.put("a publish sent twice", () -> Spoiled.link(real -> new LinkWrapper(real) {
            @Override
            public void request(LinkRequest request, long now) {
                super.request(request, now);
                if (request instanceof LinkRequest.Publish publish && publish.id() != 0) {
                    super.request(new LinkRequest.Publish(0, publish.topic(), publish.payload(), true), now);
                }
            }
        }));
        faults.put("a publish never answered", () -> Spoiled.events(event -> event instanceof LinkEvent.PublishFailed ? null : event));
    }

    private static void messages(Map<String, Supplier<Seams>> faults) {
        faults.put("every fifth message is swallowed", () -> Spoiled.link(real -> new LinkWrapper(real) {
            private int count;

            @Override
            public LinkEvent poll() {
                LinkEvent event = super.poll();
                if (event instanceof LinkEvent.MessageArrived message && ++count % 5 == 0) {
                    super.request(new LinkRequest.Acknowledge(message.delivery()), 0);
                    return poll();
                }
                return event;
            }
        }));
        faults.put("acknowledged before it is said", () -> Spoiled.link(real -> new LinkWrapper(real) {
            @Override
            public LinkEvent poll() {
                LinkEvent event = super.poll();
                if (event instanceof LinkEvent.MessageArrived message && message.delivery() != 0) {
                    super.request(new LinkRequest.Acknowledge(message.delivery()), 0);
                }
                return event;
            }
        }));
        faults.put("messages never acknowledged", () -> Spoiled.requests(request -> request instanceof LinkRequest.Acknowledge ? null : request));
        faults.put("data on a closed socket", () -> {
            String[] last = {""};
            return Spoiled.said(text -> {
                if (text.startsWith("\r\n+AWS:")) {
                    last[0] = text;
                }
                return text.startsWith("\r\n+AWSSUBCLOSE:") && text.contains(",0\r\n") ? text + last[0] : text;
            });
        });
        faults.put("a message said twice", () -> Spoiled.said(text -> text.startsWith("\r\n+AWS:") ? text + text : text));
        faults.put("a byte of a message changed", () -> Spoiled.said(text -> text.startsWith("\r\n+AWS:") ? text.substring(0, text.length() - 1) + "?" : text));
        faults.put("data in two pieces", () -> Spoiled.engine(real -> new EngineWrapper(real) {
            private byte[] rest;

            @Override
            public byte[] transmit(long now) {
                byte[] said = rest != null ? rest : super.transmit(now);
                boolean first = rest == null && said != null && said.length > 12 && said[2] == '+' && said[6] == ':';
                rest = first ? Arrays.copyOfRange(said, 12, said.length) : null;
                return first ? Arrays.copyOf(said, 12) : said;
            }
        }));
        faults.put("a length that is wrong", () -> {
            Pattern head = Pattern.compile("\\A\r\n\\+AWS:(\\d),(\\d+)\r\n", Pattern.DOTALL);
            return Spoiled.said(text -> {
                Matcher data = head.matcher(text);
                return data.find() ? "\r\n+AWS:" + data.group(1) + "," + (Integer.parseInt(data.group(2)) - 1) + "\r\n" + text.substring(data.end()) : text;
            });
        });
        faults.put("the link is never paused", () -> Spoiled.requests(request -> request instanceof LinkRequest.Reading ? null : request));
    }

    private static void link(Map<String, Supplier<Seams>> faults) {
        faults.put("never tries again", () -> {
            int[] tries = {0};
            return Spoiled.requests(request -> request instanceof LinkRequest.Connect && ++tries[0] > 3 ? null : request);
        });
        faults.put("half-open links are never noticed", () -> Spoiled.link(real -> new LinkWrapper(real) {
            private boolean up;

            @Override
            public LinkEvent poll() {
                LinkEvent event = super.poll();
                up = event instanceof LinkEvent.Connected || up && !(event instanceof LinkEvent.Down);
                return event;
            }

            @Override
            public long nextTimeout() {
                return up ? Long.MAX_VALUE : super.nextTimeout();
            }
        }));
        faults.put("a clean start each time", () -> Spoiled.requests(request -> request instanceof LinkRequest.Connect connect
                ? new LinkRequest.Connect(connect.material(), connect.route(), connect.clientId(), true) : request));
        faults.put("subscriptions claimed, not restored", () -> Spoiled.link(real -> new LinkWrapper(real) {
            private final ArrayDeque<LinkEvent> claimed = new ArrayDeque<>();
            private int connections;

            @Override
            public void request(LinkRequest request, long now) {
                if (request instanceof LinkRequest.Subscribe subscribe && connections > 1) {
                    claimed.add(new LinkEvent.Subscribed(subscribe.id()));
                } else {
                    super.request(request, now);
                }
            }

            @Override
            public LinkEvent poll() {
                LinkEvent event = claimed.isEmpty() ? super.poll() : claimed.remove();
                connections += event instanceof LinkEvent.Connected ? 1 : 0;
                return event;
            }
        }));
    }

    private static void keys(Map<String, Supplier<Seams>> faults) {
        faults.put("new keys are not seen", () -> new Seams() {
            @Override
            public SecureSim sim(SecureSim real) {
                return new SecureSim() {
                    private SimReading first;

                    @Override
                    public SimReading read() {
                        if (!(first instanceof SimReading.Keys)) {
                            first = real.read();
                        }
                        return first;
                    }
                };
            }
        });
        faults.put("the key in the log", () -> Spoiled.requests(request -> {
            if (request instanceof LinkRequest.Connect connect) {
                LoggerFactory.getLogger("dev.softclick.link").debug("connecting with {}", connect.material().key());
            }
            return request;
        }));
        faults.put("the PIN on the line", () -> Spoiled.said(text -> text.replace("+AWSSTATE: 6\r\n", "+AWSSTATE: 6\r\n" + Secret.PIN + "\r\n")));
    }
}
