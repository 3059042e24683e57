import { CERTAINTY } from './certainty.ts';
import { DATA_RIGHTS } from './data-rights.ts';
import { ERRORS } from './errors.ts';
import { GETTING_STARTED } from './getting-started.ts';
import type { Guide } from './guide.ts';
import { SERVER } from './server.ts';
import { STATEMENTS } from './statements.ts';
import { TILL } from './till.ts';
import { VERSIONS } from './versions.ts';
import { WALLET } from './wallet.ts';

/** All guides, in the order in which a newcomer reads them. */
export const GUIDES: readonly Guide[] = [
  GETTING_STARTED,
  WALLET,
  TILL,
  SERVER,
  CERTAINTY,
  ERRORS,
  STATEMENTS,
  DATA_RIGHTS,
  VERSIONS,
];
