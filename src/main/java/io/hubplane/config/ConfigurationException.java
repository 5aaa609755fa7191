package io.hubplane.config;

import java.util.List;

/** The configuration is wrong; nothing is started. The message names every wrong key, its value and what is allowed. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super("The configuration of Hubplane is wrong:\n  " + String.join("\n  ", problems));
    }
}
