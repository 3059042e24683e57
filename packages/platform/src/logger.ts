import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.ts';

export type { Logger };

/** Paths that may carry a secret; the second line of defence behind logging only named fields. */
const REDACTED = [
  'req.headers.authorization',
  '*.authorization',
  '*.token',
  '*.secret',
  '*.apiKey',
  '*.code',
];

/** JSON lines on standard output. ERROR means that someone must act: a healthy city writes none. */
export function createLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    redact: REDACTED,
    serializers: { err: (error: unknown) => loggedError(error) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
