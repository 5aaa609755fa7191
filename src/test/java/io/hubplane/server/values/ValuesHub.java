package io.hubplane.server.values;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Gives values back in all ways there are. */
@Hub("/values")
public class ValuesHub {
    /** As the result. */
    public AllValues echo(AllValues values) {
        return values;
    }

    /** As the item of a stream. */
    public Flow.Publisher<AllValues> stream(AllValues values) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long number) {
                subscriber.onNext(values);
                subscriber.onComplete();
            }

            @Override
            public void cancel() {
                // There is but one.
            }
        });
    }

    /** To everybody on all nodes. */
    public CompletionStage<Void> tellAll(AllValues values, HubCallerClients clients) {
        return clients.all().send("told", values);
    }

    /** As the client answers it. */
    public CompletionStage<AllValues> ask(AllValues values, HubCallerClients clients) {
        return clients.caller().invoke(AllValues.class, "answer", values);
    }

    /** What JSON-B and JSON-P make of it. */
    public Account account(JsonObject details) {
        return new Account(details);
    }
}
