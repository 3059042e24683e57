import { prepare } from './prepare.mjs';

await prepare();
await import('../services/ledger/dist/load-rule-pack.js');
