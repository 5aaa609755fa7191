/**
 * Tests of the whole on real servers: the WAR as shipped, official clients, a browser.
 *
 * <p>The server is Payara Micro, or WildFly with the Maven profile {@code wildfly}. Tests that leave nodes as they
 * found them share two ({@link io.hubplane.server.SharedFarm}); those that stop, pause or overload nodes have their
 * own.
 */
package io.hubplane.server;
