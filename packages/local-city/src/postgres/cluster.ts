import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CommandLine, ServerCommand } from './server-command.ts';

export interface ClusterOptions {
  readonly dataFolder: string;
  /** Of the superuser `postgres`, for connections over TCP with SCRAM. */
  readonly password: string;
  /** Waits for the disk. Only a test, whose data nobody will miss, sets false. */
  readonly durable: boolean;
}

/** Makes the data folder of a new cluster with data checksums. Does nothing when there is one. */
export async function createCluster(command: ServerCommand, options: ClusterOptions): Promise<void> {
  if (existsSync(options.dataFolder)) return;
  // Built beside its place and moved there when complete: an interrupted initdb leaves no half cluster.
  const unfinished = `${options.dataFolder}.new`;
  const passwordFile = `${options.dataFolder}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(unfinished), { recursive: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
  try {
    giveTo(command, unfinished, passwordFile);
    await runToEnd(command.run('initdb', initdbArguments(unfinished, passwordFile, options.durable)));
    renameSync(unfinished, options.dataFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function giveTo({ account }: ServerCommand, ...paths: string[]): void {
  if (account.kind === 'other') for (const path of paths) chownSync(path, account.uid, account.gid);
}

function initdbArguments(dataFolder: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${dataFolder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // Byte order, whatever locales the machine has: an index must not depend on the C library's version.
    '--locale=C',
    ...(durable ? [] : ['--no-sync']),
  ];
}

async function runToEnd({ file, args, ...account }: CommandLine): Promise<void> {
  const child = spawn(file, args, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`initdb failed (${code}):\n${output.trim()}`);
}
