import { listen } from '@tamsui/platform/http';
import { stopOnSignal } from '@tamsui/platform/shutdown';
import { compose } from './compose.ts';
import { readTransactionsConfig } from './config.ts';
import { openChartWhenLedgerAnswers } from './open-chart.ts';

const config = readTransactionsConfig();
const { app, ledger, replayErasures, logger, loops, streams, resources } = compose(config);

await replayErasures();

await openChartWhenLedgerAnswers({ ledger, currency: config.CURRENCY, logger });
for (const loop of loops) loop.start();
const server = await listen(app, config.HOST, config.PORT);
stopOnSignal(logger, [streams, server, ...loops, ...resources]);
logger.info({ url: server.url }, 'transactions listens');
