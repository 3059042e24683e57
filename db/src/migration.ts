import type { Knex } from 'knex';

/** One step forward of one schema. There is no way back: a mistake is mended by the next step. */
export interface Migration {
  /** Sorts and identifies the step, for example `001-journal`. Never renamed once it has run anywhere. */
  readonly name: string;
  /** Runs inside a trx. `schema` exists already; a book's schema has the book's name. */
  up(knex: Knex, schema: string): Promise<void>;
}
