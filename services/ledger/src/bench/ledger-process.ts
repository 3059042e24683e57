import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { invariant } from '@tamsui/errors';

export interface LedgerPlace {
  readonly databaseUrl: string;
  /** The book that it serves. */
  readonly name: string;
  readonly port: number;
}

/** Starts the ledger's own process. */
export function startProcess({ databaseUrl, name, port }: LedgerPlace, token: string): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'error',
      LEDGER_API_TOKEN: token,
      LEDGER_BOOKS: name,
    },
  });
}

/** Ends it as a crash would. */
export async function killProcess(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  invariant(child.kill('SIGKILL'), 'the ledger was running');
  await exited;
}
