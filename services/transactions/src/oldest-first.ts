/** Entries in the order in which they came, of which the oldest can be forgotten. */
export interface OldestFirst<Value> {
  readonly size: number;
  get(key: string): Value | undefined;
  /** Puts it last, or replaces it where it is. */
  set(key: string, value: Value): void;
  delete(key: string): void;
  /** Forgets the oldest for as long as they are to be forgotten. */
  forgetWhile(isToBeForgotten: (value: Value) => boolean): void;
}

/** Places of forgotten keys that may be in front before the list is cut. */
const MAX_FORGOTTEN_PLACES = 1_024;

/**
 * A Map keeps the order, too, but whoever asks it for its first entry passes over the places of all that were deleted before,
 * each time anew: with 80,000 entries that come and go, 60 us. Here it costs the same however many there are.
 */
export function createOldestFirst<Value extends NonNullable<unknown>>(): OldestFirst<Value> {
  const values = new Map<string, Value>();
  /** From `first` on: the keys, and those of what was deleted since. */
  let keys: string[] = [];
  let first = 0;

  return {
    get size() {
      return values.size;
    },
    get: (key) => values.get(key),
    set: (key, value) => {
      if (!values.has(key)) keys.push(key);
      values.set(key, value);
    },
    delete: (key) => void values.delete(key),
    forgetWhile: (isToBeForgotten) => {
      for (let key = keys[first]; key !== undefined; key = keys[first]) {
        const value = values.get(key);
        if (value !== undefined && !isToBeForgotten(value)) break;
        values.delete(key);
        first += 1;
      }
      if (first > MAX_FORGOTTEN_PLACES && first * 2 > keys.length) {
        keys = keys.slice(first);
        first = 0;
      }
    },
  };
}
