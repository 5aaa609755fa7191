package io.hubplane.backplane.sequence;

import io.hubplane.backplane.BackplaneResends.Wanted;

/** Where {@link Recoveries} put what they have to say. Called by their thread. */
public interface RecoveryOutlet {
    /** A message is passed on. */
    void deliver(String channel, byte[] message);

    /** Messages that were missing have come, all that could be had. */
    void recovered(String channel, long messages);

    /** Messages of a node are missing for good. */
    void lost(String origin, String channel, long messages);

    /** A node is asked for messages. */
    void ask(String origin, Wanted wanted);
}
