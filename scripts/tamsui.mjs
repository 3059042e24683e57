import { prepare } from './prepare.mjs';

await prepare();
await import('../packages/cli/dist/main.js');
