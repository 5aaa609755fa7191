/** What is audited: a hub that passes on what its clients say, and writes down the losses that the node reports. */
@NullMarked
package io.hubplane.faults.application;

import org.jspecify.annotations.NullMarked;
