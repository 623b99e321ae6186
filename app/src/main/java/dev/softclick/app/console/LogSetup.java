package dev.softclick.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;

/**
 * The log: one line each on stderr, {@code softclick: text}, with its priority where that is the {@link Journal}; warnings and errors only unless {@code -v} says otherwise. Logback finds it as a service;
 * the same as XML would cost a tenth of the start-up.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** The system property that holds the level: WARN, INFO or DEBUG. */
    static final String LEVEL = "softclick.log.level";

    /** The message, behind the name of the modem that it is about where there are several; once, if the message says so itself. */
    private static final String MESSAGE = "%replace(%X{modem}: %msg){'^: |^(.+?: )(?=\\1)',''}";

    private static final String BRIEF = "softclick: " + MESSAGE + "%n%nopex";
    private static final String VERBOSE = "%d{HH:mm:ss.SSS} softclick: " + MESSAGE + " [%logger{0}]%n%nopex";
    private static final String DEBUGGING = "%d{HH:mm:ss.SSS} softclick: " + MESSAGE + " [%logger, %thread]%n%ex";

    /** What a line begins with in the journal; it has a time of its own. The lines of a stack trace have none. */
    private static final String PRIORITY = "%replace(%replace(%replace(%replace(%level){'ERROR','" + Journal.ERROR + "'}){'WARN','" + Journal.WARNING
            + "'}){'INFO','" + Journal.INFO + "'}){'DEBUG|TRACE','" + Journal.DEBUG + "'}";

    /** For logback. */
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Level level = Level.toLevel(System.getProperty(LEVEL), Level.WARN);
        boolean debug = level == Level.DEBUG;
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(pattern(level, Journal.heard()));
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setName("stderr");
        stderr.setTarget(ConsoleTarget.SystemErr.getName());
        stderr.setEncoder(encoder);
        stderr.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(debug ? Level.INFO : Level.WARN);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(stderr);
        context.getLogger("dev.softclick").setLevel(level);
        // The broker's own warnings are about things that our cloud has answered already.
        context.getLogger("org.apache.activemq").setLevel(debug ? Level.INFO : Level.ERROR);
        context.getLogger("org.jline").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static String pattern(Level level, boolean journal) {
        String pattern = level == Level.DEBUG || Complaint.debug() ? DEBUGGING : level == Level.INFO ? VERBOSE : BRIEF;
        return journal ? PRIORITY + pattern.replace("%d{HH:mm:ss.SSS} ", "") : pattern;
    }
}
