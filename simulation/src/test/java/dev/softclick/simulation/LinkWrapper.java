package dev.softclick.simulation;

import dev.softclick.link.CloudLink;
import dev.softclick.link.LinkEvent;
import dev.softclick.link.LinkRequest;
import dev.softclick.link.TransportEvent;

/** The real session; what extends it misbehaves in one verb. */
class LinkWrapper implements CloudLink {
    final CloudLink real;

    LinkWrapper(CloudLink real) {
        this.real = real;
    }

    @Override
    public void request(LinkRequest request, long now) {
        real.request(request, now);
    }

    @Override
    public void handle(TransportEvent event, long now) {
        real.handle(event, now);
    }

    @Override
    public void timeout(long now) {
        real.timeout(now);
    }

    @Override
    public LinkEvent poll() {
        return real.poll();
    }

    @Override
    public long nextTimeout() {
        return real.nextTimeout();
    }

    @Override
    public void close() {
        real.close();
    }
}
