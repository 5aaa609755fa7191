package io.hubplane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.hubplane.hub.Hub;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients receive values of the types that a hub's methods and its client interface declare. */
class DeclaredTypesOfHubTest {
    private static final Map<String, Object> CIRCLE = Map.of("kind", "circle", "radius", 1);

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    interface Shape {}

    record Circle(int radius) implements Shape {}

    /** The methods of clients. */
    public interface ShapeClient {
        /** Shows shapes. */
        void show(List<Shape> shapes, String title);

        /** Shows named shapes. */
        CompletionStage<Void> showNamed(Map<String, Shape> shapes);

        /** Shows shapes. */
        void showAll(Shape... shapes);
    }

    /** The superclass of hubs of shapes. */
    public abstract static class AnyHub<T> {
        /** Returns the shapes in a stage. */
        public CompletionStage<List<T>> inherited() {
            return CompletableFuture.completedFuture(List.of(one()));
        }

        abstract T one();
    }

    /** A hub of shapes. */
    @Hub("/shapes")
    public static class ShapeHub extends AnyHub<Shape> {
        @Inject
        TypedHubCallerClients<ShapeClient> clients;

        @Override
        Shape one() {
            return new Circle(1);
        }

        /** Returns the shapes at once. */
        public List<Shape> list() {
            return List.of(one());
        }

        /** Returns the shapes in a future. */
        public CompletableFuture<List<? extends Shape>> later() {
            return CompletableFuture.completedFuture(List.of(one()));
        }

        /** Returns the shapes in an optional. */
        public Optional<List<Shape>> perhaps() {
            return Optional.of(List.of(one()));
        }

        /** Streams lists. */
        public Flow.Publisher<List<Shape>> stream() {
            return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscriber.onNext(List.of(one()));
                    subscriber.onComplete();
                }

                @Override
                public void cancel() {}
            });
        }

        /** Tells the caller. */
        public void tell() {
            clients.caller().show(List.of(one()), "title");
            CompletionStage<Void> unused = clients.all().showNamed(Map.of("a", one()));
            clients.caller().showAll(one(), one());
        }
    }

    private final HubTestKit<ShapeHub> kit = HubTestKit.of(ShapeHub.class);
    private final TestClient client = kit.connect();

    @ParameterizedTest
    @ValueSource(strings = {"list", "later", "perhaps", "inherited"})
    void resultsAreWrittenByTheDeclaredType(String method) {
        assertThat((Object) client.invoke(List.class, method)).isEqualTo(List.of(CIRCLE));
    }

    @Test
    void itemsOfStreamsAreWrittenByTheDeclaredType() {
        assertThat(client.stream(List.class, "stream").allItems()).containsExactly(List.of(CIRCLE));
    }

    @Test
    void argumentsOfTypedClientsAreWrittenByTheDeclaredType() {
        client.invoke("tell");

        assertThat(client.received())
                .extracting(ReceivedMessage::arguments)
                .isEqualTo(List.of(
                        List.of(List.of(CIRCLE), "title"),
                        List.of(Map.of("a", CIRCLE)),
                        List.of(List.of(CIRCLE, CIRCLE))));
        assertThat(kit.sent().get(0).arguments()).isEqualTo(List.of(List.of(new Circle(1)), "title"));
    }
}
