package io.hubplane.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LostMessages;
import io.hubplane.backplane.Scope;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.fake.ManualExecutor;
import io.hubplane.fake.RecordingObserver;
import io.hubplane.hub.Hub;
import io.hubplane.hub.cluster.AnnouncesLostMessages;
import io.hubplane.hub.cluster.MessagesLost;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LossEventsTest {
    @Hub("/chat")
    static class SilentHub {}

    @Hub("/chat")
    @AnnouncesLostMessages("missed")
    static class AnnouncingHub {}

    private final FakeBackplane backplane = new FakeBackplane();
    private final TestNode node = TestNode.on(backplane).build();
    private final RecordingObserver observer = new RecordingObserver();
    private final ManualExecutor work = new ManualExecutor();
    private final List<MessagesLost> fired = new ArrayList<>();

    private void follow(Class<?> hub, boolean observed) {
        Event<?> event = fake(Event.class, Map.of("fire", arguments -> fired.add((MessagesLost) arguments[0])));
        Set<?> observers = observed ? Set.of(fake(ObserverMethod.class, Map.of())) : Set.of();
        BeanManager beans = fake(
                BeanManager.class,
                Map.of(
                        "getEvent",
                        none -> fake(Event.class, Map.of("select", arguments -> event)),
                        "resolveObserverMethods",
                        arguments -> observers));
        new LossEvents(beans, observer, work).follow(HubDescriptor.of(hub), node.lifetimeManager);
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default ->
                        answers.getOrDefault(method.getName(), none -> type.getSimpleName())
                                .apply(arguments);
                }));
    }

    private void lose(Scope scope, long count) {
        backplane.miss(Scope.node(TestNode.HUB, FakeBackplane.NODE_ID), new LostMessages(scope, "otherNode000", count));
    }

    private static Scope group(int number) {
        return Scope.group(TestNode.HUB, "group " + number);
    }

    @Test
    void whatIsLostWhileOthersAreToldIsAddedUp() {
        follow(SilentHub.class, true);
        lose(group(1), 2);
        lose(group(1), 3);
        lose(Scope.all(TestNode.HUB), 1);
        work.runAll();

        assertThat(fired)
                .containsExactly(
                        new MessagesLost(TestNode.HUB, "otherNode000", MessagesLost.Receivers.GROUP, "group 1", 5),
                        new MessagesLost(TestNode.HUB, "otherNode000", MessagesLost.Receivers.ALL, "", 1));
    }

    @Test
    void noMoreThanThatManyChannelsWaitAndTheRestIsReported() {
        follow(SilentHub.class, true);
        for (int i = 0; i < LossEvents.MOST + 5; i++) {
            lose(group(i), 1);
        }
        assertThat(observer.events()).hasSize(5).allMatch("limit waiting-loss-events"::equals);
        lose(group(0), 6);
        assertThat(observer.events())
                .as("a channel that waits needs no more room")
                .hasSize(5);
        work.runAll();

        assertThat(fired).hasSize(LossEvents.MOST);
        assertThat(fired.get(0).count()).isEqualTo(7);
        assertThat(fired.get(LossEvents.MOST - 1).name()).isEqualTo("group " + (LossEvents.MOST - 1));
    }

    @Test
    void whenTheyAreToldThereIsRoomAgain() {
        follow(SilentHub.class, true);
        for (int i = 0; i < LossEvents.MOST; i++) {
            lose(group(i), 1);
        }
        work.runAll();
        lose(group(LossEvents.MOST), 1);
        work.runAll();

        assertThat(observer.events()).isEmpty();
        assertThat(fired).hasSize(LossEvents.MOST + 1);
    }

    @Test
    void clientsOfAHubThatAnnouncesAreTold() {
        follow(AnnouncingHub.class, false);
        TestClient ann = node.connect("ann");
        lose(Scope.user(TestNode.HUB, "ann"), 4);
        work.runAll();

        assertThat(ann.messages()).anyMatch(message -> message.contains("missed") && message.contains("\"count\":4"));
    }

    @Test
    void nothingIsDoneWhereNobodyWantsToKnow() {
        follow(SilentHub.class, false);
        lose(group(1), 1);

        assertThat(work.handedIn).isZero();
    }
}
