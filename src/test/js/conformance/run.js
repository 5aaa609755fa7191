// Runs cases one after another, in Node.js and in browsers. A case is { group, name, run }; each ends in one report
// { group, name, error }, error being null for a case that passed.

const PATIENCE = 40_000;

export async function runAll(cases, report) {
  for (const { group, name, run } of cases) {
    const problem = await outcome(run);
    report({ group, name, error: problem === null ? null : String(problem?.stack ?? problem) });
  }
}

async function outcome(run) {
  let timer;
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    // Failures of promises that nobody awaits count too.
    await Promise.race([run(), late, stray()]);
    return null;
  } catch (error) {
    return error;
  } finally {
    clearTimeout(timer);
    tellStray = () => {};
  }
}

let tellStray = () => {};

function stray() {
  return new Promise((resolve, reject) => {
    tellStray = reject;
  });
}

/** To be called with errors of promises that nobody awaits. */
export function strayError(error) {
  tellStray(error);
}
