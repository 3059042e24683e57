import { setTimeout as delay } from 'node:timers/promises';
import { readInt8AsBigint } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import pg from 'pg';
import { startHeartbeat } from './heartbeat.ts';
import { endSilentLeader, nextEpoch, tryLock } from './leader-store.ts';

/** The right to write one book, bound to one connection: when that breaks, the right is gone and so is the pen. */
export interface Lease {
  readonly client: pg.Client;
  /** A second connection, which looks up what the journal has. It plans no read of a whole table. */
  readonly lookUps: pg.Client;
  /** Counts how often anybody took the lead of this book. */
  readonly epoch: number;
  /** Resolves when a connection is lost, or the writing one is silent. */
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

interface Connected {
  readonly client: pg.Client;
  readonly lost: Promise<void>;
}

/** What a connection is for. */
interface Use {
  readonly name: string;
  /** Of the server, for this connection. */
  readonly settings: string;
}

/** One plan of the append serves for ever, and compiling it would cost more than running it. */
const WRITING: Use = { name: 'writer', settings: '-c jit=off -c plan_cache_mode=force_generic_plan' };
/**
 * The one plan of a look-up is made while the book is young, and stays until the tables are analysed for the first time.
 * Left alone it was a read of the whole table, which then grew by thousands of rows a second.
 */
const LOOKING_UP: Use = { name: 'look-up', settings: `${WRITING.settings} -c enable_seqscan=off` };

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

  async function connect({ name, settings }: Use): Promise<Connected> {
    const client = new pg.Client({
      connectionString,
      application_name: `tamsui-${name}-${schema}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      // Each statement has its own Sync, so each stands or falls alone (PostgreSQL manual, 54.2.4).
      pipeline: true,
      options: settings,
    });
    const lost = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.on('error', (error) => {
        logger.warn({ err: error }, `the ${name}'s connection broke`);
        resolve();
      });
    });
    await client.connect();
    return { client, lost };
  }

  /** The rest of what a leader needs, once the lead is taken. */
  async function leaseWith(writing: Connected): Promise<Lease> {
    const epoch = await nextEpoch(writing.client, schema);
    return leaseOf(writing, await connect(LOOKING_UP), epoch);
  }

  return {
    take: async (signal) => {
      const writing = await connect(WRITING);
      const { client } = writing;
      try {
        while (!(await tryLock(client, schema))) {
          if (signal.aborted) return await ended(client);
          const silent = await endSilentLeader(client, schema, SILENT_MS);
          if (silent.length > 0) logger.warn({ silent }, 'a silent leader was cut off');
          await delay(ASK_AGAIN_MS);
        }
        return await leaseWith(writing);
      } catch (error) {
        await ended(client);
        throw error;
      }
    },
  };
}

function leaseOf(writing: Connected, lookingUp: Connected, epoch: number): Lease {
  const { client } = writing;
  const heartbeat = startHeartbeat(client);
  return {
    client,
    lookUps: lookingUp.client,
    epoch,
    lost: Promise.race([writing.lost, lookingUp.lost, heartbeat.stopped]),
    release: async () => {
      heartbeat.stop();
      await ended(lookingUp.client);
      await client.end();
    },
  };
}

async function ended(client: pg.Client): Promise<undefined> {
  // A connection that is broken already has nothing left to end.
  await client.end().catch(() => undefined);
  return undefined;
}
