package io.hubplane.dispatch.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hubplane.hub.CancellationToken;
import io.hubplane.hub.Connected;
import io.hubplane.hub.Disconnected;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.HubMethod;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("UnusedVariable") // Of most hubs here only the signatures matter.
class HubDescriptorTest {
    private static void assertRefused(Class<?> hubClass, String... parts) {
        assertThatThrownBy(() -> HubDescriptor.of(hubClass))
                .isInstanceOf(HubDefinitionException.class)
                .hasMessageStartingWith("Hub " + hubClass.getName() + ": ")
                .hasMessageContainingAll(parts);
    }

    private static HubMethodDescriptor method(Class<?> hubClass, String target) {
        return requireNonNull(HubDescriptor.of(hubClass).method(target));
    }

    @Hub("/plain")
    static class Plain {
        public void send(String text) {}

        public int add(int a, int b) {
            return a + b;
        }

        void notPublic() {}

        public static void notOfAnInstance() {}

        @Override
        public String toString() {
            return "not callable";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void publicInstanceMethodsAreCallableAndThoseOfObjectAreNot() {
        assertThat(HubDescriptor.of(Plain.class).methodNames()).containsExactly("add", "send");
    }

    @Test
    void methodsAreFoundIgnoringCase() {
        HubMethodDescriptor method = HubDescriptor.of(Plain.class).method("SEND");
        assertThat(method).isNotNull().extracting(HubMethodDescriptor::name).isEqualTo("send");
        assertThat(HubDescriptor.of(Plain.class).method("other")).isNull();
    }

    @Test
    void nameIsThatOfTheClassUnlessGiven() {
        @Hub(value = "/named", name = "Chat.Hub+Named")
        class Local {}
        assertThat(HubDescriptor.of(Plain.class).name()).isEqualTo(Plain.class.getName());
        assertThat(HubDescriptor.of(Named.class).name()).isEqualTo("Chat.Hub+Named");
        assertThat(HubDescriptor.of(Plain.class).path()).isEqualTo("/plain");
        assertThat(HubDescriptor.of(Plain.class).hubClass()).isEqualTo(Plain.class);
        assertRefused(Local.class, "inner class");
    }

    @Hub(value = "/named", name = "Chat.Hub+Named")
    static class Named {}

    @Hub(value = "/named", name = "a b")
    static class NamedWithSpace {}

    @Test
    void nameMustHaveNoWhiteSpace() {
        assertRefused(NamedWithSpace.class, "'a b'", "white space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/a/b", "/v1.0/chat-room_2~", "/negotiate/x", "/..."})
    void pathIsSegmentsAfterSlashes(String path) {
        assertThat(HubDescriptor.checkedPath(Plain.class, path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "chat",
                "/chat/",
                "//chat",
                "/chat//room",
                "/*",
                "/chat/*",
                "/{room}",
                "/chat?a=b",
                "/chat#a",
                "/a b",
                "/chat;v=1",
                "/%41",
                "/.",
                "/a/../b",
                "/chat/..",
                "/chat/negotiate",
                "/chät",
                "/chat\n"
            })
    void otherPathsAreRefused(String path) {
        assertThatThrownBy(() -> HubDescriptor.checkedPath(Plain.class, path))
                .isInstanceOf(HubDefinitionException.class)
                .hasMessageContainingAll(Plain.class.getName(), "'" + path + "'", "/chat");
    }

    static class NotAHub {}

    @Test
    void classMustBeAnnotated() {
        assertRefused(NotAHub.class, "@Hub");
    }

    @Hub("/inherited")
    static class Inheriting extends Parent<String, List<Integer>> implements Greeting {
        @Override
        public void own() {}
    }

    static class Parent<T, U> {
        public void one(T value) {}

        public void many(Map<String, ? extends T> values, U[] array) {}

        public void overridden(T value) {}
    }

    interface Greeting {
        default void greet(String name) {}

        void own();
    }

    @Test
    void inheritedMethodsAndDefaultMethodsAreCallable() {
        assertThat(HubDescriptor.of(Inheriting.class).methodNames())
                .containsExactly("greet", "many", "one", "overridden", "own");
    }

    @Test
    void typeVariablesOfASuperclassStandForWhatTheHubSays() {
        HubDescriptor hub = HubDescriptor.of(Inheriting.class);
        assertThat(method(hub.hubClass(), "one").argumentTypes()).containsExactly(String.class);
        assertThat(method(hub.hubClass(), "many").argumentTypes())
                .asString()
                .contains("Map", "String", "List", "Integer", "GenericArray");
    }

    /** Public, but its superclass is not: the compiler adds bridge methods without the generic types. */
    @Hub("/bridged")
    public static class Bridged extends Parent<String, List<Integer>> {}

    @Test
    void methodOfASuperclassThatIsNotPublicKeepsItsTypes() {
        assertThat(method(Bridged.class, "one").argumentTypes()).containsExactly(String.class);
    }

    @Hub("/raw")
    @SuppressWarnings("rawtypes")
    static class Raw extends Parent {}

    @Test
    void typeVariableOfARawSuperclassBecomesItsBound() {
        assertThat(method(Raw.class, "one").argumentTypes()).containsExactly(Object.class);
    }

    @Hub("/overriding")
    static class Overriding extends Parent<String, List<Integer>> {
        @Override
        public void overridden(String value) {}
    }

    @Test
    void overriddenMethodIsNoOverload() {
        HubDescriptor hub = HubDescriptor.of(Overriding.class);
        assertThat(method(hub.hubClass(), "overridden").bean()).hasToString("Overriding.overridden(String)");
    }

    interface Answering {
        default Object answer() {
            return "";
        }
    }

    interface AnsweringMore extends Answering {
        @Override
        default String answer() {
            return "more";
        }
    }

    @Hub("/answering")
    static class AnsweringHub implements Answering, AnsweringMore {}

    @Test
    void defaultMethodOfTheMoreSpecificInterfaceCounts() {
        assertThat(method(AnsweringHub.class, "answer").bean()).hasToString("AnsweringMore.answer()");
    }

    @Hub("/overloaded")
    static class Overloaded {
        public void send(String text) {}

        public void send(String text, int times) {}
    }

    @Test
    void overloadIsRefusedNamingBothMethods() {
        assertRefused(
                Overloaded.class, "Overloaded.send(String)", "Overloaded.send(String, int)", "'send'", "@HubMethod");
    }

    @Hub("/case")
    static class DifferingInCase {
        public void send() {}

        @HubMethod("SEND")
        public void transmit() {}
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() {
        assertRefused(DifferingInCase.class, "send()", "transmit()");
    }

    @Hub("/renamed")
    static class Renamed {
        public void send(String text) {}

        @HubMethod("sendTimes")
        public void send(String text, int times) {}
    }

    @Test
    void renamedOverloadIsCallable() {
        HubDescriptor hub = HubDescriptor.of(Renamed.class);
        assertThat(hub.methodNames()).containsExactly("send", "sendTimes");
        assertThat(method(hub.hubClass(), "sendtimes").argumentTypes()).hasSize(2);
    }

    @Hub("/blank")
    static class Blank {
        @HubMethod(" ")
        public void send() {}
    }

    @Test
    void blankNameIsRefused() {
        assertRefused(Blank.class, "Blank.send()", "blank");
    }

    @Hub("/generic")
    static class GenericMethod {
        public <T> void send(T value) {}
    }

    @Test
    void methodWithTypeVariablesOfItsOwnIsRefused() {
        assertRefused(GenericMethod.class, "GenericMethod.send(Object)", "type variables");
    }

    @Hub("/generic")
    static class GenericHub<T> {
        public void send(T value) {}
    }

    @Test
    void genericHubIsRefused() {
        assertRefused(GenericHub.class, "type variables");
    }

    @Hub("/managed")
    static class Managed {
        @PostConstruct
        public void created() {}

        @PreDestroy
        public void destroyed() {}

        @Inject
        public void initialize(String dependency) {}

        @Produces
        public String produced() {
            return "";
        }

        public void disposed(@Disposes String produced) {}

        public void observed(@Observes String event) {}

        public void observedLater(@ObservesAsync Integer event) {}

        @Connected
        public void connected() {}

        @Disconnected
        public void disconnected() {}

        public void send() {}
    }

    @Test
    void methodsOthersCallAreNotCallableByClients() {
        assertThat(HubDescriptor.of(Managed.class).methodNames()).containsExactly("send");
    }

    @Hub("/exposing")
    static class Exposing extends Managed {
        @Override
        public void connected() {}
    }

    @Test
    void overrideThatWouldExposeALifecycleMethodIsRefused() {
        assertRefused(Exposing.class, "Exposing.connected()", "Managed.connected()", "repeat the annotation");
    }

    @Hub("/provided")
    static class Provided {
        public void send(
                HubCallerContext caller,
                String text,
                HubCallerClients clients,
                int times,
                HubClients all,
                Groups groups) {}
    }

    @Test
    void clientsSendNoValuesForWhatTheCallProvides() {
        assertThat(method(Provided.class, "send").argumentTypes()).containsExactly(String.class, int.class);
    }

    @Hub("/lifecycle")
    static class Lifecycle {
        @Connected
        public void begin(HubCallerContext caller, HubCallerClients clients, HubClients all, Groups groups) {}

        @Disconnected
        public void end(Disconnection disconnection, HubCallerContext caller) {}
    }

    @Test
    void lifecycleMethodsAreFound() {
        HubDescriptor hub = HubDescriptor.of(Lifecycle.class);
        assertThat(requireNonNull(hub.connected()).bean()).asString().startsWith("Lifecycle.begin(");
        assertThat(requireNonNull(hub.disconnected()).bean()).asString().startsWith("Lifecycle.end(");
        assertThat(HubDescriptor.of(Plain.class).connected()).isNull();
        assertThat(HubDescriptor.of(Plain.class).disconnected()).isNull();
    }

    @Hub("/twice")
    static class ConnectedTwice {
        @Connected
        public void one() {}

        @Connected
        public void two() {}
    }

    @Test
    void secondLifecycleMethodOfAKindIsRefused() {
        assertRefused(ConnectedTwice.class, "one()", "two()", "@Connected");
    }

    @Hub("/unsupported")
    static class ConnectedWithText {
        @Connected
        public void begin(String text) {}
    }

    @Hub("/unsupported")
    static class ConnectedWithDisconnection {
        @Connected
        public void begin(Disconnection disconnection) {}
    }

    @Hub("/unsupported")
    static class MethodWithDisconnection {
        public void send(Disconnection disconnection) {}
    }

    @Test
    void unsupportedParametersOfLifecycleMethodsAreRefused() {
        assertRefused(ConnectedWithText.class, "begin(String)", "HubCallerContext");
        assertRefused(ConnectedWithDisconnection.class, "begin(Disconnection)", "HubCallerContext");
        assertRefused(MethodWithDisconnection.class, "send(Disconnection)", "@Disconnected");
    }

    @Hub("/hidden")
    static class HiddenLifecycle {
        @Connected
        void begin() {}
    }

    @Hub("/hidden")
    static class StaticMethod {
        @HubMethod("send")
        public static void send() {}
    }

    @Test
    void annotatedMethodMustBePublicAndNotStatic() {
        assertRefused(HiddenLifecycle.class, "begin()", "public");
        assertRefused(StaticMethod.class, "send()", "static");
    }

    @Hub("/abstract")
    abstract static class AbstractHub {}

    @Hub("/interface")
    interface InterfaceHub {}

    @Hub("/inner")
    @SuppressWarnings("ClassCanBeStatic") // That is the point.
    class InnerHub {}

    @Hub("/constructor")
    static class WithoutConstructor {
        WithoutConstructor(String text) {}
    }

    @Hub("/constructor")
    static class WithInjectedConstructor {
        @Inject
        WithInjectedConstructor(String text) {}
    }

    @Test
    void classMustBeOneCdiCanMake() {
        assertRefused(AbstractHub.class, "abstract");
        assertRefused(InterfaceHub.class, "interface");
        assertRefused(InnerHub.class, "inner class");
        assertRefused(WithoutConstructor.class, "@Inject");
        assertThat(HubDescriptor.of(WithInjectedConstructor.class)).isNotNull();
    }

    @Hub("/final")
    @ApplicationScoped
    static final class FinalShared {}

    @Hub("/final")
    static final class FinalDependent {
        public final void send() {}
    }

    @Hub("/final")
    @ApplicationScoped
    static class FinalMethodShared {
        public final void send() {}
    }

    @Hub("/constructor")
    @ApplicationScoped
    static class WithoutProxyConstructor {
        @Inject
        WithoutProxyConstructor(String text) {}
    }

    @Hub("/field")
    @ApplicationScoped
    static class WithPublicField {
        public String text = "";
    }

    @Test
    void hubWithANormalScopeMustBeProxyable() {
        assertRefused(FinalShared.class, "final");
        assertRefused(FinalMethodShared.class, "FinalMethodShared.send()", "final");
        assertRefused(WithoutProxyConstructor.class, "constructor without parameters");
        assertRefused(WithPublicField.class, "public field");
        assertThat(HubDescriptor.of(FinalDependent.class).methodNames()).containsExactly("send");
    }

    @Hub("/streams")
    static class Streaming {
        public Flow.Publisher<String> at() {
            return subscriber -> {};
        }

        public CompletionStage<? extends Flow.Publisher<String>> later() {
            return new CompletableFuture<>();
        }

        public SubmissionPublisher<String> own() {
            return new SubmissionPublisher<>();
        }

        @SuppressWarnings("rawtypes") // On purpose.
        public Flow.Publisher raw(Flow.Publisher items) {
            return items;
        }

        public CompletionStage<List<String>> upload(
                CancellationToken token,
                Flow.Publisher<? extends List<String>> lists,
                String between,
                Flow.Publisher<Integer> numbers) {
            return new CompletableFuture<>();
        }
    }

    @Test
    void methodStreamsThatReturnsAPublisherAtOnceOrLater() {
        for (String target : List.of("at", "later", "own", "raw")) {
            assertThat(method(Streaming.class, target).streams()).as(target).isTrue();
        }
        assertThat(method(Streaming.class, "upload").streams()).isFalse();
    }

    @Test
    void publisherAmongTheParametersIsAStreamOfItsItemsAndNoArgument() {
        HubMethodDescriptor upload = method(Streaming.class, "upload");
        assertThat(upload.argumentTypes()).containsExactly(String.class);
        assertThat(upload.uploadTypes()).hasSize(2).element(1).isEqualTo(Integer.class);
        assertThat(upload.uploadTypes().get(0).getTypeName()).contains("List");
        assertThat(method(Streaming.class, "raw").uploadTypes()).containsExactly(Object.class);
    }

    @Hub("/h")
    static class StreamOfStreams {
        public Flow.Publisher<Flow.Publisher<String>> stream() {
            return subscriber -> {};
        }
    }

    @Hub("/h")
    static class StreamOfStages {
        public CompletionStage<Flow.Publisher<CompletionStage<String>>> stream() {
            return new CompletableFuture<>();
        }
    }

    @Hub("/h")
    static class ListOfStreams {
        public List<Flow.Publisher<String>> stream() {
            return List.of();
        }
    }

    @Hub("/h")
    static class UploadOfStreams {
        public void upload(Flow.Publisher<List<Flow.Publisher<String>>> streams) {}
    }

    @Hub("/h")
    static class ArgumentOfStreams {
        public void upload(Map<String, Flow.Publisher<String>[]> streams) {}
    }

    @Hub("/h")
    static class UploadToAnotherPublisher {
        public void upload(SubmissionPublisher<String> stream) {}
    }

    @Test
    void streamsAreOfPlainValuesAndNowhereInsideOfOtherTypes() {
        assertRefused(StreamOfStreams.class, "StreamOfStreams.stream", "returns a stream of", "Publisher");
        assertRefused(StreamOfStages.class, "StreamOfStages.stream", "returns a stream of", "CompletionStage");
        assertRefused(ListOfStreams.class, "ListOfStreams.stream", "returns streams inside", "List");
        assertRefused(UploadOfStreams.class, "UploadOfStreams.upload", "takes a stream of", "List");
        assertRefused(ArgumentOfStreams.class, "ArgumentOfStreams.upload", "takes streams inside", "Map");
        assertRefused(UploadToAnotherPublisher.class, "takes streams inside", "SubmissionPublisher");
    }

    @Hub("/h")
    static class ConnectedWithStream {
        @Connected
        public void begin(Flow.Publisher<String> items) {}
    }

    @Hub("/h")
    static class ConnectedWithToken {
        @Connected
        public void begin(CancellationToken token) {}
    }

    @Hub("/h")
    static class DisconnectedStreams {
        @Disconnected
        public Flow.Publisher<String> end() {
            return subscriber -> {};
        }
    }

    @Test
    void lifecycleMethodsNeitherStreamNorAreCancelled() {
        assertRefused(ConnectedWithStream.class, "ConnectedWithStream.begin", "takes a Publisher");
        assertRefused(ConnectedWithToken.class, "ConnectedWithToken.begin", "takes a CancellationToken");
        assertRefused(
                DisconnectedStreams.class, "DisconnectedStreams.end", "returns a Flow.Publisher", "@Disconnected");
    }
}
