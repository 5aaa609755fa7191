// The checks of the cases. A failure names what was expected and what came instead.

export class Failure extends Error {}

/** A value as text in which only equal values look the same. */
function shown(value) {
  return JSON.stringify(value, function (key, plain) {
    // Not `plain`: a Date is a text there already.
    const original = key === '' ? value : this[key];
    if (original instanceof Date) {
      return { date: original.getTime() };
    }
    if (original instanceof Uint8Array) {
      return { bytes: Array.from(original) };
    }
    if (original === undefined) {
      return { undefined: true };
    }
    return plain;
  });
}

export function same(actual, expected, what) {
  if (shown(actual) !== shown(expected)) {
    throw new Failure(`${what}: expected ${shown(expected)}, but was ${shown(actual)}`);
  }
}

export function holds(condition, what) {
  if (!condition) {
    throw new Failure(what);
  }
}

/** The text of the error with which a promise fails. */
export async function failureOf(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error.message;
  }
  throw new Failure(`expected an error, but got ${shown(value)}`);
}
