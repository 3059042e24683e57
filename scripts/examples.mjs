import { prepare } from './prepare.mjs';

await prepare();
await import('../test/examples/dist/main.js');
