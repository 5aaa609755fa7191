/**
 * The application that is audited: a hub that passes on what its clients send, and logs the losses that the node
 * reports.
 */
@NullMarked
package io.hubplane.faults.application;

import org.jspecify.annotations.NullMarked;
