package io.hubplane.bench.contestant;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.listener.MultiTypeEventListener;
import com.corundumstudio.socketio.store.RedissonStoreFactory;
import org.redisson.Redisson;
import org.redisson.config.Config;

/** A node of netty-socketio with Redisson, as its documentation sets it up. It runs in a separate process. */
final class NettySocketIoServer {
    private static final String RECEIVE = "m";

    private NettySocketIoServer() {}

    /**
     * Serves until the process is ended.
     *
     * @param arguments the port and the URI of Redis
     */
    public static void main(String[] arguments) {
        Config redis = new Config();
        redis.useSingleServer().setAddress(arguments[1]);
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Integer.parseInt(arguments[0]));
        configuration.setTransports(Transport.WEBSOCKET);
        configuration.setStoreFactory(new RedissonStoreFactory(Redisson.create(redis)));
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener(
                "toAll",
                String.class,
                (client, payload, ack) -> server.getBroadcastOperations().sendEvent(RECEIVE, payload));
        server.addEventListener("join", String.class, (client, room, ack) -> client.joinRoom(room));
        server.addConnectListener(
                client -> client.joinRoom(client.getSessionId().toString()));
        server.addEventListener("echo", String.class, (client, payload, ack) -> ack.sendAckData(payload));
        // Each client is in its own room with its own name: no other call reaches clients of other nodes.
        MultiTypeEventListener toRoom = (client, data, ack) ->
                server.getRoomOperations(data.<String>get(0)).sendEvent(RECEIVE, data.<String>get(1));
        server.addMultiTypeEventListener("toRoom", toRoom, String.class, String.class);
        server.addMultiTypeEventListener("direct", toRoom, String.class, String.class);
        server.start();
        System.out.println(ProcessContestant.READY);
    }
}
