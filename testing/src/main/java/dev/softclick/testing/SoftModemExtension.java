package dev.softclick.testing;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link SoftModem} stands for: a modem for each test, in the store of that test, so that parallel tests do not meet. */
final class SoftModemExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace OURS = Namespace.create(SoftModemExtension.class);

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        SoftModem wanted = wanted(test)
                .orElseThrow(() -> new IllegalStateException("neither the test nor its class is annotated with @SoftModem"));
        SharedCloud cloud = test.getRoot().getStore(OURS).computeIfAbsent(SharedCloud.class, key -> SharedCloud.start(), SharedCloud.class);
        test.getStore(OURS).put(ModemUnderTest.class, ModemUnderTest.start(wanted, cloud));
    }

    private static Optional<SoftModem> wanted(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getElement(), SoftModem.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getRequiredTestClass(), SoftModem.class));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Terminal.class || type == Cloud.class || type == RunningModem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        ModemUnderTest modem = test.getStore(OURS).get(ModemUnderTest.class, ModemUnderTest.class);
        if (modem == null) {
            throw new ParameterResolutionException("the modem is there for test methods, and for what runs before and after each");
        }
        Class<?> type = parameter.getParameter().getType();
        try {
            return type == Terminal.class ? modem.terminal() : type == Cloud.class ? modem.cloud() : modem.running();
        } catch (IOException failed) {
            throw new ParameterResolutionException("the modem's surroundings are not there: " + failed.getMessage(), failed);
        }
    }
}
