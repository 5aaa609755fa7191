package io.hubplane.dispatch.model;

import org.jspecify.annotations.Nullable;

/** What is called on a hub object: a method, or filters around it. */
public interface HubTarget {
    /** Nothing. */
    HubTarget NOTHING = new HubTarget() {
        @Override
        public @Nullable Object invoke(Object hub, @Nullable Object[] arguments) {
            return null;
        }

        @Override
        public boolean returnsStage() {
            return false;
        }

        @Override
        public String toString() {
            return "nothing";
        }
    };

    /** Makes the call; what it throws comes out as it is. */
    @Nullable
    Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable;

    /** Whether a stage must be returned. */
    boolean returnsStage();
}
