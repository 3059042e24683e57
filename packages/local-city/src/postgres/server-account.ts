import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** The operating system's user that the server runs as: ourselves, or for root somebody else. */
export type ServerAccount =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly name: string; readonly uid: number; readonly gid: number };

/** PostgreSQL refuses to run as root. These accounts exist for services, in the order we like them. */
const SERVICE_ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/** Chooses who runs the server. Data that exists stays with its owner, whoever starts the city. */
export function chooseServerAccount(dataFolder: string): ServerAccount {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const accounts = readAccounts();
  const owner = ownerOf(dataFolder);
  const byOwner = accounts.find((account) => account.uid === owner && owner !== 0);
  const byName = SERVICE_ACCOUNTS.map((name) => accounts.find((account) => account.name === name));
  const chosen = byOwner ?? byName.find((account) => account !== undefined);
  if (chosen !== undefined) return { kind: 'other', ...chosen };
  throw new Error(
    'PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` to run it as.\n' +
      'Start the city as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function ownerOf(folder: string): number | undefined {
  return statSync(folder, { throwIfNoEntry: false })?.uid;
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Reads name, user and group of `/etc/passwd` lines; initdb itself looks its user up there. */
export function parseAccounts(text: string): Account[] {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && /^\d+$/.test(fields[2] ?? '') && /^\d+$/.test(fields[3] ?? ''))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function readAccounts(): Account[] {
  return parseAccounts(readFileSync('/etc/passwd', 'utf8'));
}

/** True when the account may walk down to the folder. A clone under a private folder of root's is out of its reach. */
export function canReach(account: ServerAccount, folder: string): boolean {
  if (account.kind === 'self') return true;
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { cwd: '/', uid, gid }).status === 0;
}
