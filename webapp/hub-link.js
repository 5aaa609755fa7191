// The page's one connection to the hub: opens it, keeps it open as long as the page exists, and reports its state.

const longestWait = 10_000;

/** Milliseconds before the next attempt: 1 to 10 seconds, doubled each time, random so that clients do not come at once. */
export function backOff(attempts, random = Math.random()) {
  const wait = Math.min(longestWait, 1_000 * 2 ** Math.min(attempts, 10));
  return wait * (0.5 + random / 2);
}

/**
 * Opens a connection that never gives up.
 *
 * @param url the hub's path, relative to the page
 * @param handlers what the server may call, by client method name
 * @param onState called with "connecting", "connected", "reconnecting" or "closed", and the error that led there, if any
 */
export function openHubLink(url, handlers, onState) {
  if (!window.signalR) {
    const missing = new Error("The SignalR client is missing: lib/signalr.min.js was not served.");
    onState("closed", missing);
    return { isConnected: () => false, call: () => Promise.reject(missing) };
  }
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = window.signalR;
  const connection = new HubConnectionBuilder()
    // Without a negotiation there is one request only, the upgrade: any node may answer it, so the page works behind
    // every load balancer, sticky or not.
    .withUrl(url, { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => backOff(previousRetryCount) })
    .configureLogging(LogLevel.Critical)
    .build();
  for (const [method, handler] of Object.entries(handlers)) {
    connection.on(method, handler);
  }

  let attempts = 0;
  let opened = false;

  // The automatic reconnect covers neither the first attempt nor a connection that the server has closed finally.
  async function open() {
    onState(opened ? "reconnecting" : "connecting");
    try {
      await connection.start();
    } catch (error) {
      onState(opened ? "reconnecting" : "connecting", error);
      setTimeout(open, backOff(attempts++));
      return;
    }
    attempts = 0;
    opened = true;
    onState("connected");
  }

  connection.onreconnecting((error) => onState("reconnecting", error));
  connection.onreconnected(() => onState("connected"));
  connection.onclose((error) => {
    onState("closed", error);
    setTimeout(open, backOff(attempts++));
  });
  open();

  return {
    isConnected: () => connection.state === "Connected",
    /** Calls a hub method; fails if the server refuses, or if the connection ends before it has answered. */
    call: async (method, ...args) => {
      if (connection.state !== "Connected") {
        throw new Error("there is no connection.");
      }
      return connection.invoke(method, ...args);
    },
  };
}
