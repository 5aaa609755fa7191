// Connections without a hub. They are internal to the client, so in browsers only the plain WebSocket is tested.

import { same, holds, failureOf } from './check.js';
import { Log, TRANSPORTS } from './clients.js';

const MESSAGE = 'Is anybody there?';

/** Sends a message, waits for its echo and ends; returns the echoes. */
async function echoesOf(env, path, options) {
  const { HttpConnection, signalR } = env;
  const connection = new HttpConnection(env.server + path, options);
  const echoes = [];
  const end = new Promise((resolve, reject) => {
    connection.onclose = (error) => (error === undefined ? resolve() : reject(error));
  });
  connection.onreceive = (echo) => {
    echoes.push(echo);
    connection.stop();
  };
  await connection.start(signalR.TransferFormat.Text);
  await connection.send(MESSAGE);
  await end;
  return echoes;
}

function transports(env, ...names) {
  return names.reduce((flags, name) => flags | env.signalR.HttpTransportType[name], 0);
}

const PER_TRANSPORT = {
  async 'a message is echoed'(env, transport) {
    same(await echoesOf(env, '/echo', { transport, logger: new Log() }), [MESSAGE], 'echoes');
  },

  async 'messages are kept out of the log'(env, transport) {
    const logger = new Log();
    await echoesOf(env, '/echo', { transport, logger });
    holds(logger.lines.length > 0, 'something is logged');
    same(logger.lines.filter((line) => line.includes(MESSAGE)), [], 'lines with the message');
  },

  async 'messages are logged, once each, when asked for'(env, transport) {
    const logger = new Log();
    await echoesOf(env, '/echo', { transport, logger, logMessageContent: true });
    same(logger.lines.filter((line) => line.includes(MESSAGE)).length, 2, 'lines with the message');
  },
};

const ONCE = {
  async 'a client that may choose its transport is echoed'(env) {
    same(await echoesOf(env, '/echo', { logger: new Log() }), [MESSAGE], 'echoes');
  },

  async 'a client follows redirects of HTTP'(env) {
    // The EventSource for Node.js does not follow a relative one.
    const transport = transports(env, 'WebSockets', 'LongPolling');
    same(await echoesOf(env, '/echoredirect', { transport, logger: new Log() }), [MESSAGE], 'echoes');
  },

  async 'the text of a refusal is in the error'(env) {
    const connection = new env.HttpConnection(`${env.server}/bad-negotiate`, { logger: new Log() });
    same(
      await failureOf(connection.start(env.signalR.TransferFormat.Text)),
      "Failed to complete negotiation with the server: Error: Some response from server: Status code '400'",
      'error');
  },
};

async function plainWebSocket(env) {
  const socket = new env.PlainWebSocket(`${env.server.replace(/^http/, 'ws')}/echo`);
  const end = await new Promise((resolve, reject) => {
    let echo = null;
    socket.onerror = () => reject(new Error('the WebSocket failed'));
    socket.onopen = () => socket.send(MESSAGE);
    socket.onmessage = ({ data }) => {
      echo = data;
      socket.close();
    };
    socket.onclose = ({ code, wasClean }) => resolve({ echo, code, wasClean });
  });
  same(end, { echo: MESSAGE, code: 1000, wasClean: true }, 'end');
}

export function echoCases(env) {
  const plain = { group: 'echo', name: 'a plain WebSocket is echoed', run: () => plainWebSocket(env) };
  if (env.HttpConnection === undefined) {
    return [plain];
  }
  const each = TRANSPORTS.flatMap((transport) =>
    Object.entries(PER_TRANSPORT).map(([name, run]) => ({
      group: `echo over ${transport}`,
      name,
      run: () => run(env, transports(env, transport)),
    })));
  const once = Object.entries(ONCE).map(([name, run]) => ({ group: 'echo', name, run: () => run(env) }));
  return [plain, ...each, ...once];
}
