package io.hubplane.dispatch.model;

import org.jspecify.annotations.Nullable;

/** Something that is called on a hub object: a method, or filters around it. */
public interface HubTarget {
    /** Does nothing. */
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

    /** Makes the call, and throws whatever the call throws. */
    @Nullable
    Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable;

    /** Whether a stage must be returned. */
    boolean returnsStage();
}
