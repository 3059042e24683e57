import { stopOnSignal } from '@tamsui/platform/shutdown';
import { compose } from './compose.ts';
import { readNotaryConfig } from './config.ts';

const notary = await compose(readNotaryConfig());
stopOnSignal(notary.logger, notary.parts);
notary.logger.info({ url: notary.url }, 'the notary watches');
