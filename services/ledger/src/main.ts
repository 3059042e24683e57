import { stopOnSignal } from '@tamsui/platform/shutdown';
import { compose } from './compose.ts';
import { readLedgerConfig } from './config.ts';

const ledger = await compose(readLedgerConfig());
stopOnSignal(ledger.logger, ledger.parts);
ledger.logger.info({ url: ledger.url }, 'ledger is listening');
