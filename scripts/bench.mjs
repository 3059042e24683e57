import { prepare } from './prepare.mjs';

await prepare();
await import('../load-tests/dist/main.js');
