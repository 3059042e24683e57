import { Fault } from '@tamsui/errors';
import type { Knex } from 'knex';
import type pg from 'pg';
import type { Database } from './database.ts';

/** A SQL transaction that is open. Everything written through it stands or falls together. */
export type Trx = Knex.Transaction;

interface WithWireConnection {
  readonly connection: {
    on(event: 'commandComplete', listener: (message: { readonly text: string }) => void): void;
    off(event: 'commandComplete', listener: (message: { readonly text: string }) => void): void;
  };
}

/**
 * Runs `work` in a SQL transaction and resolves only when the server answered COMMIT with COMMIT.
 *
 * knex never looks at the tag of that answer: when an error inside was caught and forgotten, PostgreSQL has
 * aborted the transaction, answers COMMIT with ROLLBACK, and knex reports success. Here that is a fault.
 * @throws Fault `trx_rolled_back` when the server rolled back although `work` returned
 */
export async function withTrx<Value>(database: Database, work: (trx: Trx) => Promise<Value>): Promise<Value> {
  let lastTag = '';
  const remember = (message: { readonly text: string }): void => {
    lastTag = message.text;
  };
  let wire: WithWireConnection['connection'] | undefined;
  try {
    const value = await database.transaction(async (trx) => {
      // Inside a transaction, knex hands out its one connection and never takes it back before the end.
      const client = (await trx.client.acquireConnection()) as pg.Client & WithWireConnection;
      wire = client.connection;
      wire.on('commandComplete', remember);
      return work(trx);
    });
    if (lastTag !== 'COMMIT') {
      throw new Fault('trx_rolled_back', `COMMIT was answered with ${lastTag || 'nothing'}.`, {
        retryable: true,
      });
    }
    return value;
  } finally {
    wire?.off('commandComplete', remember);
  }
}
