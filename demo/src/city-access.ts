import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { CITY_FILE, LAUNCHER } from './config.ts';

/** Where the services are, and the tokens to speak to them. */
export interface CityAccess {
  readonly urls: {
    readonly transactions: string;
    readonly ledger: string;
    readonly settlement: string;
    readonly 'sandbox-bank': string;
  };
  readonly secrets: {
    readonly operatorToken: string;
    readonly financeToken: string;
    readonly ledgerApiToken: string;
    readonly bankApiToken: string;
    readonly safeguardedBankAccount: string;
  };
}

export interface OpenCity {
  readonly access: CityAccess;
  /** Stops the city if the demo started it. */
  leave(): Promise<void>;
}

const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 30_000;

/** Finds the running city, or starts one for as long as the demo lasts. */
export async function openCity(say: (line: string) => void): Promise<OpenCity> {
  if (isRunning()) return { access: readAccess(), leave: async () => {} };
  say('No city is running, so one is started for the demo.');
  const launcher = spawn(process.execPath, ['--enable-source-maps', LAUNCHER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(launcher);
  return { access: readAccess(), leave: () => stop(launcher) };
}

function readAccess(): CityAccess {
  return JSON.parse(readFileSync(CITY_FILE, 'utf8')) as CityAccess;
}

function isRunning(): boolean {
  if (!existsSync(CITY_FILE)) return false;
  const { pids } = JSON.parse(readFileSync(CITY_FILE, 'utf8')) as { pids: { launcher: number } };
  try {
    process.kill(pids.launcher, 0);
    return true;
  } catch {
    return false;
  }
}

function untilReady(launcher: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error('the city did not start in time')), START_TIMEOUT_MS);
    launcher.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      if (!output.includes('Tamsui is ready')) return;
      clearTimeout(timer);
      resolve();
    });
    launcher.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the city ended with ${code}:\n${output}`));
    });
  });
}

async function stop(launcher: ChildProcess): Promise<void> {
  launcher.removeAllListeners('exit');
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  launcher.kill('SIGTERM');
  const cut = setTimeout(() => launcher.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(cut);
}
