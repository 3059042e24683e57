import { prepare } from './prepare.mjs';

await prepare();
const { startCity } = await import('../packages/local-city/dist/main.js');
process.exitCode = await startCity(console.log);
