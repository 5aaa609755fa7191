package com.example.chat;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubClients;
import jakarta.inject.Inject;

@Hub("/chat")
public class ChatHub {
    @Inject
    HubClients clients;

    public void send(String name, String message) {
        clients.all().send("broadcastMessage", name, message);
    }
}
