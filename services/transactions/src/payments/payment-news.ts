import type { Uuid } from '@tamsui/ids';

/** Requests that wait at one moment; more are answered at once, as if nothing had been going to happen. */
const MAX_LISTENERS = 5_000;

/** Tells whoever waits in this process that a payment may have changed. */
export interface PaymentNews {
  tell(ids: readonly Uuid[]): void;
  /** Resolves when there is news of the payment or the time is over. Listen first, and look afterwards. */
  listen(id: Uuid): { heard(withinMs: number): Promise<void>; stop(): void };
}

export function createPaymentNews(maxListeners: number = MAX_LISTENERS): PaymentNews {
  const listeners = new Map<Uuid, Set<() => void>>();
  let count = 0;

  function remove(id: Uuid, listener: () => void): void {
    const others = listeners.get(id);
    if (others?.delete(listener) !== true) return;
    count -= 1;
    if (others.size === 0) listeners.delete(id);
  }

  function add(id: Uuid, listener: () => void): void {
    const others = listeners.get(id) ?? new Set();
    listeners.set(id, others.add(listener));
    count += 1;
  }

  return {
    tell: (ids) => {
      if (count === 0) return;
      for (const id of ids) for (const listener of [...(listeners.get(id) ?? [])]) listener();
    },
    listen: (id) => {
      let wake = (): void => undefined;
      const news = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (count >= maxListeners) wake();
      else add(id, wake);
      return {
        heard: async (withinMs) => {
          const timer = setTimeout(wake, withinMs);
          await news;
          clearTimeout(timer);
          remove(id, wake);
        },
        stop: () => remove(id, wake),
      };
    },
  };
}
