// Runs all cases in a browser, shows them in the page, and keeps the results in `window.results`. The query of the page
// may name `other`, `proxy` and `control` (see clients.js); without them the cases that need them are left out.

import { allCases } from './cases.js';
import { runAll, strayError } from './run.js';

window.results = [];
window.addEventListener('unhandledrejection', (event) => strayError(event.reason));

const query = new URLSearchParams(location.search);
const env = {
  browser: true,
  signalR: window.signalR,
  MessagePackHubProtocol: window.signalR.protocols.msgpack.MessagePackHubProtocol,
  PlainWebSocket: window.WebSocket,
  server: location.origin,
  ...Object.fromEntries(query),
};

function show({ group, name, error }) {
  const item = document.createElement('li');
  item.textContent = `${group}: ${name}${error === null ? '' : `\n${error}`}`;
  item.className = error === null ? 'passed' : 'failed';
  document.querySelector('#results').append(item);
}

await runAll(allCases(env), (result) => {
  window.results.push(result);
  show(result);
});
const state = document.querySelector('#state');
const failed = window.results.filter(({ error }) => error !== null).length;
state.textContent = `${window.results.length} cases, ${failed} failed.`;
state.dataset.state = 'done';
