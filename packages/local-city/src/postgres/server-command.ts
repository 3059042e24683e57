import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { canReach, type ServerAccount } from './server-account.ts';

/** How to run a program of the server as the right user. */
export interface ServerCommand {
  readonly account: ServerAccount;
  /** A copy of the programs that was made for this run and is deleted after it. */
  readonly temporaryFolder: string | undefined;
  /** The words to spawn, and as whom. */
  run(program: 'initdb' | 'postgres', args: readonly string[]): CommandLine;
}

export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * Decides how the server's programs are run. Usually that is plain: as ourselves, or with the uid of a
 * service account. Where a private folder lies in between (a clone in /root or below `mktemp -d`), the
 * programs are copied to the temp folder, because PostgreSQL asks access(2) about its own executable and
 * that call ignores capabilities; and the data, which stays where it is, is reached by CAP_DAC_OVERRIDE.
 */
export async function prepareServerCommand(
  binaries: PostgresBinaries,
  account: ServerAccount,
  dataParent: string,
): Promise<ServerCommand> {
  const copied = canReach(account, binaries.binFolder) ? undefined : await copyPrograms(binaries.binFolder);
  const binFolder = copied === undefined ? binaries.binFolder : join(copied, 'bin');
  const prefix = canReach(account, dataParent) ? [] : capabilityPrefix(account, dataParent);
  return {
    account,
    temporaryFolder: copied,
    run: (program, args) => commandLine(account, prefix, [join(binFolder, program), ...args]),
  };
}

function commandLine(
  account: ServerAccount,
  prefix: readonly string[],
  words: readonly string[],
): CommandLine {
  const [file = '', ...args] = [...prefix, ...words];
  // setpriv changes the user by itself: it must still be root when it hands on the capability.
  if (account.kind === 'self' || prefix.length > 0) return { file, args };
  return { file, args, uid: account.uid, gid: account.gid };
}

async function copyPrograms(binFolder: string): Promise<string> {
  const target = mkdtempSync(join(tmpdir(), 'tamsui-postgres-'));
  // readable by the service account, unlike what mkdtemp makes
  await chmod(target, 0o755);
  for (const part of ['bin', 'lib', 'share']) {
    const source = join(dirname(binFolder), part);
    if (existsSync(source)) cpSync(source, join(target, part), { recursive: true, verbatimSymlinks: true });
  }
  return target;
}

function capabilityPrefix(account: ServerAccount, folder: string): string[] {
  if (account.kind === 'self') return [];
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const words: [string, ...string[]] = [
    'setpriv',
    `--reuid=${account.uid}`,
    `--regid=${account.gid}`,
    '--clear-groups',
    ...capability,
  ];
  const [setpriv, ...args] = words;
  // Walking into the folder proves that setpriv is there and that the capability arrives.
  const proof = spawnSync(setpriv, [...args, '/bin/sh', '-c', 'cd "$1"', 'sh', folder], { cwd: '/' });
  if (proof.status === 0) return words;
  throw new Error(
    `PostgreSQL does not run as root, and its user \`${account.name}\` may not enter ${folder}.\n` +
      'Move the clone to a folder that others may enter (chmod o+x on its parents), start the city as an\n' +
      'ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
