/** Values that the API has answered with, so that requests can be about things that exist. */
export interface KnownValues {
  /** Takes every text out of an answer. */
  learn(body: unknown): void;
  /** The last texts under this name, newest last. */
  named(name: string): readonly string[];
  /** The last ids with this prefix. */
  ids(prefix: string): readonly string[];
}

/** Older ones are of people and payments that are long over. */
const MAX_KEPT = 40;
const MAX_LENGTH = 4_000;
const PUBLIC_ID = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** What an answer calls otherwise than the request that uses it. */
const OTHER_NAMES: Readonly<Record<string, string>> = { next_cursor: 'cursor', payload: 'code' };

export function createKnownValues(): KnownValues {
  const byName = new Map<string, string[]>();
  const byPrefix = new Map<string, string[]>();

  function learn(value: unknown, name = ''): void {
    if (typeof value === 'string') keep(value, name);
    else if (Array.isArray(value)) for (const item of value) learn(item, name);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value)) learn(member, key);
    }
  }

  function keep(text: string, name: string): void {
    if (text.length > MAX_LENGTH) return;
    push(byName, name, text);
    const other = OTHER_NAMES[name];
    if (other !== undefined) push(byName, other, text);
    const prefix = PUBLIC_ID.exec(text)?.[1];
    if (prefix !== undefined) push(byPrefix, prefix, text);
  }

  return {
    learn,
    named: (name) => byName.get(name) ?? [],
    ids: (prefix) => byPrefix.get(prefix) ?? [],
  };
}

function push(lists: Map<string, string[]>, name: string, text: string): void {
  const list = lists.get(name) ?? [];
  list.push(text);
  if (list.length > MAX_KEPT) list.shift();
  lists.set(name, list);
}
