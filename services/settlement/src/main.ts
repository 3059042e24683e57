import { listen } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { stopOnSignal } from '@tamsui/platform/shutdown';
import { createApp } from './app.ts';
import { compose, startLoops } from './compose.ts';
import { readSettlementConfig } from './config.ts';

const config = readSettlementConfig();
const logger = createLogger('settlement', config.LOG_LEVEL);
const { deps, parts } = compose(config, logger);
const app = createApp({ deps, metrics: createMetrics('settlement'), financeToken: config.FINANCE_TOKEN });
const server = await listen(app, config.HOST, config.PORT);
stopOnSignal(logger, [server, ...startLoops(deps), ...parts]);
logger.info({ url: server.url }, 'settlement serves');
