package io.hubplane.server.values;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Returns values in all possible ways. */
@Hub("/values")
public class ValuesHub {
    /** Returns the values as the result. */
    public AllValues echo(AllValues values) {
        return values;
    }

    /** Returns the values as the item of a stream. */
    public Flow.Publisher<AllValues> stream(AllValues values) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long number) {
                subscriber.onNext(values);
                subscriber.onComplete();
            }

            @Override
            public void cancel() {
                // There is only one item.
            }
        });
    }

    /** Sends the values to everybody on all nodes. */
    public CompletionStage<Void> tellAll(AllValues values, HubCallerClients clients) {
        return clients.all().send("told", values);
    }

    /** Asks the caller with the values, and returns its answer. */
    public CompletionStage<AllValues> ask(AllValues values, HubCallerClients clients) {
        return clients.caller().invoke(AllValues.class, "answer", values);
    }

    /** Returns an object that JSON-B and JSON-P write. */
    public Account account(JsonObject details) {
        return new Account(details);
    }
}
