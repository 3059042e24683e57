/** Tells whoever waits that there are new events. A nudge and no more: what they are is in the table. */
export interface EventNews {
  tell(): void;
  /** @returns what ends it */
  listen(listener: () => void): () => void;
}

/** Within this process. */
export function createEventNews(): EventNews {
  const listeners = new Set<() => void>();
  return {
    tell: () => {
      for (const listener of [...listeners]) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
