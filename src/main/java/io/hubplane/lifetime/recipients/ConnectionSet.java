package io.hubplane.lifetime.recipients;

import io.hubplane.connection.HubConnection;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a scope. Few connections are in an array that is copied at each change; many are in a concurrent
 * set. Any thread reads without a lock; one thread at a time makes changes.
 */
final class ConnectionSet {
    /** Above this number, copying costs more than the memory of a set. */
    private static final int FEW = 32;

    private static final HubConnection[] NONE = {};

    private volatile HubConnection[] few = NONE;
    private volatile @Nullable Set<HubConnection> many;

    void add(HubConnection connection) {
        Set<HubConnection> set = many;
        HubConnection[] array = few;
        if (set != null) {
            set.add(connection);
        } else if (indexOf(array, connection) < 0) {
            if (array.length < FEW) {
                HubConnection[] longer = Arrays.copyOf(array, array.length + 1);
                longer[array.length] = connection;
                few = longer;
            } else {
                set = ConcurrentHashMap.newKeySet(4 * FEW);
                set.addAll(Arrays.asList(array));
                set.add(connection);
                many = set; // the old array does not change, since threads may be reading it
                few = NONE;
            }
        }
    }

    void remove(HubConnection connection) {
        Set<HubConnection> set = many;
        if (set != null) {
            set.remove(connection);
            return;
        }
        HubConnection[] array = few;
        int index = indexOf(array, connection);
        if (index >= 0) {
            HubConnection[] shorter = new HubConnection[array.length - 1];
            System.arraycopy(array, 0, shorter, 0, index);
            System.arraycopy(array, index + 1, shorter, index, shorter.length - index);
            few = shorter;
        }
    }

    boolean isEmpty() {
        Set<HubConnection> set = many;
        return set == null ? few.length == 0 : set.isEmpty();
    }

    int size() {
        int few = this.few.length; // read first, as below
        Set<HubConnection> set = many;
        return set == null ? few : set.size();
    }

    void forEach(Consumer<HubConnection> action) {
        HubConnection[] array = few; // read first: the writer fills the set before it empties the array
        Set<HubConnection> set = many;
        if (set != null) {
            set.forEach(action);
        } else {
            for (HubConnection connection : array) {
                action.accept(connection);
            }
        }
    }

    private static int indexOf(HubConnection[] array, HubConnection connection) {
        for (int i = 0; i < array.length; i++) {
            if (array[i] == connection) {
                return i;
            }
        }
        return -1;
    }
}
