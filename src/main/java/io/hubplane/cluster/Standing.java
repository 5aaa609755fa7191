package io.hubplane.cluster;

/**
 * What this node may believe of what the others believe of it.
 *
 * @param isHeard whether the others have heard it so lately that none of them holds it for lost
 * @param lapses how often that was not so, and was so again later
 * @param knowsAll whether it has heard the others for long enough to know all of them
 */
public record Standing(boolean isHeard, long lapses, boolean knowsAll) {}
