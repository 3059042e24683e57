import { pino } from 'pino';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { loggedError } from './logged-error.ts';
import { serveBank } from './serve.ts';

const config = readConfig();
const serializers = { err: loggedError };
const log = pino({ name: 'sandbox-bank', level: config.logLevel, serializers });
const bank = await serveBank(config, systemClock, log);
log.info({ url: bank.url }, 'the sandbox bank is open');

let stopping = false;
const stop = async (signal: string): Promise<void> => {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'closing');
  try {
    await bank.stop();
  } catch (error) {
    log.error({ err: error }, 'closing failed');
    process.exitCode = 1;
  }
};
process.once('SIGTERM', () => void stop('SIGTERM'));
process.once('SIGINT', () => void stop('SIGINT'));
