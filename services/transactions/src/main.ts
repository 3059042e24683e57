import { join } from 'node:path';
import { listen } from '@tamsui/platform/http';
import { stopOnSignal } from '@tamsui/platform/shutdown';
import { compose } from './compose.ts';
import { readTransactionsConfig } from './config.ts';
import { openChartWhenLedgerAnswers } from './open-chart.ts';

/** `node dist/main.js replay-erasures`: after a restore, without serving. */
const REPLAY_ONLY = 'replay-erasures';

const config = readTransactionsConfig();
const { app, ledger, replayErasures, logger, loops, streams, resources } = compose(config, {
  feedProgram: join(import.meta.dirname, 'feed-follower.js'),
});

await replayErasures();
if (process.argv[2] === REPLAY_ONLY) {
  for (const part of resources) await part.stop();
  process.exit();
}

await openChartWhenLedgerAnswers({ ledger, currency: config.CURRENCY, logger });
for (const loop of loops) loop.start();
const server = await listen(app, config.HOST, config.PORT);
stopOnSignal(logger, [streams, server, ...loops, ...resources]);
logger.info({ url: server.url }, 'transactions listens');
