import closeWithGrace from 'close-with-grace';
import type { Logger } from './logger.ts';

/** How long a stopping service may take before it is cut off. */
const STOP_TIMEOUT_MS = 9_000;
/**
 * After a fault in native code no JavaScript runs any more. A handler would return to the instruction that failed, which
 * fails again for ever: the process would use a processor, answer nobody and never end. So the system ends it at once.
 */
const FAULTS_OF_NATIVE_CODE = [
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
] satisfies NodeJS.Signals[];

/** Something that was started and has to be stopped, by name so that a stop that hangs can be told. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void>;
}

/**
 * On SIGTERM, SIGINT or an uncaught error: stops the parts in the given order, each after the one before,
 * so that the door closes before the rooms do.
 */
export function stopOnSignal(logger: Logger, parts: readonly Stoppable[]): void {
  const options = { delay: STOP_TIMEOUT_MS, logger: false as const, skip: FAULTS_OF_NATIVE_CODE };
  closeWithGrace(options, async ({ signal, err }) => {
    if (err === undefined) logger.info({ signal }, 'stopping');
    else logger.fatal({ err }, 'stopping after an uncaught error');
    for (const part of parts) {
      await part
        .stop()
        .catch((error: unknown) => logger.error({ err: error, part: part.name }, 'could not stop'));
    }
  });
}
