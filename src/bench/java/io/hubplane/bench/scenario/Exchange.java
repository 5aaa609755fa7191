package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Wire;

/** What two clients, or one and the server, have to say to each other. */
public enum Exchange {
    /** A client calls the server, which returns what it was called with. */
    INVOKE {
        @Override
        String title(int callers) {
            return "invoke and reply, " + callers + (callers == 1 ? " caller" : " callers");
        }

        @Override
        String message(Wire wire, long call, String partner, String payload) {
            return wire.invoke(call, payload);
        }

        @Override
        int receiver(int caller) {
            return caller;
        }
    },

    /** A client sends to one client on the other node. */
    DIRECT {
        @Override
        String title(int callers) {
            return "direct message to the other node, " + callers + " senders";
        }

        @Override
        String message(Wire wire, long call, String partner, String payload) {
            return wire.direct(partner, payload);
        }

        @Override
        int receiver(int caller) {
            return partner(caller);
        }
    },

    /** A client calls the server, which asks a client on the other node and returns its answer. */
    RESULT {
        @Override
        String title(int callers) {
            return "result of a client on the other node, " + callers + " callers";
        }

        @Override
        String message(Wire wire, long call, String partner, String payload) {
            return wire.ask(call, partner, payload);
        }

        @Override
        int receiver(int caller) {
            return caller;
        }

        /** One of each two, by turns that on the first node and that on the second. */
        @Override
        boolean calls(int client) {
            return client % 4 == 0 || client % 4 == 3;
        }

        @Override
        int clients(int callers) {
            return callers * 2;
        }
    };

    /** What it is called in the report. */
    abstract String title(int callers);

    /** What a caller sends; empty if this cannot be done. */
    abstract String message(Wire wire, long call, String partner, String payload);

    /** Who receives what a caller's message leads to. */
    abstract int receiver(int caller);

    /** Whether a client calls at all. */
    boolean calls(int client) {
        return true;
    }

    /** How many clients it takes. */
    int clients(int callers) {
        return callers;
    }

    /** A client's neighbour, on the other of two nodes. */
    static int partner(int client) {
        return client ^ 1;
    }
}
