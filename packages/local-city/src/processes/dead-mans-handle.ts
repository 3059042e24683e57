import { type ChildProcess, spawn } from 'node:child_process';

export interface DeadMansHandleOptions {
  /** The process to end when we are gone. */
  readonly pid: number;
  /** Sent first: ends it once its clients have left. */
  readonly politeSignal: 'TERM' | 'INT';
  /** After this long it is sent SIGINT, which PostgreSQL takes as a fast shutdown. */
  readonly patienceSeconds: number;
  /** Deleted when the process has ended; for what lived only as long as it. */
  readonly folders: readonly string[];
}

/** Waits on a pipe that closes when its other end dies, by whatever signal. No loop runs for longer than a minute. */
const SCRIPT = `
pid=$1 signal=$2 patience=$3; shift 3
while read -r _; do :; done
kill -s "$signal" "$pid" 2>/dev/null
waited=0
while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt 60 ]; do
  [ "$waited" -eq "$patience" ] && kill -s INT "$pid" 2>/dev/null
  sleep 1; waited=$((waited + 1))
done
for folder in "$@"; do rm -rf "$folder"; done
`;

/**
 * Lets a program that knows nothing of us end when we do, even by SIGKILL. A small shell holds the reading
 * end of a pipe of ours. Call the result after the program was stopped in good order.
 */
export function holdDeadMansHandle(options: DeadMansHandleOptions): () => void {
  const { pid, politeSignal, patienceSeconds, folders } = options;
  const args = [String(pid), politeSignal, String(patienceSeconds), ...folders];
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'tamsui-dead-mans-handle', ...args], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    // in a session of its own: the terminal's Ctrl-C must not reach it
    detached: true,
  });
  neverKeepAlive(shell);
  return () => void shell.kill('SIGKILL');
}

function neverKeepAlive(shell: ChildProcess): void {
  shell.unref();
  shell.stdin?.on('error', () => {});
  if (shell.stdin !== null && 'unref' in shell.stdin && typeof shell.stdin.unref === 'function')
    shell.stdin.unref();
}
