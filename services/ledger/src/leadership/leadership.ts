import { setTimeout as delay } from 'node:timers/promises';
import { readInt8AsBigint } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import pg from 'pg';
import { startHeartbeat } from './heartbeat.ts';
import { endSilentLeader, nextEpoch, tryLock } from './leader-store.ts';

/** The right to write one book, bound to one connection: when that breaks, the right is gone and so is the pen. */
export interface Lease {
  readonly client: pg.Client;
  /** Counts how often anybody took the lead of this book. */
  readonly epoch: number;
  /** Resolves when the connection is lost, or silent. */
  readonly lost: Promise<void>;
  release(): Promise<void>;
}

export interface Leadership {
  /** Waits until the lead is free and takes it; undefined when `signal` stops the waiting. */
  take(signal: AbortSignal): Promise<Lease | undefined>;
}

interface LeadershipDeps {
  readonly connectionString: string;
  readonly schema: string;
  readonly logger: Logger;
}

const ASK_AGAIN_MS = 250;
/**
 * A leader that was silent for so long is replaced. A process that was stopped keeps its connection open, and with it
 * the lock; a healthy one speaks every second.
 */
const SILENT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** An append that takes longer is cancelled by the server, and its outcome is looked up by reloading. */
const STATEMENT_TIMEOUT_MS = 10_000;
/** A server that does not even say that is out of reach. The connection is thrown away then, like after any failure. */
const ANSWER_TIMEOUT_MS = 12_000;

/**
 * A PostgreSQL advisory lock decides who leads, so that a standby does not work in vain. Correctness does not rest on
 * it but on the fence in the append.
 */
export function createLeadership({ connectionString, schema, logger }: LeadershipDeps): Leadership {
  readInt8AsBigint(pg.types);

  async function connect(): Promise<{ client: pg.Client; lost: Promise<void> }> {
    const client = new pg.Client({
      connectionString,
      application_name: `tamsui-writer-${schema}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      // Each statement has its own Sync, so each stands or falls alone (PostgreSQL manual, 54.2.4).
      pipeline: true,
      // The append is one short statement a batch; compiling it would cost more than running it.
      options: '-c jit=off',
    });
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', (error) => {
        logger.warn({ err: error }, 'the writing connection broke');
        resolve();
      });
    });
    await client.connect();
    return { client, lost };
  }

  return {
    take: async (signal) => {
      const { client, lost } = await connect();
      try {
        while (!(await tryLock(client, schema))) {
          if (signal.aborted) return await ended(client);
          const silent = await endSilentLeader(client, schema, SILENT_MS);
          if (silent.length > 0) logger.warn({ silent }, 'a silent leader was cut off');
          await delay(ASK_AGAIN_MS);
        }
        return leaseOf(client, lost, await nextEpoch(client, schema));
      } catch (error) {
        await ended(client);
        throw error;
      }
    },
  };
}

function leaseOf(client: pg.Client, connectionLost: Promise<void>, epoch: number): Lease {
  const heartbeat = startHeartbeat(client);
  return {
    client,
    epoch,
    lost: Promise.race([connectionLost, heartbeat.stopped]),
    release: () => {
      heartbeat.stop();
      return client.end();
    },
  };
}

async function ended(client: pg.Client): Promise<undefined> {
  // A connection that is broken already has nothing left to end.
  await client.end().catch(() => undefined);
  return undefined;
}
