// What every transport with every protocol must do for a hub.

import { same, holds, failureOf } from './check.js';
import { build, callOf, connected, endOf, itemsOf, TRANSPORTS } from './clients.js';

const GREETING = 'Grüße, 世界 \u{1F30D}';

function combinations() {
  return TRANSPORTS.flatMap((transport) =>
    ['json', 'messagepack']
      // Server-sent events are text.
      .filter((protocol) => transport !== 'ServerSentEvents' || protocol === 'json')
      .map((protocol) => ({ transport, protocol })));
}

/** How a protocol represents bytes and times. */
function typed(protocol, bytes, time) {
  return protocol === 'json'
    ? { ByteArray: btoa(String.fromCharCode(...bytes)), DateTime: time }
    : { ByteArray: new Uint8Array(bytes), DateTime: new Date(time) };
}

const CASES = {
  async 'a call returns its result'(env, options) {
    await connected(env, options, async (connection) => {
      same(await connection.invoke('Echo', GREETING), GREETING, 'result');
      same(await connection.invoke('eCHO', ''), '', 'result of a call by another spelling');
    });
  },

  async 'a call without a result leaves the connection as it was'(env, options) {
    await connected(env, options, async (connection) => {
      await connection.send('Echo', GREETING);
      await connection.send('ThrowException', 'Nobody is told.');
      await connection.send('NoSuchMethod');
      same(await connection.invoke('Echo', 'still here'), 'still here', 'result');
    });
  },

  async 'results belong to their calls'(env, options) {
    await connected(env, options, async (connection) => {
      const texts = Array.from({ length: 50 }, (_, number) => `call ${number}`);
      same(await Promise.all(texts.map((text) => connection.invoke('Echo', text))), texts, 'results');
    });
  },

  async 'a long message is carried whole'(env, options) {
    const long = GREETING.repeat(1000);
    await connected(env, options, async (connection) => {
      same(await connection.invoke('Echo', long), long, 'result');
    });
  },

  async 'an object comes back in a call of the client'(env, options) {
    const object = { Name: 'chair', Value: 4 };
    await connected(env, options, async (connection) => {
      const call = callOf(connection, 'CustomObject');
      await connection.send('SendCustomObject', object);
      same(await call, [object], 'arguments');
    });
  },

  async 'bytes, times and ids are echoed'(env, options) {
    const object = {
      ...typed(options.protocol, [0, 1, 127, 128, 255], '2026-02-28T12:34:56Z'),
      Guid: '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      IntArray: [-1, 0, 255, 2147483647],
      String: GREETING,
    };
    await connected(env, options, async (connection) => {
      const echoed = await connection.invoke('EchoComplexObject', object);
      for (const name of Object.keys(object)) {
        same(echoed[name], object[name], name);
      }
      same(Object.keys(echoed).sort(), Object.keys(object).sort(), 'names');
    });
  },

  async 'bytes, times and ids are received'(env, options) {
    const { ByteArray, DateTime } = typed(options.protocol, [1, 2, 3], '2000-01-01T00:00:00Z');
    await connected(env, options, async (connection) => {
      const received = await connection.invoke('SendComplexObject');
      same(received.ByteArray, ByteArray, 'ByteArray');
      same(received.DateTime, DateTime, 'DateTime');
      same(received.Guid, '00010203-0405-0607-0706-050403020100', 'Guid');
      same(received.IntArray, [1, 2, 3], 'IntArray');
      same(received.String, 'hello world', 'String');
    });
  },

  async 'a failed call says why'(env, options) {
    await connected(env, options, async (connection) => {
      same(
        await failureOf(connection.invoke('ThrowException', 'The roof is on fire.')),
        "An unexpected error occurred invoking 'ThrowException' on the server."
          + ' InvalidOperationException: The roof is on fire.',
        'error');
      same(await connection.invoke('Echo', 'still here'), 'still here', 'result');
    });
  },

  async 'the server calls handlers whatever the case of their names'(env, options) {
    await connected(env, options, async (connection) => {
      const call = callOf(connection, 'mEsSaGe');
      await connection.invoke('InvokeWithString', GREETING);
      same(await call, [GREETING], 'arguments');
    });
  },

  async 'a connection can be started again and keeps its handlers'(env, options) {
    const connection = build(env, options);
    const received = [];
    connection.on('Message', (text) => received.push(text));
    for (const text of ['first', 'second']) {
      await connection.start();
      await connection.invoke('InvokeWithString', text);
      const end = endOf(connection);
      await connection.stop();
      same(await end, undefined, 'error at the end');
    }
    same(received, ['first', 'second'], 'calls of the handler');
  },

  async 'a stream delivers its items in order'(env, options) {
    await connected(env, options, async (connection) => {
      same(await itemsOf(connection.stream('Stream')), ['a', 'b', 'c'], 'items');
      same(await itemsOf(connection.stream('EmptyStream')), [], 'items of an empty stream');
    });
  },

  async 'a stream can be cancelled'(env, options) {
    await connected(env, options, async (connection) => {
      const call = callOf(connection, 'StreamCanceled');
      const subscription = connection.stream('InfiniteStream').subscribe({ next() {}, error() {}, complete() {} });
      subscription.dispose();
      same(await call, [], 'arguments');
      same(await connection.invoke('Echo', 'still here'), 'still here', 'result');
    });
  },

  async 'a failed stream says why'(env, options) {
    await connected(env, options, async (connection) => {
      same(
        await failureOf(itemsOf(connection.stream('StreamThrowException', 'The river is dry.'))),
        "An unexpected error occurred invoking 'StreamThrowException' on the server."
          + ' InvalidOperationException: The river is dry.',
        'error');
    });
  },

  async 'a stream cannot be invoked'(env, options) {
    await connected(env, options, async (connection) => {
      for (const method of ['Stream', 'EmptyStream']) {
        same(
          await failureOf(connection.invoke(method)),
          `The client attempted to invoke the streaming '${method}' method with a non-streaming invocation.`,
          'error');
      }
    });
  },

  async 'a plain method cannot be streamed'(env, options) {
    await connected(env, options, async (connection) => {
      same(
        await failureOf(itemsOf(connection.stream('Echo', '42'))),
        "The client attempted to invoke the non-streaming 'Echo' method with a streaming invocation.",
        'error');
    });
  },

  async 'a client streams to the server'(env, options) {
    await connected(env, options, async (connection) => {
      const subject = new env.signalR.Subject();
      const result = connection.invoke('StreamingConcat', subject);
      const parts = ['Two roads ', 'diverged ', 'in a wood'];
      parts.forEach((part) => subject.next(part));
      subject.complete();
      same(await result, parts.join(''), 'result');
    });
  },

  async 'a client streams more than the server holds'(env, options) {
    await connected(env, options, async (connection) => {
      const subject = new env.signalR.Subject();
      const result = connection.invoke('StreamingConcat', subject);
      const parts = Array.from({ length: 500 }, (_, number) => `${number};`);
      parts.forEach((part) => subject.next(part));
      subject.complete();
      same(await result, parts.join(''), 'result');
    });
  },

  async 'a client that fails to stream says why'(env, options) {
    await connected(env, options, async (connection) => {
      const subject = new env.signalR.Subject();
      const result = connection.invoke('StreamingConcat', subject);
      subject.next('Two roads ');
      subject.error(new Error('The ink is spilled.'));
      same(
        await failureOf(result),
        "An unexpected error occurred invoking 'StreamingConcat' on the server. HubException: The ink is spilled.",
        'error');
    });
  },

  async 'the server asks a client for a result'(env, options) {
    await connected(env, options, async (connection) => {
      connection.on('Result', () => 10);
      same(await resultOf(env, connection), '10', 'what the server got');
    });
  },

  async 'the server is told why a client failed'(env, options) {
    await connected(env, options, async (connection) => {
      connection.on('Result', () => {
        throw new Error('no idea');
      });
      same(await resultOf(env, connection), 'Error: no idea', 'what the server got');
    });
  },

  async 'the server is told of a client without a handler'(env, options) {
    await connected(env, options, async (connection) => {
      same(await resultOf(env, connection), "Client didn't provide a result.", 'what the server got');
    });
  },
};

// Over server-sent events the client misses a close that comes while its start still awaits the answer to its first ping.
const NOT_BY_EVENTS = {
  async 'a hub that cannot be made closes the connection with an error'(env, options) {
    const connection = build(env, { ...options, path: '/uncreatable' });
    const end = endOf(connection);
    // The end may come before or after the start is done.
    const error = await connection.start().then(() => end, (failure) => failure);
    holds(
      error?.message.includes('InvalidOperationException: This hub cannot be created.'),
      `the error names the cause: ${error?.message}`);
  },
};

async function resultOf(env, connection) {
  const response = await fetch(`${env.server}/clientresult/${connection.connectionId}`);
  return response.text();
}

function casesOf({ transport }) {
  return transport === 'ServerSentEvents' ? CASES : { ...CASES, ...NOT_BY_EVENTS };
}

export function hubCases(env) {
  return combinations().flatMap((options) =>
    Object.entries(casesOf(options)).map(([name, run]) => ({
      group: `${options.protocol} over ${options.transport}`,
      name,
      run: () => run(env, options),
    })));
}
