package io.hubplane.cdi.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Sender;
import io.hubplane.transport.Identity;
import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerIdentitiesTest {
    /**
     * A server whose identities are texts, and whose new threads inherit the identity of the thread that makes them.
     */
    private static final class TextSecurity implements ServerSecurity {
        private final ThreadLocal<@Nullable String> current = new InheritableThreadLocal<>();

        void become(@Nullable String name) {
            current.set(name);
        }

        @Override
        public @Nullable Object current() {
            return current.get();
        }

        @Override
        public String name(Object identity) {
            return identity.toString();
        }

        @Override
        public Object of(Principal principal, Set<String> roles) {
            return principal.getName() + roles;
        }

        @Override
        public <T> T call(@Nullable Object identity, Supplier<T> action) {
            String before = current.get();
            current.set((String) identity);
            try {
                return action.get();
            } finally {
                current.set(before);
            }
        }
    }

    private static final Principal ANN = () -> "ann";

    private final TextSecurity security = new TextSecurity();
    private final ContainerIdentities identities = ContainerIdentities.through(security);

    private String seenBy(RunAs acting) {
        return acting.call(() -> Objects.toString(security.current(), "nobody"));
    }

    private static Sender sender(@Nullable Principal principal, @Nullable Object container) {
        return new Sender(new Identity(principal, Set.of("admin"), null, container));
    }

    @Test
    void identityThatTheServerKnowsIsTakenFromTheRequest() {
        security.become("ann");
        assertThat(identities.ofRequest(ANN, Set.of("admin"))).isEqualTo("ann");
    }

    @Test
    void identityThatTheServerDoesNotKnowIsMade() {
        assertThat(identities.ofRequest(ANN, Set.of("admin"))).isEqualTo("ann[admin]");
        security.become("eve");
        assertThat(identities.ofRequest(ANN, Set.of("admin"))).isEqualTo("ann[admin]");
    }

    @Test
    void senderActsAsTheServersIdentityOrOneOfNameAndRoles() {
        assertThat(seenBy(identities.of(sender(ANN, "ann of the server")))).isEqualTo("ann of the server");
        assertThat(seenBy(identities.of(sender(ANN, null)))).isEqualTo("ann[admin]");
        security.become("eve");
        assertThat(seenBy(identities.of(sender(null, null)))).isEqualTo("nobody");
        assertThat(security.current()).isEqualTo("eve");
    }

    @Test
    void nothingIsDoneBeforeTheFirstUserIsKnown() {
        assertThat(identities.nobody().matters()).isFalse();
        assertThat(identities.of(sender(null, null)).matters()).isFalse();
        assertThat(identities.of(ANN, Set.of())).isEqualTo("ann[]");
        assertThat(identities.nobody().matters()).isTrue();
    }

    @Test
    void threadBeginsAsNobodyWhicheverThreadMakesIt() throws InterruptedException {
        security.become("eve");
        String[] seen = {"not run"};
        Thread thread = new Thread(identities.asNobody(() -> seen[0] = Objects.toString(security.current())));
        thread.start();
        thread.join();
        assertThat(seen).containsExactly("null");
    }

    @Test
    void onOtherServersNothingIsDone() {
        ContainerIdentities none = ContainerIdentities.through(null);
        assertThat(none.ofRequest(ANN, Set.of())).isNull();
        assertThat(none.of(ANN, Set.of())).isNull();
        assertThat(none.of(sender(ANN, null)).matters()).isFalse();
    }
}
