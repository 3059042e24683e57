import { listen } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { stopOnSignal } from '@tamsui/platform/shutdown';
import { createSandboxIdentityApp } from './app.ts';
import { readSandboxIdentityConfig } from './config.ts';

const config = readSandboxIdentityConfig();
const logger = createLogger('sandbox-identity', config.LOG_LEVEL);
const metrics = createMetrics('sandbox-identity');
const server = await listen(createSandboxIdentityApp({ config, logger, metrics }), config.HOST, config.PORT);
stopOnSignal(logger, [server]);
logger.info({ url: server.url }, 'the sandbox signs people in');
