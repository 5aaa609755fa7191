package io.hubplane.bench.scenario;

import io.hubplane.bench.load.Wire;

/** The kinds of exchange between two clients, or between a client and the server. */
public enum Exchange {
    /** A client calls the server, which returns the argument. */
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

        /** One client of each pair calls: alternately the one on the first node and the one on the second. */
        @Override
        boolean calls(int client) {
            return client % 4 == 0 || client % 4 == 3;
        }

        @Override
        int clients(int callers) {
            return callers * 2;
        }
    };

    /** Its name in the report. */
    abstract String title(int callers);

    /** The message of a caller; empty if the contestant cannot do this. */
    abstract String message(Wire wire, long call, String partner, String payload);

    /** The client that receives the effect of a caller's message. */
    abstract int receiver(int caller);

    /** Whether a client makes calls. */
    boolean calls(int client) {
        return true;
    }

    /** How many clients it needs. */
    int clients(int callers) {
        return callers;
    }

    /** A client's neighbour, on the other of two nodes. */
    static int partner(int client) {
        return client ^ 1;
    }
}
