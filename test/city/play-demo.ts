import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { RunningCity } from './running-city.ts';

const PROGRAM = join(import.meta.dirname, '../../demo/dist/main.js');

export interface DemoReport {
  readonly holds: boolean;
  readonly happened: Readonly<Record<string, string>>;
  readonly proofs: readonly { readonly claim: string; readonly holds: boolean; readonly detail: string }[];
}

export interface PlayedDemo {
  readonly exitCode: number | null;
  readonly report: DemoReport | undefined;
  readonly progress: string;
}

/** Plays a demo day against a running city. `onProgress` hears the lines of progress as they come. */
export function playDemo(
  city: RunningCity,
  options: readonly string[],
  onProgress: (line: string) => void = () => {},
): Promise<PlayedDemo> {
  const demo = spawn(process.execPath, [PROGRAM, '--json', ...options], {
    env: city.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let progress = '';
  demo.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  demo.stderr.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    progress += text;
    for (const line of text.split('\n').filter(Boolean)) onProgress(line);
  });
  return new Promise((resolve) => {
    demo.once('close', (exitCode) => {
      const report = output === '' ? undefined : (JSON.parse(output) as DemoReport);
      resolve({ exitCode, report, progress });
    });
  });
}
