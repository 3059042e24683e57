/** A map that keeps what was used of late. What it forgot must be read again from the store. */
export interface RecentMap<Key, Value> {
  /** Finds a value and marks it as just used. */
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): void;
  /** Ends a round; a generation lasts for so many of them at most as it was told. */
  endRound(): void;
  entries(): IterableIterator<[Key, Value]>;
}

/**
 * Keeps two generations: when the young one is full it becomes the old one, and the old one is forgotten; what is used
 * moves to the young one. So a value stays for at least `limit` uses of others, and no more than twice `limit` are held.
 * With `rounds` the young one is full after so many rounds, too, and a value stays for at least as many instead.
 * A list in order of use would be exact, but it costs microseconds a use and long pauses at this size.
 */
export function createRecentMap<Key, Value>(
  limit: number,
  rounds = Number.POSITIVE_INFINITY,
): RecentMap<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  /** Rounds that have ended since the young generation began. */
  let ended = 0;

  function beginGeneration(): void {
    old = young;
    young = new Map();
    ended = 0;
  }

  function set(key: Key, value: Value): void {
    if (young.size >= limit && !young.has(key)) beginGeneration();
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
    endRound: () => {
      ended += 1;
      if (ended >= rounds) beginGeneration();
    },
    entries: function* () {
      yield* old;
      yield* young;
    },
  };
}
