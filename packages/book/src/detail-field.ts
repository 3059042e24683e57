import { invariant } from '@tamsui/errors';

/** A text that the detail of an entry must have. @throws Bug when the journal has left it out */
export function fieldOf(detail: Readonly<Record<string, string>>, name: string): string {
  const text = detail[name];
  invariant(text !== undefined, `the journal describes the ${name}`);
  return text;
}
