package io.hubplane.hub;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a SignalR hub: a CDI bean whose public methods clients may call.
 *
 * <p>The annotation is a stereotype, so the class needs no other bean-defining annotation. Without a scope the hub is
 * {@code @Dependent}: one new instance per call, as in ASP.NET Core SignalR. With a normal scope such as
 * {@code @ApplicationScoped} the instance is shared and its methods must be safe for concurrent use.
 *
 * <p>Clients can call every public instance method of the application's own, including inherited ones, by its name,
 * ignoring case. Excluded are methods marked {@link Connected} or {@link Disconnected} and those that others call:
 * methods with an annotation that makes the container call them, such as {@code @Inject}, {@code @Resource} or
 * {@code @Schedule}, and methods declared by a type of the Java or Jakarta platform, such as {@code close()} of
 * {@link AutoCloseable}. Two methods with the same name are refused at deployment; {@link HubMethod} gives one of them
 * another name. Parameters of the types {@link HubCallerContext}, {@link HubCallerClients}, {@link HubClients} and
 * {@link Groups} are filled in by the hub, all others by the client.
 *
 * <p>The calls of one connection run one after the other unless configured otherwise; calls of different connections
 * run in parallel. A method may return nothing, a value, or a {@link java.util.concurrent.CompletionStage} of a value,
 * which keeps the call open until it completes. When a method fails, the client is told so; it is told the reason only
 * if that is a {@link HubException}.
 */
@Stereotype
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hub {
    /**
     * The hub's path below the application's context root: segments of letters, digits and {@code - . _ ~}, each after a
     * slash, for example {@code /chat}.
     *
     * @return the path
     */
    String value();

    /**
     * The name of this hub on the backplane, which separates its messages from those of other hubs. Nodes that share a
     * hub must use the same name. Nodes that share a backplane with ASP.NET Core use the full name of the .NET hub
     * class.
     *
     * @return the name; empty (the default) for the full name of the Java class
     */
    String name() default "";
}
