package io.hubplane.server.options;

import io.hubplane.hub.Hub;

/** The same hub at many paths; the test configures each differently. */
public final class AdjustedHubs {
    private AdjustedHubs() {}

    /** Has no settings of its own. */
    @Hub("/plain")
    public static class Plain extends AdjustableHub {}

    /** Waits only a short time for handshakes. */
    @Hub("/hasty")
    public static class Hasty extends AdjustableHub {}

    /** Soon forgets connections without a transport. */
    @Hub("/forgetful")
    public static class Forgetful extends AdjustableHub {}

    /** Has short timeouts. */
    @Hub("/impatient")
    public static class Impatient extends AdjustableHub {}

    /** Has little room. */
    @Hub("/narrow")
    public static class Narrow extends AdjustableHub {}

    /** Allows its clients few calls and groups. */
    @Hub("/sparing")
    public static class Sparing extends AdjustableHub {}

    /** Sends small frames. */
    @Hub("/framed")
    public static class Framed extends AdjustableHub {}

    /** Allows more than others. */
    @Hub("/generous")
    public static class Generous extends AdjustableHub {}

    /** Allows less than others. */
    @Hub("/choosy")
    public static class Choosy extends AdjustableHub {}

    /** Has a queue of few bytes. */
    @Hub("/queue/bytes")
    public static class FewBytes extends AdjustableHub {}

    /** Has a queue of few messages. */
    @Hub("/queue/messages")
    public static class FewMessages extends AdjustableHub {}

    /** Drops the oldest of few messages. */
    @Hub("/queue/newest")
    public static class Newest extends AdjustableHub {}

    /** Keeps the latest of few messages. */
    @Hub("/queue/latest")
    public static class Latest extends AdjustableHub {}
}
