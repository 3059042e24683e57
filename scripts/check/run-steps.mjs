import { spawn } from 'node:child_process';

/** As many as the smallest machine that we build on has cores. */
const AT_A_TIME = 2;
const STEP_TIMEOUT_MS = 300_000;

/** Runs the steps, two at a time, and tells each result as it comes. */
export async function runSteps(steps, folder, onResult) {
  const waiting = [...steps];
  const results = [];
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step, folder);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}

async function runStep({ name, command }, folder) {
  const startedMs = performance.now();
  const [file, ...args] = command;
  const child = spawn(file, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: STEP_TIMEOUT_MS,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', resolve);
  });
  return { name, passed: code === 0, seconds: Math.round(performance.now() - startedMs) / 1000, output };
}
