package io.hubplane.server.members;

import java.util.concurrent.CompletionStage;

/** The methods of members' clients. */
public interface MemberClient {
    /** Shows a text. */
    void greeting(String text);

    /** Tells the member's name. */
    CompletionStage<String> name();
}
