// Runs all cases in Node.js and writes one line of JSON for each. Arguments: the directory with node_modules, and the
// addresses as JSON (see clients.js).

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { allCases } from './cases.js';
import { runAll, strayError } from './run.js';

const require = createRequire(join(process.argv[2], 'package.json'));

process.on('unhandledRejection', strayError);

const env = {
  ...JSON.parse(process.argv[3]),
  browser: false,
  signalR: require('@microsoft/signalr'),
  MessagePackHubProtocol: require('@microsoft/signalr-protocol-msgpack').MessagePackHubProtocol,
  // Not meant for applications, but the only way to open a connection without a hub.
  HttpConnection: require(join(process.argv[2], 'node_modules/@microsoft/signalr/dist/cjs/HttpConnection.js')).HttpConnection,
  PlainWebSocket: require('ws'),
};

await runAll(allCases(env), (result) => process.stdout.write(`${JSON.stringify(result)}\n`));
process.exit(0);
