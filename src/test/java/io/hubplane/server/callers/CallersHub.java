package io.hubplane.server.callers;

import io.hubplane.hub.Connected;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.NonBlocking;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Asks other beans of the application who the caller is, and the thread which application it belongs to. */
@Hub("/callers")
public class CallersHub {
    @Inject
    private Witness witness;

    @Inject
    private Journal journal;

    @Resource
    private ManagedExecutorService executor;

    @Connected
    public void begin() {
        journal.write("connected " + witness.tell());
    }

    /** Who calls, as seen by a session bean, Jakarta Security and CDI. */
    public String whoAmI() {
        return witness.tell();
    }

    /** The same, asked without waiting for a thread for calls, and on which kind of thread it was. */
    @NonBlocking
    public String whoAmIHere() {
        Thread thread = Thread.currentThread();
        String caller = thread.getContextClassLoader() == CallersHub.class.getClassLoader()
                ? witness.tell()
                : String.valueOf(thread.getContextClassLoader());
        return caller + (thread.getName().startsWith("hubplane-") ? " called" : " read");
    }

    /** What the session bean keeps for admins, opened on the thread that reads the connection. */
    @NonBlocking
    public String openHere() {
        return witness.open();
    }

    /** What the session bean keeps for admins. */
    public String open() {
        return witness.open();
    }

    /** Who calls, as seen from a thread of the container's that the hub has put to work. */
    public CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(witness::tell, executor);
    }

    /** The application's name, as the naming context of the thread has it, if its class loader is the application's, too. */
    @SuppressWarnings("BanJNDI") // a constant name
    public String application() throws NamingException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == CallersHub.class.getClassLoader()
                ? InitialContext.doLookup("java:module/ModuleName")
                : String.valueOf(loader);
    }

    /** The id of the caller's connection. */
    public String id(HubCallerContext caller) {
        return caller.connectionId();
    }

    /** Who calls, as seen when another client has answered. */
    public CompletionStage<String> ask(String connectionId, HubCallerClients clients) {
        return clients.client(connectionId)
                .invoke(String.class, "question")
                .thenApply(answer -> answer + ": " + witness.tell());
    }

    /** Who calls, as seen by a publisher that is asked for more. */
    public Flow.Publisher<String> stream() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                subscriber.onNext(witness.tell());
                subscriber.onComplete();
            }

            @Override
            public void cancel() {}
        });
    }

    /** Fails in the caller's name. */
    public void fail() {
        throw new IllegalStateException(witness.tell());
    }

    /** Forgets what has been written down. */
    public void forget() {
        journal.clear();
    }

    /** What has been written down since, oldest first. */
    public String journal() {
        return journal.next();
    }
}
