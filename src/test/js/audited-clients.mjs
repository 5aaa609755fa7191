// Holds the clients of an audited farm, official ones, and keeps a record of what they send and receive. The Java side
// (AuditedClients.java) sends one command a line as JSON and gets one answer a line, in order. Times are in milliseconds
// of this process. Argument: the directory with node_modules.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

const require = createRequire(join(process.argv[2], 'package.json'));
const signalR = require('@microsoft/signalr');

/** How often to see what is due. */
const TICK = 4;
/** The most that a client waits before it tries to come back, so that they do not all come at once. */
const MOST_WAIT = 500;

/** How many places visitors go to. */
const PLACES = 5;
/** How many users the clients and visitors belong to, some on both nodes. */
const USERS = 7;

const clients = [];
const visitors = [];
let staying = true;
let sent = [];
let padding = 0;
let lastArrival = 0;
let load;

function pause() {
  return Math.random() * MOST_WAIT;
}

function elapse(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** The address for the user that a number belongs to. */
function addressed(url, user) {
  return `${url}?user=${user}`;
}

function userOf(number) {
  return `user-${number % USERS}`;
}

function transport(direct) {
  return direct ? { skipNegotiation: true, transport: signalR.HttpTransportType.WebSockets } : {};
}

/** A client with a number: it listens to everybody, and to a room of its own. */
class Client {
  /** Times of what it can hear: on which node, from when to when; open at its end while it can. */
  presences = [];
  received = [];
  /** When and why the application was told that the connection is lost, since the record began. */
  interruptions = [];
  numbers = new Map();

  constructor(id, room, url, direct, stateful) {
    this.id = id;
    this.room = room;
    this.user = userOf(id);
    this.stateful = stateful;
    const builder = new signalR.HubConnectionBuilder()
      .withUrl(addressed(url, this.user), transport(direct))
      .configureLogging(signalR.LogLevel.None)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: pause });
    this.connection = (stateful ? builder.withStatefulReconnect() : builder).build();
    this.connection.on('said', (scope, sender, number) => {
      lastArrival = performance.now();
      this.received.push([scope, sender, number, lastArrival]);
    });
    this.connection.onreconnecting((error) => {
      this.interrupted(error);
      this.leave();
    });
    this.connection.onreconnected(() => this.enter());
    this.connection.onclose((error) => {
      this.interrupted(error);
      this.leave();
      setTimeout(() => this.open(), pause());
    });
  }

  interrupted(error) {
    this.interruptions.push(`${new Date().toISOString()}, client ${this.id}: ${error}`);
  }

  async open() {
    try {
      await this.connection.start();
    } catch {
      setTimeout(() => this.open(), pause());
      return;
    }
    await this.enter();
  }

  async enter() {
    try {
      // A connection that is present stays on its node, which stateful clients are not to do.
      const [node, connection] = await this.connection.invoke('enter', this.room, !this.stateful);
      this.connectionId = connection;
      this.presences.push({ client: this.id, room: this.room, node, from: performance.now(), to: null });
    } catch (error) {
      if (this.connection.state === signalR.HubConnectionState.Connected) {
        await this.connection.stop(); // comes back, and tries again
      }
    }
  }

  leave() {
    const last = this.presences.at(-1);
    if (last !== undefined && last.to === null) {
      last.to = performance.now();
    }
  }

  get present() {
    const last = this.presences.at(-1);
    return last !== undefined && last.to === null;
  }

  /** What it knows about itself; undefined while it is away. */
  get known() {
    if (!this.present) {
      return undefined;
    }
    const node = this.presences.at(-1).node;
    return { connection: this.connectionId, node, user: this.user, group: `room-${this.room}`, step: 0 };
  }

  say(scope) {
    if (!this.present) {
      return;
    }
    const number = (this.numbers.get(scope) ?? 0) + 1;
    this.numbers.set(scope, number);
    const message = { sender: this.id, scope, number, at: performance.now(), node: this.presences.at(-1).node };
    sent.push(message);
    const pad = scope === 0 ? padding : 0;
    this.connection.invoke('say', scope, this.id, number, pad).then(
      () => (message.answered = performance.now()),
      (error) => (message.failure = String(error.message ?? error)),
    );
  }

  begin() {
    this.received = [];
    this.interruptions = [];
    this.presences = this.present ? [this.presences.at(-1)] : [];
  }
}

/**
 * Comes, goes from place to place, and leaves, so that nodes have something to tell each other while something fails. It
 * neither speaks nor listens.
 */
class Visitor {
  known = undefined;
  step = 0;

  constructor(number, url, direct) {
    this.user = userOf(number);
    this.connection = new signalR.HubConnectionBuilder()
      .withUrl(addressed(url, this.user), transport(direct))
      .configureLogging(signalR.LogLevel.None)
      .build();
    this.connection.onclose(() => this.forget());
  }

  forget() {
    this.known = undefined;
    this.place = '';
  }

  async live() {
    for (;;) {
      try {
        if (this.connection.state === signalR.HubConnectionState.Disconnected) {
          this.forget();
          await this.connection.start();
        }
        await this.move();
      } catch {
        await this.connection.stop(); // where it is now is not known
      }
      await elapse(100 + pause());
      while (staying && this.known !== undefined) {
        await elapse(50);
      }
      if (!staying && Math.random() < 0.3) {
        await this.connection.stop();
      }
    }
  }

  async move() {
    const place = `place-${Math.floor(Math.random() * PLACES)}`;
    this.known = undefined;
    const [node, connection] = await this.connection.invoke('visit', this.place, place, ++this.step);
    this.place = place;
    this.known = { connection, node, user: this.user, group: place, step: this.step };
  }
}

const commands = {
  /**
   * Opens clients: one for each URL, in rooms that are numbered from 1; without negotiation if they are to be direct. Some
   * visitors come with them.
   */
  open({ urls, rooms, visiting, direct, stateful }) {
    urls.slice(0, visiting).forEach((url, i) => visitors.push(new Visitor(i, url, direct)));
    visitors.forEach((visitor) => visitor.live());
    urls.forEach((url, i) => clients.push(new Client(i, 1 + (Math.floor(i / 2) % rooms), url, direct, stateful)));
    clients.forEach((client) => client.open());
    return commands.whole();
  },
  /** Begins a new record. */
  begin() {
    sent = [];
    clients.forEach((client) => client.begin());
  },
  now() {
    return performance.now();
  },
  /** Has the clients speak in turn, to all and to their rooms in turn, until they are to rest. */
  speak({ rate }) {
    const start = performance.now();
    let spoken = 0;
    load = setInterval(() => {
      const due = Math.floor(((performance.now() - start) * rate) / 1000);
      for (; spoken < due; spoken++) {
        const client = clients[spoken % clients.length];
        client.say(Math.floor(spoken / clients.length) % 2 === 0 ? 0 : client.room);
      }
    }, TICK);
  },
  rest() {
    clearInterval(load);
  },
  /** Makes the visitors move until they are to stay. */
  roam() {
    staying = false;
  },
  /** Makes the visitors end up somewhere, soon. */
  stay() {
    staying = true;
  },
  /** What everybody knows about itself; null if somebody is away or moves. */
  known() {
    const known = [...clients, ...visitors].map((each) => each.known);
    return known.includes(undefined) ? null : known;
  },
  /** What is said to all is longer from now on, by so many characters. */
  pad({ length }) {
    padding = length;
  },
  /** Answers when nothing has arrived for a time. */
  settle({ quiet }) {
    return new Promise((resolve) => {
      const asked = performance.now();
      const timer = setInterval(() => {
        if (performance.now() - Math.max(asked, lastArrival) > quiet) {
          clearInterval(timer);
          resolve();
        }
      }, 50);
    });
  },
  /** When and why clients were told that their connections are lost. */
  interruptions() {
    return clients.flatMap((client) => client.interruptions);
  },
  /** Answers when all clients can hear. */
  whole() {
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (clients.every((client) => client.present)) {
          clearInterval(timer);
          resolve();
        }
      }, 50);
    });
  },
  record() {
    return {
      sent,
      received: clients.map((client) => client.received),
      presences: clients.flatMap((client) => client.presences),
    };
  },
};

async function carryOut(line) {
  const { command, ...rest } = JSON.parse(line);
  try {
    return { value: (await commands[command](rest)) ?? null };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

let pending = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', async (chunk) => {
  const lines = (pending + chunk).split('\n');
  pending = lines.pop();
  for (const line of lines) {
    process.stdout.write(JSON.stringify(await carryOut(line)) + '\n');
  }
});
process.stdin.on('end', () => process.exit(0));
