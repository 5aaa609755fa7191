// What every transport must do with any protocol, and how one replaces another.

import { same, holds, failureOf } from './check.js';
import {
  build, connected, endOf, loseServer, Log, PERSISTENT, reconnected, TRANSPORTS,
} from './clients.js';

async function token(env) {
  const response = await fetch(`${env.server}/generateJwtToken`);
  return response.text();
}

const UNAUTHORIZED = "Failed to complete negotiation with the server: Error: Unauthorized: Status code '401'";

const PER_TRANSPORT = {
  async 'a token opens an authorized hub'(env, options) {
    const jwt = await token(env);
    const authorized = { ...options, path: '/authorizedhub', accessTokenFactory: () => jwt };
    await connected(env, authorized, async (connection) => {
      same(await connection.invoke('Echo', 'let in'), 'let in', 'result');
    });
  },

  async 'a token that comes later opens an authorized hub'(env, options) {
    const authorized = { ...options, path: '/authorizedhub', accessTokenFactory: () => token(env) };
    await connected(env, authorized, async (connection) => {
      same(await connection.invoke('Echo', 'let in'), 'let in', 'result');
    });
  },

  async 'an authorized hub refuses who has no token'(env, options) {
    const connection = build(env, { ...options, path: '/authorizedhub' });
    same(await failureOf(connection.start()), UNAUTHORIZED, 'error');
  },

  async 'an authorized hub refuses a forged token'(env, options) {
    const [header, payload] = (await token(env)).split('.');
    const forged = `${header}.${payload}.${btoa('no signature').replaceAll('=', '')}`;
    const connection = build(env, { ...options, path: '/authorizedhub', accessTokenFactory: () => forged });
    same(await failureOf(connection.start()), UNAUTHORIZED, 'error');
  },

  async 'a cookie that is over is not sent'(env, options) {
    await connected(env, options, async (connection) => {
      same(await connection.invoke('GetCookie', 'expiredCookie'), null, 'cookie');
    });
  },

  async 'the hub sees the headers of the client'(env, options) {
    // Browsers cannot send chosen headers with WebSockets or server-sent events.
    const sent = !env.browser || options.transport === 'LongPolling';
    const headers = { 'X-Colour': 'blue' };
    await connected(env, { ...options, headers }, async (connection) => {
      same(await connection.invoke('GetHeader', 'x-colour'), sent ? 'blue' : null, 'header');
      const agent = env.browser ? 'X-SignalR-User-Agent' : 'User-Agent';
      const text = await connection.invoke('GetHeader', agent);
      holds(sent ? text.startsWith('Microsoft SignalR/') : text === null, `user agent: ${text}`);
    });
  },

  async 'headers of the user override those of the client'(env, options) {
    const sent = !env.browser || options.transport === 'LongPolling';
    const agent = env.browser ? 'X-SignalR-User-Agent' : 'User-Agent';
    await connected(env, { ...options, headers: { [agent]: 'Me' } }, async (connection) => {
      same(await connection.invoke('GetHeader', agent), sent ? 'Me' : null, 'user agent');
    });
  },

  async 'the hub knows the transport'(env, options) {
    await connected(env, options, async (connection) => {
      same(await connection.invoke('GetActiveTransportName'), options.transport, 'transport');
    });
  },

  async 'the client and the hub agree on the connection id'(env, options) {
    await connected(env, options, async (connection) => {
      same(await connection.invoke('GetCallerConnectionId'), connection.connectionId, 'id');
    });
  },

  async 'a client that has given up on the server reconnects with a new id'(env, options) {
    const connection = build(env, { ...options, reconnect: PERSISTENT });
    await connection.start();
    const before = connection.connectionId;
    const again = reconnected(connection);
    loseServer(connection);
    const after = await again;
    holds(after !== before, 'another id');
    same(await connection.invoke('GetCallerConnectionId'), after, 'id at the hub');
    same(await connection.invoke('Echo', 'back'), 'back', 'result');
    await connection.stop();
  },

  async 'a client changes the address while it reconnects'(env, options) {
    const connection = build(env, { ...options, reconnect: PERSISTENT });
    await connection.start();
    connection.onreconnecting(() => {
      connection.baseUrl = `${env.other ?? env.server}/testhub?elsewhere=true`;
    });
    const again = reconnected(connection);
    loseServer(connection);
    const id = await again;
    same(await connection.invoke('GetCallerConnectionId'), id, 'id at the hub');
    await connection.stop();
  },
};

const NOT_POLLING = {
  async 'a server that stays silent is given up'(env, options) {
    const connection = build(env, options);
    const end = endOf(connection);
    await connection.start();
    connection.serverTimeoutInMilliseconds = 1;
    await connection.invoke('Echo', '');
    const error = await end;
    same(error.message, 'Server timeout elapsed without receiving a message from the server.', 'error');
  },
};

const ONCE = {
  async 'a client is redirected anew when it reconnects'(env) {
    const url = `${env.server}/redirect?numRedirects=0&baseUrl=${env.server}`;
    const connection = build(env, { url, reconnect: PERSISTENT });
    same(connection.connectionId, null, 'id before the start');
    await connection.start();
    same(await connection.invoke('GetCallerConnectionId'), connection.connectionId, 'id at the hub');
    const before = { id: connection.connectionId, redirects: await connection.invoke('GetNumRedirects') };
    const again = reconnected(connection);
    loseServer(connection);
    const id = await again;
    holds(id !== before.id, 'another id');
    same(await connection.invoke('GetCallerConnectionId'), id, 'id at the hub after the reconnect');
    holds(await connection.invoke('GetNumRedirects') > before.redirects, 'another redirect');
    await connection.stop();
    same(connection.connectionId, null, 'id after the end');
  },

  async 'a client that skips the negotiation has no id and reconnects'(env) {
    const connection = build(env, { transport: 'WebSockets', skipNegotiation: true, reconnect: PERSISTENT });
    await connection.start();
    same(connection.connectionId, null, 'id');
    const again = reconnected(connection);
    loseServer(connection);
    same(await again, undefined, 'id after the reconnect');
    same(await connection.invoke('Echo', 'back'), 'back', 'result');
    await connection.stop();
    same(connection.connectionId, null, 'id after the end');
  },

  async 'a client that may choose takes WebSockets'(env) {
    for (const protocol of ['json', 'messagepack']) {
      await connected(env, { protocol }, async (connection) => {
        same(await connection.invoke('GetActiveTransportName'), 'WebSockets', 'transport');
      });
    }
  },

  async 'without WebSockets JSON goes by server-sent events'(env) {
    await connected(env, { path: '/testhub-nowebsockets' }, async (connection) => {
      same(await connection.invoke('GetActiveTransportName'), 'ServerSentEvents', 'transport');
    });
  },

  async 'without WebSockets MessagePack goes by long polling'(env) {
    const options = { path: '/testhub-nowebsockets', protocol: 'messagepack' };
    await connected(env, options, async (connection) => {
      same(await connection.invoke('GetActiveTransportName'), 'LongPolling', 'transport');
    });
  },

  async 'a hub without WebSockets refuses them'(env) {
    const options = { path: '/testhub-nowebsockets', transport: 'WebSockets' };
    const error = await failureOf(build(env, options).start());
    holds(error.startsWith('Unable to connect to the server with any of the available transports.'), error);
  },

  async 'a client whose WebSockets fail falls back'(env) {
    function Broken() {
      throw new Error('no WebSockets today');
    }
    await connected(env, { WebSocket: Broken }, async (connection) => {
      same(await connection.invoke('GetActiveTransportName'), 'ServerSentEvents', 'transport');
    });
    await connected(env, { WebSocket: Broken, EventSource: Broken }, async (connection) => {
      same(await connection.invoke('GetActiveTransportName'), 'LongPolling', 'transport');
    });
  },

  async 'a client that polls tells the server of its end'(env) {
    const requests = [];
    const real = new env.signalR.DefaultHttpClient(new Log());
    class Recording extends env.signalR.HttpClient {
      async send(request) {
        const { method } = request;
        try {
          const response = await real.send(request);
          requests.push(`${method} ${response.statusCode}`);
          return response;
        } catch (error) {
          requests.push(`${method} ${error instanceof env.signalR.AbortError ? 'aborted' : error}`);
          throw error;
        }
      }
    }
    const connection = build(env, { transport: 'LongPolling', httpClient: new Recording() });
    await connection.start();
    await connection.invoke('Echo', 'once');
    await connection.stop();
    same(requests.filter((request) => request.startsWith('DELETE')), ['DELETE 202'], 'answers to DELETE');
    const last = requests.filter((request) => request.startsWith('GET')).at(-1);
    // The client aborts its poll, but the answer may be faster.
    holds(['GET aborted', 'GET 204'].includes(last), `end of the poll: ${last}`);
  },
};

const IN_BROWSERS = {
  async 'a client works in a web worker'(env) {
    const worker = new Worker('worker.js');
    const received = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ url: `${env.server}/testhub`, text: 'from the worker' });
    });
    worker.terminate();
    same(received, 'from the worker', 'text');
  },

  async 'a page that sends no credentials sends no cookies'(env) {
    // Another port is another origin, but not another site.
    const url = `${env.other}/testhub`;
    for (const [withCredentials, cookie] of [[true, 'testValue'], [false, null]]) {
      await connected(env, { url, transport: 'LongPolling', withCredentials }, async (connection) => {
        same(await connection.invoke('GetCookie', 'testCookie'), cookie, `cookie with credentials ${withCredentials}`);
      });
    }
  },
};

export function transportCases(env) {
  const each = TRANSPORTS.flatMap((transport) =>
    // A waiting poll does not count as silence.
    Object.entries(transport === 'LongPolling' ? PER_TRANSPORT : { ...PER_TRANSPORT, ...NOT_POLLING }).map(([name, run]) => ({
      group: transport,
      name,
      run: () => run(env, { transport }),
    })));
  const choices = env.browser && env.other !== undefined ? { ...ONCE, ...IN_BROWSERS } : ONCE;
  const once = Object.entries(choices).map(([name, run]) => ({ group: 'any transport', name, run: () => run(env) }));
  return [...each, ...once];
}
