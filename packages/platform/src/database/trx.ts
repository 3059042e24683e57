import { Fault } from '@tamsui/errors';
import type { Knex } from 'knex';
import type pg from 'pg';
import type { Database } from './database.ts';
import { isWarning } from './warning.ts';

/** A SQL transaction that is open. Everything written through it stands or falls together. */
export type Trx = Knex.Transaction;

interface WithWireConnection {
  readonly connection: {
    on(event: 'commandComplete', listener: (message: { readonly text: string }) => void): void;
    off(event: 'commandComplete', listener: (message: { readonly text: string }) => void): void;
  };
}

/** What the server says on one connection from the end of the work on. */
interface CommitWatch {
  /** The tag of the last answer: COMMIT, or ROLLBACK when there was nothing left to commit. */
  tag: string;
  /** A warning that came beside it. */
  warning: string | undefined;
}

/**
 * Runs `work` in a SQL transaction and resolves only when the server answered COMMIT with COMMIT.
 *
 * knex never looks at the tag of that answer: when an error inside was caught and forgotten, PostgreSQL has
 * aborted the transaction, answers COMMIT with ROLLBACK, and knex reports success. Here that is a fault. So is a
 * COMMIT with a warning: "committed locally, but might not have been replicated".
 * @throws Fault `trx_rolled_back` when the server rolled back although `work` returned, `trx_in_doubt` when it warned
 */
export async function withTrx<Value>(database: Database, work: (trx: Trx) => Promise<Value>): Promise<Value> {
  const seen: CommitWatch = { tag: '', warning: undefined };
  let stopWatching: () => void = () => undefined;
  try {
    const value = await database.transaction(async (trx) => {
      // Inside a transaction, knex hands out its one connection and never takes it back before the end.
      const client = (await trx.client.acquireConnection()) as pg.Client & WithWireConnection;
      const result = await work(trx);
      stopWatching = watchCommit(client, seen);
      return result;
    });
    expectCommitted(seen);
    return value;
  } finally {
    stopWatching();
  }
}

function watchCommit(client: pg.Client & WithWireConnection, seen: CommitWatch): () => void {
  const onComplete = ({ text }: { readonly text: string }): void => {
    seen.tag = text;
  };
  const onNotice = ({ code, message }: { code?: string | undefined; message?: string | undefined }): void => {
    if (isWarning(code)) seen.warning = message;
  };
  client.connection.on('commandComplete', onComplete);
  client.on('notice', onNotice);
  return () => {
    client.connection.off('commandComplete', onComplete);
    client.off('notice', onNotice);
  };
}

function expectCommitted({ tag, warning }: CommitWatch): void {
  if (tag !== 'COMMIT') {
    const message = `COMMIT was answered with ${tag || 'nothing'}.`;
    throw new Fault('trx_rolled_back', message, { retryable: true });
  }
  if (warning !== undefined)
    throw new Fault('trx_in_doubt', `COMMIT warned: ${warning}`, { retryable: true });
}
