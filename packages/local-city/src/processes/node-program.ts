import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { Running } from './running.ts';
import { waitUntil } from './wait-until.ts';

export interface NodeProgram {
  /** A bundle. */
  readonly file: string;
  /** A module that ends the program when we are gone; see parent-watch.ts. */
  readonly parentWatch: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when the program serves. */
  readonly healthUrl: string;
  readonly folder: string;
}

const HEALTH_TIMEOUT_MS = 60_000;
const HEALTH_REQUEST_TIMEOUT_MS = 2_000;
const STOP_TIMEOUT_MS = 10_000;
const MAX_LOG_BYTES = 20_000_000;
const LOG_LINES_SHOWN = 15;

/** Starts a bundle and waits until it is healthy. @throws Error with its last log lines when it is not */
export async function startNodeProgram(program: NodeProgram, signal: AbortSignal): Promise<Running> {
  signal.throwIfAborted();
  const child = spawnProgram(program);
  let ended: string | undefined;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).then((reason) => {
    ended = reason;
    return reason;
  });
  const stop = () => stopProgram(child, exited);
  await waitUntil(async () => ended !== undefined || (await isHealthy(program.healthUrl)), HEALTH_TIMEOUT_MS);
  if (ended === undefined && (await isHealthy(program.healthUrl)))
    return { pid: child.pid ?? 0, exited, stop };
  const reason = ended ?? `not healthy after ${HEALTH_TIMEOUT_MS / 1000} s`;
  await stop();
  throw new Error(
    `it did not start (${reason}). The end of ${program.logFile}:\n${lastLines(program.logFile)}`,
  );
}

/**
 * A request's objects die young. In a young generation of 32 MiB all but a few do before it is full; in 64 MiB they would
 * cost a twentieth less to collect, but stop all requests for nearly twice as long each time. One thread collects it: its
 * helpers would take the other processor from the ledger and the database for as long, which is what others wait for.
 *
 * What lives longer is collected when it has grown to four times of what was left the last time. Each time both processors
 * are busy with it for a tenth of a second, and at half of its load V8 would do so every other second: the more seldom the
 * city asks for memory, the less it lets it grow.
 */
const NODE_FLAGS = [
  '--enable-source-maps',
  '--max-semi-space-size=32',
  '--no-parallel-scavenge',
  '--heap-growing-percent=300',
];

function spawnProgram({ file, parentWatch, env, logFile, folder }: NodeProgram): ChildProcess {
  keepLogSmall(logFile);
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(process.execPath, [...NODE_FLAGS, '--import', parentWatch, file], {
      cwd: folder,
      env,
      // The channel is there to break: parent-watch.ts ends the program when our end of it is gone.
      stdio: ['ignore', log, log, 'ipc'],
      // The terminal's Ctrl-C goes to us alone; we pass it on in order.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

function keepLogSmall(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.old`);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(HEALTH_REQUEST_TIMEOUT_MS) })).ok;
  } catch {
    // not listening yet, which is the question
    return false;
  }
}

async function stopProgram(child: ChildProcess, exited: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const cutOff = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(cutOff);
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
}
