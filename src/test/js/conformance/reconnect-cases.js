// Connections that break: the TCP connections between the client and its node are cut.

import { same, holds } from './check.js';
import { build, connected, endOf, PERSISTENT, reconnected, TRANSPORTS } from './clients.js';

async function cut(env) {
  await fetch(env.control, { method: 'POST', mode: 'no-cors' });
}

function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

const NUMBERS = Array.from({ length: 300 }, (_, number) => number);
const LEAST_CUTS = 3;

/**
 * Does something for each number and meanwhile cuts the connections repeatedly, each time after the connection has
 * recovered from the previous cut: the client gives up if it is cut during a reconnect.
 */
async function underCuts(env, connection, each) {
  const sends = [];
  let lost = false;
  let cuts = 0;
  let recovery = Promise.resolve();
  let recovered = true;
  connection.onclose(() => {
    lost = true;
  });
  for (const number of NUMBERS) {
    if (lost) {
      break;
    }
    sends.push(each(number));
    if (recovered && number % 20 === 10) {
      recovered = false;
      cuts += 1;
      await cut(env);
      recovery = connection.invoke('id').then(() => {
        recovered = true;
      });
    }
    await pause(4);
  }
  // All of them: a later failure would count as one of the next case.
  const outcomes = await Promise.allSettled([recovery, ...sends]);
  same(outcomes.find(({ status }) => status === 'rejected')?.reason.message, undefined, 'error of a send');
  holds(cuts >= LEAST_CUTS, `${cuts} cuts`);
}

/** A connection with stateful reconnect through the proxy, whose `numbers` are those that the server sent. */
function stateful(env, protocol) {
  const connection = build(env, {
    transport: 'WebSockets', protocol, stateful: true, url: `${env.proxy}/traffic`,
  });
  connection.numbers = [];
  connection.on('number', (number) => connection.numbers.push(number));
  return connection;
}

async function allNumbers(connection) {
  while (connection.numbers.length < NUMBERS.length) {
    holds(connection.state === 'Connected', `the connection is ${connection.state}`);
    await pause(20);
  }
  // One more round trip, so that numbers that should not come are noticed.
  await connection.invoke('collected');
}

/** Uses a connection that must continue after every cut. */
async function outliving(env, protocol, use) {
  const connection = stateful(env, protocol);
  await connection.start();
  const id = connection.connectionId;
  const end = endOf(connection);
  try {
    await use(connection);
  } catch (failure) {
    // The error that ended the connection says more than the failures that followed from it.
    throw connection.state === 'Disconnected' ? (await end) ?? failure : failure;
  }
  same(connection.connectionId, id, 'id at the client');
  same(await connection.invoke('id'), id, 'id at the hub');
  await connection.stop();
  same(await end, undefined, 'error at the end');
}

const STATEFUL = {
  async 'calls of the client arrive once each and in order'(env, protocol) {
    await outliving(env, protocol, async (connection) => {
      await underCuts(env, connection, (number) => connection.send('collect', number));
      same(await connection.invoke('collected'), NUMBERS, 'calls at the hub');
    });
  },

  async 'calls of the server arrive once each and in order'(env, protocol) {
    await outliving(env, protocol, async (connection) => {
      await connected(env, { path: '/traffic' }, async (neighbour) => {
        const id = connection.connectionId;
        await underCuts(env, connection, (number) => neighbour.send('tell', id, number));
        await allNumbers(connection);
      });
      same(connection.numbers, NUMBERS, 'calls at the client');
    });
  },

  async 'calls from the other node arrive once each and in order'(env, protocol) {
    await outliving(env, protocol, async (connection) => {
      await connection.invoke('join', 'counting');
      await connected(env, { url: `${env.other}/traffic` }, async (neighbour) => {
        await underCuts(env, connection, (number) => neighbour.send('tellGroup', 'counting', number));
        await allNumbers(connection);
      });
      same(connection.numbers, NUMBERS, 'calls at the client');
      await connection.invoke('leave', 'counting');
    });
  },

  async 'results and calls both ways survive'(env, protocol) {
    await outliving(env, protocol, async (connection) => {
      await connected(env, { url: `${env.other}/traffic` }, async (neighbour) => {
        const id = connection.connectionId;
        const results = [];
        await underCuts(env, connection, (number) => {
          results.push(connection.invoke('twice', number));
          return Promise.all([connection.send('collect', number), neighbour.send('tell', id, number)]);
        });
        same(await Promise.all(results), NUMBERS.map((number) => 2 * number), 'results');
        await allNumbers(connection);
      });
      same(await connection.invoke('collected'), NUMBERS, 'calls at the hub');
      same(connection.numbers, NUMBERS, 'calls at the client');
    });
  },
};

async function automatic(env, transport) {
  const connection = build(env, { transport, url: `${env.proxy}/testhub`, reconnect: PERSISTENT });
  await connection.start();
  const before = connection.connectionId;
  const again = reconnected(connection);
  await cut(env);
  const after = await again;
  holds(after !== before, 'another id');
  same(await connection.invoke('GetCallerConnectionId'), after, 'id at the hub');
  const call = new Promise((resolve) => connection.on('Message', resolve));
  await connection.invoke('InvokeWithString', 'back');
  same(await call, 'back', 'text');
  await connection.stop();
}

async function givenUp(env, transport) {
  const connection = build(env, { transport, url: `${env.proxy}/testhub` });
  const end = endOf(connection);
  await connection.start();
  await cut(env);
  // The client has no error for an event source that ends.
  same((await end) instanceof Error, transport !== 'ServerSentEvents', 'whether there is an error at the end');
  same(connection.connectionId, null, 'id after the end');
}

export function reconnectCases(env) {
  // A browser repeats a poll by itself when its connection breaks, so the client does not notice.
  const noticing = TRANSPORTS.filter((transport) => !env.browser || transport !== 'LongPolling');
  const lost = noticing.flatMap((transport) => [
    { group: `cut ${transport}`, name: 'a client reconnects by itself', run: () => automatic(env, transport) },
    { group: `cut ${transport}`, name: 'a client that is not to reconnect ends', run: () => givenUp(env, transport) },
  ]);
  const kept = ['json', 'messagepack'].flatMap((protocol) =>
    Object.entries(STATEFUL).map(([name, run]) => ({
      group: `stateful reconnect with ${protocol}`,
      name,
      run: () => run(env, protocol),
    })));
  return [...lost, ...kept];
}
