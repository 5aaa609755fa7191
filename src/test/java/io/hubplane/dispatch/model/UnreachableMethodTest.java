package io.hubplane.dispatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hubplane.fake.LogCapture;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubFilter;
import io.hubplane.hub.HubMethod;
import io.hubplane.observe.HubObserver;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Remove;
import jakarta.ejb.Schedule;
import jakarta.ejb.TransactionAttribute;
import jakarta.enterprise.concurrent.Asynchronous;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Public methods that clients cannot call, because they are meant for other callers. */
@SuppressWarnings("UnusedVariable") // Of most hubs here only the signatures matter.
class UnreachableMethodTest {
    private static void assertCallable(Class<?> hub, String... names) {
        assertThat(HubDescriptor.of(hub).methodNames()).containsExactly(names);
    }

    private static void assertRefused(Class<?> hub, String... parts) {
        assertThatExceptionOfType(HubDefinitionException.class)
                .isThrownBy(() -> HubDescriptor.of(hub))
                .withMessageContainingAll(parts);
    }

    @Hub("/h")
    static class InjectedHub {
        @Resource
        public void setExecutor(Executor executor) {}

        @Inject
        public void setSupplier(Supplier<String> supplier) {}

        @PostConstruct
        public void begin() {}

        @AroundInvoke
        public Object around(InvocationContext context) {
            return context;
        }

        @Remove
        public void leave() {}

        @Schedule(hour = "*")
        public void hourly() {}

        @OnMessage
        public void onText(String text) {}

        public void call() {}
    }

    @Test
    void whatTheContainerInjectsOrCallsIsNotCallable() {
        assertCallable(InjectedHub.class, "call");
    }

    @Hub("/h")
    static class ClosingHub implements AutoCloseable, Runnable, Callable<String>, HttpSessionListener {
        @Override
        public void close() {}

        @Override
        public void run() {}

        @Override
        public String call() {
            return "";
        }

        @Override
        public void sessionCreated(HttpSessionEvent event) {}

        public void send() {}
    }

    interface Closing extends AutoCloseable {
        @Override
        void close();

        void ask();
    }

    @Hub("/h")
    static class ClosingByAnotherWayHub implements Closing {
        @Override
        public void close() {}

        @Override
        public void ask() {}
    }

    @Hub("/h")
    static class ComparableHub implements Comparable<ComparableHub> {
        @Override
        public int compareTo(ComparableHub other) {
            return 0;
        }
    }

    @Hub("/h")
    static class ListeningHub implements HubFilter, HubObserver {
        public void send() {}
    }

    @Hub("/h")
    @SuppressWarnings("serial")
    static class ThreadHub extends Thread {
        public void send() {}
    }

    @Test
    void whatATypeOfThePlatformDeclaresIsNotCallable() {
        assertCallable(ClosingHub.class, "send");
        assertCallable(ClosingByAnotherWayHub.class, "ask");
        assertCallable(ComparableHub.class);
        assertCallable(ListeningHub.class, "send");
        assertCallable(ThreadHub.class, "send");
    }

    @Hub("/h")
    record RecordHub(String secret) {
        @Inject
        RecordHub {}

        public void send() {}
    }

    @Test
    void whatReadsAComponentOfARecordIsNotCallable() {
        assertCallable(RecordHub.class, "send");
    }

    static class Injected {
        @Resource
        public void setExecutor(Executor executor) {}

        @Resource
        protected void setOther(Executor executor) {}
    }

    @Hub("/h")
    static class InheritingHub extends Injected {}

    @Hub("/h")
    static class OverridingHub extends Injected {
        @Override
        public void setExecutor(Executor executor) {}
    }

    @Hub("/h")
    static class WideningHub extends Injected {
        @Override
        public void setOther(Executor executor) {}
    }

    @Test
    void overrideThatWouldExposeWhatTheContainerCallsIsRefused() {
        assertCallable(InheritingHub.class);
        assertRefused(OverridingHub.class, "OverridingHub.setExecutor(Executor) overrides", "repeat the annotation");
        assertRefused(WideningHub.class, "WideningHub.setOther(Executor) overrides", "repeat the annotation");
    }

    @Hub("/h")
    static class MarkedSetterHub {
        @HubMethod("set")
        @Resource
        public void setExecutor(Executor executor) {}
    }

    @Hub("/h")
    static class MarkedCloseHub implements AutoCloseable {
        @Override
        @HubMethod("end")
        public void close() {}
    }

    @Hub("/h")
    static class MarkedOfObjectHub {
        @Override
        @HubMethod("text")
        public String toString() {
            return "";
        }
    }

    @Hub("/h")
    static class MarkedLifecycleHub {
        @Connected
        @HubMethod("begin")
        public void begin() {}
    }

    @Test
    void hubMethodThatOthersCallIsRefused() {
        assertRefused(MarkedSetterHub.class, "setExecutor(Executor) is marked @HubMethod, but is marked @Resource");
        assertRefused(MarkedCloseHub.class, "close() is marked @HubMethod, but is declared by java.lang.AutoCloseable");
        assertRefused(MarkedOfObjectHub.class, "toString()", "not be one of Object");
        assertRefused(MarkedLifecycleHub.class, "begin() is marked @HubMethod", "clients never call it");
    }

    interface Named {
        @HubMethod("other")
        void call();
    }

    @Hub("/h")
    static class LosingItsNameHub implements Named {
        @Override
        public void call() {}
    }

    @Test
    void nameOfAnOverriddenMethodIsRepeatedOrTheHubIsRefused() {
        assertRefused(LosingItsNameHub.class, "LosingItsNameHub.call() overrides Named.call()", "by another name");
    }

    @Hub("/h")
    static class UnknownHub {
        public void unknown(@PathParam("room") String room) {}

        @HubMethod("known")
        public void marked(@PathParam("room") String room) {}

        @ActivateRequestContext
        @TransactionAttribute
        public void surrounded() {}

        @Asynchronous
        @Deprecated
        public void later() {}
    }

    @Test
    void annotationOfThePlatformThatNobodyKnowsKeepsClientsAwayUnlessTheMethodIsMarked() {
        try (LogCapture log = new LogCapture(HubMethodTable.class)) {
            assertCallable(UnknownHub.class, "known", "later", "surrounded");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(UnknownHub.class.getName(), "unknown(String)", PathParam.class.getName(), "@HubMethod");
        }
    }
}
