/** The applications that run in the application servers, written like real ones. */
package io.hubplane.bench.contestant.war;
