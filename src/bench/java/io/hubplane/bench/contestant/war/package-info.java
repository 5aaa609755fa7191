/** What runs on the nodes, inside the application servers; written as applications are. */
package io.hubplane.bench.contestant.war;
