package io.hubplane.server.objects;

import io.hubplane.hub.Hub;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;

/** Has life-cycle methods, and a resource and a method that the container injects. */
@Hub("/living")
public class LivingHub {
    @Resource(lookup = "java:app/AppName")
    private String application;

    private Ledger ledger;

    @Inject
    void use(Ledger injected) {
        ledger = injected;
    }

    @PostConstruct
    void begin() {
        ledger.write("hub-begun");
    }

    @PreDestroy
    void end() {
        ledger.write("hub-ended");
    }

    /** The name of the application, and the entries of the ledger. */
    public String look() {
        return application + ": " + ledger.read();
    }
}
