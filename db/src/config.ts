import { passwordVariable, ROLES, type Role } from './rights.ts';
import type { RolePasswords } from './roles.ts';

export interface DbConfig {
  readonly connectionString: string;
  /** Schemas of the books: book `main` lives in `book_main`. */
  readonly books: readonly string[];
  /** Undefined when none was given: then every service connects as whoever owns the schemas. */
  readonly passwords: RolePasswords | undefined;
}

/** @throws Error that names the variables that are missing: some passwords without the others help nobody */
export function readDbConfig(env: NodeJS.ProcessEnv = process.env): DbConfig {
  const connectionString = env.DATABASE_URL;
  if (connectionString === undefined || connectionString === '') {
    throw new Error('DATABASE_URL is not set: which database should be migrated?');
  }
  const books = (env.LEDGER_BOOKS || 'main').split(',').map((name) => `book_${name}`);
  const given = ROLES.filter((role) => env[passwordVariable(role)]);
  if (given.length === 0) return { connectionString, books, passwords: undefined };
  const missing = ROLES.filter((role) => !given.includes(role)).map(passwordVariable);
  if (missing.length > 0) throw new Error(`Some passwords are set, but not ${missing.join(', ')}`);
  const of = (role: Role) => env[passwordVariable(role)] ?? '';
  const passwords = {
    ledger: of('ledger'),
    transactions: of('transactions'),
    settlement: of('settlement'),
    sandbox_bank: of('sandbox_bank'),
    notary: of('notary'),
    auditor: of('auditor'),
  };
  return { connectionString, books, passwords };
}
