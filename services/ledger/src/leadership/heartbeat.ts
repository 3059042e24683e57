import type pg from 'pg';

/** A leader says a word at least this often; five silent times this, and a standby takes its place. */
const INTERVAL_MS = 1_000;

export interface Heartbeat {
  /** Resolves when the server did not answer: then nobody knows whether we still lead. */
  readonly stopped: Promise<void>;
  stop(): void;
}

/**
 * Says a word on the writing connection every second, so that PostgreSQL knows, with nothing written, that whoever is
 * behind it is alive. It notices a connection that broke without a sign, too.
 */
export function startHeartbeat(client: pg.Client): Heartbeat {
  let asking = false;
  let signalStopped: () => void;
  const stopped = new Promise<void>((resolve) => {
    signalStopped = resolve;
  });
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    client
      .query('select 1')
      .then(() => {
        asking = false;
      })
      .catch(() => signalStopped());
  }, INTERVAL_MS);
  return { stopped, stop: () => clearInterval(timer) };
}
