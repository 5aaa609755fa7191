package io.hubplane.dispatch.model;

/** A class cannot serve as a hub. The message says what is wrong and what is allowed. Stops the deployment. */
public final class HubDefinitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param hubClass the class
     * @param problem what is wrong with it, and what is allowed
     */
    public HubDefinitionException(Class<?> hubClass, String problem) {
        super("Hub " + hubClass.getName() + ": " + problem);
    }
}
