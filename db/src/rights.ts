/** Who connects to the database. Each has a role of its own, named after the database: `tamsui_ledger`. */
export const ROLES = ['ledger', 'transactions', 'settlement', 'sandbox_bank', 'notary', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

const DATABASE_NAME = /^[a-z][a-z0-9_]{0,40}$/;

/** Whether roles can be named after a database without quoting. */
export function canNameRoles(database: string): boolean {
  return DATABASE_NAME.test(database);
}

/** A role belongs to the server, not to a database; the name keeps two cities on one server apart. */
export function roleName(database: string, role: Role): string {
  return `${database}_${role}`;
}

/** What the migrator takes the password of a role from: `LEDGER_DATABASE_PASSWORD` and its like. */
export function passwordVariable(role: Role): string {
  return `${role.toUpperCase()}_DATABASE_PASSWORD`;
}

export const VERBS = ['select', 'insert', 'update', 'delete', 'truncate'] as const;
export type Verb = (typeof VERBS)[number];

export interface Right {
  readonly role: Role;
  /** `book` stands for the schema of every book. */
  readonly schema: 'book' | 'transactions' | 'settlement' | 'sandbox_bank' | 'notary';
  /** `all` are those that are there when rights are given, without the migrations' own. */
  readonly tables: 'all' | readonly string[];
  readonly verbs: readonly Verb[];
}

const OWN: readonly Verb[] = ['select', 'insert', 'update', 'delete'];

/** Everything that a service may do. What does not stand here is refused by the server with 42501. */
export const RIGHTS: readonly Right[] = [
  { role: 'ledger', schema: 'book', tables: ['batches', 'entries', 'postings'], verbs: ['select', 'insert'] },
  { role: 'ledger', schema: 'book', tables: ['accounts'], verbs: ['select', 'insert', 'update'] },
  { role: 'ledger', schema: 'book', tables: ['checkpoint', 'leadership'], verbs: ['select', 'update'] },
  { role: 'ledger', schema: 'book', tables: ['balances'], verbs: ['select'] },
  { role: 'transactions', schema: 'transactions', tables: 'all', verbs: OWN },
  { role: 'settlement', schema: 'settlement', tables: 'all', verbs: OWN },
  { role: 'sandbox_bank', schema: 'sandbox_bank', tables: 'all', verbs: OWN },
  { role: 'notary', schema: 'book', tables: ['batches', 'entries', 'postings'], verbs: ['select'] },
  { role: 'notary', schema: 'notary', tables: ['heads', 'nodes'], verbs: ['select', 'insert'] },
  {
    role: 'auditor',
    schema: 'book',
    tables: ['batches', 'entries', 'postings', 'accounts', 'checkpoint', 'balances'],
    verbs: ['select'],
  },
  { role: 'auditor', schema: 'notary', tables: ['heads', 'nodes'], verbs: ['select'] },
];
