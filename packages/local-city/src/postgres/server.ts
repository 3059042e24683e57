import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdDeadMansHandle } from '../processes/dead-mans-handle.ts';
import type { Running } from '../processes/running.ts';
import { waitUntil } from '../processes/wait-until.ts';
import { findEmbeddedPostgres, type PostgresBinaries } from './binaries.ts';
import { createCluster } from './cluster.ts';
import { clearLeftover, readPostmaster } from './postmaster-file.ts';
import { chooseServerAccount } from './server-account.ts';
import { prepareServerCommand, type ServerCommand } from './server-command.ts';

export interface PostgresOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  /** False trades the promise that COMMIT lasts for speed. Tests only. */
  readonly durable: boolean;
  /** The server programs; the embedded ones when left out. */
  readonly binaries?: PostgresBinaries;
  /** Deleted together with the server when we are killed; for a cluster that is thrown away after use. */
  readonly disposableFolders?: readonly string[];
}

export interface RunningPostgres extends Running {
  readonly version: string;
  /** Of the superuser, to the database `postgres`. */
  readonly url: string;
}

/** Recovery after a crash replays at most one checkpoint's worth of log. */
const START_TIMEOUT_MS = 60_000;
const MAX_START_ATTEMPTS = 4;
const START_RETRY_MS = 500;
const FAST_STOP_TIMEOUT_MS = 30_000;
/** Services get ten seconds to end after us; then their server goes too. */
const PATIENCE_SECONDS = 12;

/** Starts a PostgreSQL on the loopback address, making its cluster first when there is none. */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const binaries = options.binaries ?? (await findEmbeddedPostgres());
  if (binaries === undefined) throw new Error(missingBinaries());
  const account = chooseServerAccount(options.dataFolder);
  const command = await prepareServerCommand(binaries, account, dirname(options.dataFolder));
  try {
    await createCluster(command, options);
    const running = await launchWithPatience(command, options);
    return { ...running, version: binaries.version, url: urlOf(options) };
  } catch (error) {
    removeCopy(command);
    throw error;
  }
}

function missingBinaries(): string {
  return (
    `there is no embedded PostgreSQL for ${process.platform}-${process.arch}.\n` +
    'Set DATABASE_URL to a PostgreSQL (15 to 18) of your own.'
  );
}

function urlOf({ password, port }: PostgresOptions): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** After a kill of the server its orphaned children hold the shared memory for some moments more. */
async function launchWithPatience(
  command: ServerCommand,
  options: PostgresOptions,
  attempt = 1,
): Promise<Running> {
  await clearLeftover(options.dataFolder);
  try {
    return await launch(command, options);
  } catch (error) {
    if (attempt >= MAX_START_ATTEMPTS) throw error;
    await sleep(START_RETRY_MS);
    return launchWithPatience(command, options, attempt + 1);
  }
}

async function launch(command: ServerCommand, options: PostgresOptions): Promise<Running> {
  const child = spawnServer(command, options);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  let ended = false;
  void exited.then(() => (ended = true));
  const isReady = () => {
    const postmaster = readPostmaster(options.dataFolder);
    return postmaster?.pid === child.pid && postmaster?.ready === true;
  };
  await waitUntil(() => ended || isReady(), START_TIMEOUT_MS);
  if (ended || !isReady()) {
    child.kill('SIGINT');
    throw new Error(`PostgreSQL did not start (${ended ? await exited : 'timeout'}); see ${options.logFile}`);
  }
  return handleOf(child, exited, command, options);
}

function spawnServer(command: ServerCommand, options: PostgresOptions): ChildProcess {
  const { file, args, ...account } = command.run('postgres', serverArguments(options));
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    // detached: the terminal's Ctrl-C goes to us alone, and we stop services before their database
    return spawn(file, args, { ...account, cwd: '/', stdio: ['ignore', log, log], detached: true });
  } finally {
    closeSync(log);
  }
}

/**
 * A quarter of the memory for pages, as PostgreSQL's manual advises (19.4.1); it is taken when pages fill it, not before.
 * A journal touches pages all over its indexes, and each is written whole once after a checkpoint (19.5.2): room for more
 * log puts the checkpoints minutes apart.
 */
const LASTING = {
  shared_buffers: `${Math.ceil(totalmem() / 2 ** 20 / 4)}MB`,
  max_wal_size: '8GB',
};

const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

function serverArguments({ dataFolder, port, durable }: PostgresOptions): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Of an error, the log has neither the statement nor the row: both may be about people.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    // A new file of the log is filled with zeros while everybody waits to commit, 16 MiB at a time (19.5.1).
    wal_init_zero: 'off',
    ...(durable ? LASTING : FORGETFUL),
  };
  return [
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function handleOf(
  child: ChildProcess,
  exited: Promise<string>,
  command: ServerCommand,
  options: PostgresOptions,
): Running {
  const pid = child.pid ?? 0;
  const disposable = options.disposableFolders ?? [];
  const copies = command.temporaryFolder === undefined ? [] : [command.temporaryFolder];
  const letGo = holdDeadMansHandle({
    pid,
    politeSignal: disposable.length > 0 ? 'INT' : 'TERM',
    patienceSeconds: PATIENCE_SECONDS,
    folders: [...disposable, ...copies],
  });
  const afterwards = exited.then((reason) => {
    letGo();
    removeCopy(command);
    return reason;
  });
  return { pid, exited: afterwards, stop: () => stopServer(child, afterwards) };
}

async function stopServer(child: ChildProcess, exited: Promise<string>): Promise<void> {
  let gone = false;
  const ended = exited.then(() => (gone = true));
  child.kill('SIGINT');
  await waitUntil(() => gone, FAST_STOP_TIMEOUT_MS);
  // An immediate shutdown loses nothing that was committed; the next start replays the log.
  if (!gone) child.kill('SIGQUIT');
  await ended;
}

function removeCopy({ temporaryFolder }: ServerCommand): void {
  if (temporaryFolder !== undefined) rmSync(temporaryFolder, { recursive: true, force: true });
}
