package io.hubplane.cdi.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.fixture.TokenIssuer;
import io.hubplane.hub.BearerCredential;
import io.hubplane.hub.Hub;
import io.hubplane.observe.ClientLog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens reach no log on any level, not even through exceptions. */
class SecrecyTest {
    @Hub("/members")
    @RolesAllowed("member")
    static class MembersHub {}

    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter().append(formatter.formatMessage(line));
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final TokenIssuer tokens = new TokenIssuer();

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @AfterEach
    void stop() {
        root.removeHandler(handler);
        root.setLevel(before);
    }

    private static TokenCheck storeThatFails() {
        IdentityStoreHandler store = credential -> {
            throw new IllegalStateException("cannot look up " + token(credential));
        };
        Instance<?> found = fake(Instance.class, store);
        return IdentityStoreCheck.find(fake(BeanManager.class, found), new ClientLog(() -> 0, 3))
                .orElseThrow();
    }

    private static String token(Credential credential) {
        return ((BearerCredential) credential).token();
    }

    /** A fake that is resolvable, and whose other methods return the fake itself or the given object. */
    private static <T> T fake(Class<T> type, Object given) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class
                        ? (Object) method.getName().equals("isResolvable")
                        : method.getName().equals("select") ? proxy : given));
    }

    @Test
    void tokensReachNoLog() {
        HubGatekeeper gatekeeper = new HubGatekeeper(
                HubDescriptor.of(MembersHub.class).access(),
                List.of(Jwt.check(tokens), storeThatFails()),
                ContainerIdentities.through(null));
        List<String> sent = List.of(
                "opaque-secret-1234",
                tokens.token("ann", "member"),
                tokens.expired(),
                new TokenIssuer().token("ann", "member"),
                tokens.token("ann").substring(0, 60));
        for (String token : sent) {
            gatekeeper.admit(
                    Request.ANONYMOUS.withQuery("access_token=" + token).asServletRequest());
            gatekeeper.admit(Request.ANONYMOUS.withHeader("Bearer " + token).asServletRequest());
        }
        assertThat(lines)
                .as("something is said")
                .anyMatch(line -> line.contains("An identity store failed"))
                .anyMatch(line -> line.contains("not a valid JSON Web Token here"))
                .anyMatch(line -> line.contains("counts as anonymous"));
        for (String token : sent) {
            String secretPart = token.substring(Math.max(0, token.length() - 15));
            assertThat(lines).noneMatch(line -> line.contains(token) || line.contains(secretPart));
        }
        assertThat(new BearerCredential("secret")).asString().doesNotContain("secret");
    }
}
