// Drives connections of the official SignalR client for the Java side (OfficialClients.java), which sends one command
// a line as JSON and gets one answer a line, and events in between. Argument: the directory with node_modules.

import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'package.json'));
const signalR = require('@microsoft/signalr');

const connections = new Map();

function write(message) {
  process.stdout.write(JSON.stringify(message) + '\n');
}

function textOf(error) {
  return error === undefined || error === null ? null : String(error.message ?? error);
}

/** Lets lines through that are no JSON: the Java side keeps them for its messages about failures. */
const logger = {
  log(level, message) {
    if (level >= signalR.LogLevel.Error) {
      process.stdout.write(`# ${message}\n`);
    }
  },
};

function build(name, url, options) {
  const httpOptions = {
    skipNegotiation: options.skipNegotiation,
    transport: options.transport === undefined ? undefined : signalR.HttpTransportType[options.transport],
    headers: options.headers,
  };
  const builder = new signalR.HubConnectionBuilder().withUrl(url, httpOptions).configureLogging(logger);
  if (options.reconnectDelays !== undefined) {
    builder.withAutomaticReconnect(options.reconnectDelays);
  }
  if (options.stateful) {
    builder.withStatefulReconnect();
  }
  const connection = builder.build();
  if (options.serverTimeout !== undefined) {
    connection.serverTimeoutInMilliseconds = options.serverTimeout;
  }
  connection.onreconnecting((error) => write({ connection: name, event: 'reconnecting', text: textOf(error) }));
  connection.onreconnected((id) => write({ connection: name, event: 'reconnected', text: id ?? null }));
  connection.onclose((error) => write({ connection: name, event: 'closed', text: textOf(error) }));
  for (const method of options.listensTo) {
    connection.on(method, (...values) => write({ connection: name, event: 'call', method, arguments: values }));
  }
  return connection;
}

const commands = {
  async open({ connection, url, options }) {
    const opened = build(connection, url, options);
    connections.set(connection, opened);
    await opened.start();
    return opened.connectionId;
  },
  invoke({ connection, method, arguments: values }) {
    return connections.get(connection).invoke(method, ...values);
  },
  send({ connection, method, arguments: values }) {
    return connections.get(connection).send(method, ...values);
  },
  connectionId({ connection }) {
    return connections.get(connection).connectionId;
  },
  stop({ connection }) {
    return connections.get(connection).stop();
  },
};

async function carryOut(line) {
  const { id, command, ...rest } = JSON.parse(line);
  try {
    write({ id, value: (await commands[command](rest)) ?? null });
  } catch (error) {
    write({ id, error: textOf(error) });
  }
}

// Not readline: that takes U+2028 for the end of a line too.
let pending = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  const lines = (pending + chunk).split('\n');
  pending = lines.pop();
  lines.forEach(carryOut);
});
process.stdin.on('end', () => process.exit(0));
