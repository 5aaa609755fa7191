package io.hubplane.server.members;

import java.util.concurrent.CompletionStage;

/** What members' clients can do. */
public interface MemberClient {
    /** Shows a text. */
    void greeting(String text);

    /** Tells the member's name. */
    CompletionStage<String> name();
}
