package dev.softclick.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Takes the product's log, of the thread that opened it, instead of its usual places. */
final class LogTap implements AutoCloseable {
    private final Logger product = (Logger) LoggerFactory.getLogger("dev.softclick");
    private final @Nullable Level before = product.getLevel();
    private final boolean wasAdditive = product.isAdditive();
    private final AppenderBase<ILoggingEvent> appender;

    private LogTap(Consumer<String> lines) {
        long owner = Thread.currentThread().threadId();
        appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Thread.currentThread().threadId() == owner) {
                    String trace = event.getThrowableProxy() == null ? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
                    lines.accept(event.getLevel() + " " + event.getFormattedMessage() + trace);
                }
            }
        };
        appender.setContext(product.getLoggerContext());
        appender.start();
        product.addAppender(appender);
        product.setLevel(Level.DEBUG);
        product.setAdditive(false);
    }

    static LogTap into(Consumer<String> lines) {
        return new LogTap(lines);
    }

    @Override
    public void close() {
        product.detachAppender(appender);
        product.setLevel(before);
        product.setAdditive(wasAdditive);
    }
}
