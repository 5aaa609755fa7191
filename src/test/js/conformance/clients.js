// Connections for the cases. `env` is what differs between Node.js and browsers:
//   signalR, MessagePackHubProtocol  the official client
//   server                           the address of the application, without a slash at its end
//   other                            the same on another node
//   proxy, control                   the first node through a proxy, whose connections are cut by a POST to `control`
//   browser                          whether this is a browser

import { Failure } from './check.js';

export const TRANSPORTS = ['WebSockets', 'ServerSentEvents', 'LongPolling'];

/** Keeps what the client logs, so that cases can check it. */
export class Log {
  lines = [];

  log(level, message) {
    this.lines.push(String(message));
  }
}

function protocolOf(env, name) {
  return name === 'messagepack' ? new env.MessagePackHubProtocol() : new env.signalR.JsonHubProtocol();
}

/** Options: transport, protocol, path, url, reconnect (pauses in milliseconds), stateful, and those of `withUrl`. */
export function build(env, { transport, protocol = 'json', path = '/testhub', url, reconnect, stateful, ...http } = {}) {
  const options = { ...http };
  if (transport !== undefined) {
    options.transport = env.signalR.HttpTransportType[transport];
  }
  const builder = new env.signalR.HubConnectionBuilder()
    .withUrl(url ?? env.server + path, options)
    .withHubProtocol(protocolOf(env, protocol))
    .configureLogging(new Log());
  if (reconnect !== undefined) {
    builder.withAutomaticReconnect(reconnect);
  }
  if (stateful) {
    builder.withStatefulReconnect();
  }
  return builder.build();
}

/** Uses a connection from its start to an orderly end. */
export async function connected(env, options, use) {
  const connection = build(env, options);
  const end = endOf(connection);
  await connection.start();
  try {
    await use(connection);
  } finally {
    await connection.stop();
  }
  const error = await end;
  if (error !== undefined) {
    throw new Failure(`the connection ended with: ${error.message}`);
  }
}

/** A promise for the error, or undefined, with which a connection ends. */
export function endOf(connection) {
  return new Promise((resolve) => connection.onclose(resolve));
}

/** A promise for the first call of a client method; its value is the list of arguments. */
export function callOf(connection, method) {
  return new Promise((resolve) => connection.on(method, (...values) => resolve(values)));
}

/** A promise for all items of a stream. */
export function itemsOf(stream) {
  return new Promise((resolve, reject) => {
    const items = [];
    stream.subscribe({
      next: (item) => items.push(item),
      error: reject,
      complete: () => resolve(items),
    });
  });
}

/** Makes the client do what it does when the server is silent for too long, without the wait. */
export function loseServer(connection) {
  connection.serverTimeout();
}

/** The pauses of a client that must not give up during a case. */
export const PERSISTENT = [0, ...Array(40).fill(250)];

/** A promise for the connection id after an automatic reconnect. */
export function reconnected(connection) {
  return new Promise((resolve, reject) => {
    connection.onreconnected(resolve);
    connection.onclose((error) => reject(error ?? new Failure('the connection was closed')));
  });
}
