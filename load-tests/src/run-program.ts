import { spawn } from 'node:child_process';

/** Runs a bundle with this environment. Its stderr is ours; its stdout is one JSON object, which comes back. */
export async function runProgram(
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  process.off('exit', endWithUs);
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
  return JSON.parse(text) as Record<string, unknown>;
}
