/** Lets any number of readers wait for news. */
export interface CommitSignal {
  /** How many commits there were: taken before a read, so that no commit falls between the read and the wait. */
  count(): number;
  /** Resolves when there were more than `seen` commits, after `waitMs`, or when the signal is closed. */
  after(seen: number, waitMs: number): Promise<void>;
  notify(): void;
  /** Nobody waits any more. */
  close(): void;
  isClosed(): boolean;
}

export function createCommitSignal(): CommitSignal {
  const waiting = new Set<() => void>();
  let commits = 0;
  let closed = false;

  function wakeAll(): void {
    for (const wake of waiting) wake();
  }

  return {
    count: () => commits,
    after: (seen, waitMs) => {
      if (closed || commits > seen) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, waitMs);
        waiting.add(wake);
      });
    },
    notify: () => {
      commits += 1;
      wakeAll();
    },
    close: () => {
      closed = true;
      wakeAll();
    },
    isClosed: () => closed,
  };
}
