package io.hubplane.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hubplane.fake.RecordingDelivery;
import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubMethod;
import io.hubplane.hub.SingleClientProxy;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientInterfaceTest {
    interface Named {
        void named(String name);
    }

    // Not public on purpose: client interfaces need not be public.
    interface ChatClient extends Named {
        void show(String name, @Nullable String text);

        CompletionStage<Void> showAndTell(List<String> texts);

        @HubMethod("askForName")
        CompletionStage<String> name();

        CompletionStage<List<String>> names(int most);

        void many(String first, Object... others);

        default void shout(String name, String... words) {
            show(name, Arrays.stream(words).map(String::toUpperCase).collect(Collectors.joining(" ")));
        }

        static ChatClient nobody() {
            throw new UnsupportedOperationException("only here to be left alone");
        }
    }

    interface Generic<T> {
        void take(T value);
    }

    interface OfStrings extends Generic<String> {
        CompletionStage<Integer> count();
    }

    interface Overloaded {
        void show(String text);

        @SuppressWarnings("unused")
        void SHOW(int number);
    }

    interface Blocking {
        String name();
    }

    interface OfAnything {
        CompletionStage<?> name();
    }

    interface OfNothing {
        @SuppressWarnings("rawtypes")
        CompletionStage name();
    }

    interface Free {
        <T> void show(T value);
    }

    interface Nameless {
        @HubMethod(" ")
        void show();
    }

    interface Same extends Named, Alike {}

    interface Alike {
        void named(String name);
    }

    private final List<String> sent = new ArrayList<>();
    private final CompletableFuture<Void> sending = new CompletableFuture<>();
    private final CompletableFuture<Object> answer = new CompletableFuture<>();

    private final ClientProxy many = (method, arguments) -> {
        sent.add(method + DeclaredArguments.received(arguments));
        return sending;
    };

    private final SingleClientProxy one = new SingleClientProxy() {
        @Override
        @SuppressWarnings("unchecked")
        public <T extends @Nullable Object> CompletionStage<T> invoke(
                Type resultType, String method, @Nullable Object... arguments) {
            String asked = resultType instanceof ParameterizedType generic
                    ? generic.getRawType().getTypeName() + " of " + Arrays.toString(generic.getActualTypeArguments())
                    : resultType.getTypeName();
            sent.add(asked + " " + method + DeclaredArguments.received(arguments));
            return (CompletionStage<T>) answer;
        }

        @Override
        public SingleClientProxy answeringWithin(Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> send(String method, @Nullable Object... arguments) {
            return many.send(method, arguments);
        }
    };

    private static <T> T typed(Class<T> type, ClientProxy clients) {
        return new ClientInterface<>(type).of(clients);
    }

    private static void assertRefused(Class<?> type, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HubViews.checkClientInterface(type))
                .withMessageStartingWith("Client interface " + type.getName() + ": ")
                .withMessageContaining(problem);
    }

    @Test
    void methodWithoutAResultSends() {
        typed(ChatClient.class, many).show("Ann", null);
        assertThat(sent).containsExactly("show[Ann, null]");
    }

    @Test
    void stageOfNothingIsThatOfTheSending() {
        assertThat(typed(ChatClient.class, many).showAndTell(List.of("a", "b"))).isSameAs(sending);
        assertThat(sent).containsExactly("showAndTell[[a, b]]");
    }

    @Test
    void stageOfAResultAsksASingleClient() {
        assertThat(typed(ChatClient.class, one).name()).isSameAs(answer);
        typed(ChatClient.class, one).names(3);
        assertThat(sent)
                .containsExactly(
                        "java.lang.String askForName[]", "java.util.List of [class java.lang.String] names[3]");
    }

    @Test
    void manyClientsCannotBeAsked() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> typed(ChatClient.class, many).name())
                .withMessage("ChatClient.name awaits a result, which only a single client can give;"
                        + " call it on client(connectionId) or caller()");
        assertThat(sent).isEmpty();
    }

    @Test
    void variableArgumentsStayOneArgument() {
        typed(ChatClient.class, many).many("a", "b", "c");
        assertThat(sent).containsExactly("many[a, [b, c]]");
    }

    @Test
    void inheritedMethodSends() {
        typed(ChatClient.class, many).named("Ann");
        assertThat(sent).containsExactly("named[Ann]");
    }

    @Test
    void methodInheritedTwiceIsOne() {
        typed(Same.class, many).named("Ann");
        assertThat(sent).containsExactly("named[Ann]");
    }

    @Test
    void defaultMethodDoesWhatItSays() {
        typed(ChatClient.class, many).shout("Ann", "be", "quiet");
        assertThat(sent).containsExactly("show[Ann, BE QUIET]");
    }

    @Test
    void typeVariablesOfASuperinterfaceStandForTypes() {
        OfStrings client = typed(OfStrings.class, one);
        client.take("a");
        client.count();
        assertThat(sent).containsExactly("take[a]", "java.lang.Integer count[]");
    }

    @Test
    void objectsOfAnInterfaceAreEqualOnlyToThemselves() {
        ChatClient client = typed(ChatClient.class, many);
        Set<ChatClient> clients = new HashSet<>(List.of(client, typed(ChatClient.class, many)));
        clients.add(client);
        assertThat(clients).hasSize(2).contains(client);
        assertThat(client).hasToString("ChatClient of clients");
        assertThat(sent).isEmpty();
    }

    @Test
    void interfacesThatCannotStandForClientsAreRefused() {
        assertRefused(String.class, "is not an interface");
        assertRefused(Generic.class, "has type variables");
        assertRefused(Overloaded.class, "clients know neither overloading nor case");
        assertRefused(Blocking.class, "Blocking.name() returns java.lang.String; it must return void");
        assertRefused(OfAnything.class, "returns a stage of any type");
        assertRefused(OfNothing.class, "OfNothing.name() returns");
        assertRefused(Free.class, "has type variables; use concrete types");
        assertRefused(Nameless.class, "has a blank @HubMethod name");
    }

    @RolesAllowed("admin")
    interface Guarded {
        void purged();
    }

    interface PartlyGuarded {
        @DenyAll
        void purged();
    }

    @Test
    void interfaceThatSaysWhoMayCallIsRefused() {
        assertRefused(Guarded.class, "says who may call it, but the hub calls clients");
        assertRefused(PartlyGuarded.class, "PartlyGuarded.purged() says who may call it");
    }

    @Test
    void checkedInterfacePasses() {
        assertThatCode(() -> HubViews.checkClientInterface(ChatClient.class)).doesNotThrowAnyException();
    }

    @Test
    void interfaceIsReadOnce() {
        ClientInterfaces interfaces = new ClientInterfaces();
        assertThat(interfaces.of(ChatClient.class)).isSameAs(interfaces.of(ChatClient.class));
    }

    @Test
    void selectionsHaveTheTypeOfTheInterface() {
        RecordingDelivery delivery = new RecordingDelivery();
        HubCallerClients clients = new HubViews(delivery, Duration.ofSeconds(30)).clients("c1", client -> client);
        clients.typed(ChatClient.class).others().named("Ann");
        clients.typed(ChatClient.class).othersInGroup("room").named("Bob");
        clients.typed(ChatClient.class).user("cleo").named("Cleo");
        assertThat(delivery.sent)
                .extracting(sending -> sending.kind() + sending.to() + sending.excluded())
                .containsExactly("all[][c1]", "groups[room][c1]", "users[cleo][]");
    }
}
