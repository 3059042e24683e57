import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Json } from './caller.ts';

/** How one call of `tamsui` ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `tamsui` that runs on. */
export interface RunningCommand {
  /** The next line of standard output, as JSON. @throws Error when it ends before */
  nextLine(): Promise<Json>;
  /** Ctrl-C. */
  interrupt(): Promise<CommandResult>;
}

const PROGRAM = join(import.meta.dirname, '../../packages/cli/bin/tamsui.mjs');
const TIMEOUT_MS = 60_000;

/** The program as a person or a script calls it: a process of its own, at home, with this environment and no more. */
export function createCommandLine(env: Readonly<Record<string, string>> & { readonly HOME: string }) {
  function start(args: readonly string[]): { child: ChildProcess; ended: Promise<CommandResult> } {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: env.HOME,
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    const said = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: Buffer) => (said.stdout += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (said.stderr += chunk.toString('utf8')));
    const ended = new Promise<CommandResult>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, ...said }));
    });
    return { child, ended };
  }

  async function run(args: readonly string[], stdin = ''): Promise<CommandResult> {
    const { child, ended } = start(args);
    child.stdin?.end(stdin);
    return ended;
  }

  return {
    run,
    /** With `--json`: standard output must be one JSON object, and nothing may be said beside it. */
    json: async (args: readonly string[], code = 0, stdin = ''): Promise<Json> => {
      const result = await run(['--json', ...args], stdin);
      const isOne = /^\{[^\n]*\}\n$/.test(result.stdout) && result.stderr === '';
      if (isOne && result.code === code) return JSON.parse(result.stdout) as Json;
      throw new Error(`tamsui ${args.join(' ')}: ${JSON.stringify(result)}`);
    },
    follow: (args: readonly string[]): RunningCommand => {
      const { child, ended } = start(['--json', ...args]);
      if (child.stdout === null) throw new Error('no standard output');
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      return {
        nextLine: async () => {
          const { value, done } = await lines.next();
          if (done === true) throw new Error(`it ended: ${JSON.stringify(await ended)}`);
          return JSON.parse(value) as Json;
        },
        interrupt: () => {
          child.kill('SIGINT');
          return ended;
        },
      };
    },
  };
}
