import { prepare } from './prepare.mjs';

await prepare();
await import('../packages/local-city/dist/reset.js');
