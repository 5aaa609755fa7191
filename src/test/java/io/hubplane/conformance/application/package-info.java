/**
 * The application for the published tests of the official SignalR clients and for this project's own: hubs and paths as
 * those tests expect them. It must never be deployed where others can reach it, because it allows every page.
 */
@NullMarked
package io.hubplane.conformance.application;

import org.jspecify.annotations.NullMarked;
