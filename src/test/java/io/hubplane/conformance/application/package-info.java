/**
 * The application that the published tests of the official SignalR clients, and this project's own, are run against: hubs
 * and paths as those tests expect them. Never to be deployed where anybody else can reach it: it lets every page in.
 */
@NullMarked
package io.hubplane.conformance.application;

import org.jspecify.annotations.NullMarked;
