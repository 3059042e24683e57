/** Our own mistake. Its message begins with "BUG:", so that it never looks like a refusal or a fault. */
export class Bug extends Error {
  override readonly name = 'Bug';

  constructor(message: string) {
    super(`BUG: ${message}`);
  }
}

/** Stops the work when something that must always hold does not. @throws Bug */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
