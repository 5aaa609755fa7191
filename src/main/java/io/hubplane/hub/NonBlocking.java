package io.hubplane.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a hub method never waits: not for a database, a lock that is held for long, another server, or a client. Then it
 * runs on the thread that reads the connection, which saves passing the call to another thread: for a short method that is
 * more than half of the cost of the call. On a hub class it applies to all of its methods.
 *
 * <p>A method that waits nevertheless holds back everything else that its client sends, and one of the server's threads. If
 * it waits for its own client, such as for the result of {@link SingleClientProxy#invoke}, it waits in vain. Return a {@link
 * java.util.concurrent.CompletionStage} instead of waiting. Filters of the hub run on the same thread, so they must not wait
 * either. The thread has the application's class loader, but not its naming context ({@code java:comp}).
 *
 * <p>It has no effect on a method that takes or returns a stream, on methods marked {@link Connected} or {@link Disconnected}, and
 * on a call that has to wait for others of its client.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NonBlocking {}
