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

/** Asks other beans of the application who the caller is, and to which application the thread belongs. */
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

    /** The caller as seen by a session bean, Jakarta Security and CDI. */
    public String whoAmI() {
        return witness.tell();
    }

    /** The same from a method that does not wait for a thread for calls, with the kind of thread it ran on. */
    @NonBlocking
    public String whoAmIHere() {
        Thread thread = Thread.currentThread();
        String caller = thread.getContextClassLoader() == CallersHub.class.getClassLoader()
                ? witness.tell()
                : String.valueOf(thread.getContextClassLoader());
        return caller + (thread.getName().startsWith("hubplane-") ? " called" : " read");
    }

    /** The session bean's secret for admins, read on the thread that reads the connection. */
    @NonBlocking
    public String openHere() {
        return witness.open();
    }

    /** The session bean's secret for admins. */
    public String open() {
        return witness.open();
    }

    /** The caller as seen from a thread of the container that the hub uses. */
    public CompletionStage<String> later() {
        return CompletableFuture.supplyAsync(witness::tell, executor);
    }

    /** The application's name from the naming context of the thread, if its class loader is the application's too. */
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

    /** The caller as seen after another client has answered. */
    public CompletionStage<String> ask(String connectionId, HubCallerClients clients) {
        return clients.client(connectionId)
                .invoke(String.class, "question")
                .thenApply(answer -> answer + ": " + witness.tell());
    }

    /** The caller as seen by a publisher when more items are requested. */
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

    /** Clears the journal. */
    public void forget() {
        journal.clear();
    }

    /** Takes the oldest line of the journal. */
    public String journal() {
        return journal.next();
    }
}
