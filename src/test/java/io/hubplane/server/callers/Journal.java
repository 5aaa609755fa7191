package io.hubplane.server.callers;

import io.hubplane.hub.Connected;
import io.hubplane.hub.HubCallerContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps lines until a test asks for them. */
@ApplicationScoped
public class Journal {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Inject
    private Witness witness;

    /** Writes a line. */
    public void write(String line) {
        lines.add(line);
    }

    void hear(@Observes @Connected HubCallerContext caller) {
        write("observed " + witness.tell());
    }

    /** Forgets all lines. */
    public void clear() {
        lines.clear();
    }

    /** Takes the oldest line. */
    public String next() {
        try {
            String line = lines.poll(10, TimeUnit.SECONDS);
            return line == null ? "nothing" : line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
