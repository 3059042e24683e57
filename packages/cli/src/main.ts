import { newUuid } from '@tamsui/ids';
import { systemClock } from '@tamsui/platform/clock';
import { readCliConfig } from './config.ts';
import { runCli } from './run-cli.ts';

const interrupted = new AbortController();
// The second Ctrl-C ends the process at once, as it would without us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
// Whoever read our output has heard enough: `tamsui listen | head`. What runs on ends; what is done keeps its exit code,
// and nothing that moves money breaks off because nobody reads the remarks on it.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (stream === process.stdout) interrupted.abort();
  });
}

process.exitCode = await runCli({
  args: process.argv.slice(2),
  config: readCliConfig(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: systemClock,
  newKey: newUuid,
  signal: interrupted.signal,
});
