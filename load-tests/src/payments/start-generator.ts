import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT_FOLDER } from '../root-folder.ts';
import type { Answers, Traffic } from './traffic.ts';

export interface Generator {
  readonly pid: number;
  /** One at a time. */
  run(traffic: Traffic): Promise<Answers>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = spawn(
    process.execPath,
    ['--enable-source-maps', join(ROOT_FOLDER, 'load-tests/dist/generator.js')],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    },
  );
  return {
    pid: child.pid ?? 0,
    run: (traffic) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('the generator has ended'));
        child.once('exit', ended);
        child.once('message', (answers) => {
          child.off('exit', ended);
          resolve(answers as Answers);
        });
        child.send(traffic, (error) => {
          if (error !== null) reject(error);
        });
      }),
    stop: () => void child.kill('SIGKILL'),
  };
}
