// All cases, in the order in which they run.

import { echoCases } from './echo-cases.js';
import { hubCases } from './hub-cases.js';
import { reconnectCases } from './reconnect-cases.js';
import { transportCases } from './transport-cases.js';

export function allCases(env) {
  const cases = [...hubCases(env), ...transportCases(env), ...echoCases(env)];
  return env.proxy === undefined ? cases : [...cases, ...reconnectCases(env)];
}
