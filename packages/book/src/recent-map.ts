/** A map that keeps what was used of late. What it forgot must be read again from the store. */
export interface RecentMap<Key, Value> {
  /** Finds a value and marks it as just used. */
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): void;
  entries(): IterableIterator<[Key, Value]>;
}

/**
 * Keeps two generations: when the young one is full it becomes the old one, and the old one is forgotten; what is used
 * moves to the young one. So a value stays for at least `limit` uses of others, and no more than twice `limit` are held.
 * A list in order of use would be exact, but it costs microseconds a use and long pauses at this size.
 */
export function createRecentMap<Key, Value>(limit: number): RecentMap<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();

  function set(key: Key, value: Value): void {
    if (young.size >= limit && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    old.delete(key);
  }

  function get(key: Key): Value | undefined {
    const value = young.get(key);
    if (value !== undefined) return value;
    const aged = old.get(key);
    if (aged !== undefined) set(key, aged);
    return aged;
  }

  return {
    get,
    set,
    has: (key) => get(key) !== undefined,
    entries: function* () {
      yield* old;
      yield* young;
    },
  };
}
