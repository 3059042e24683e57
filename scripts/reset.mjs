import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';

if (!existsSync(join(import.meta.dirname, '../.tamsui'))) {
  console.log('There is no local city to reset.');
} else {
  await prepare();
  const { resetCity } = await import('../packages/local-city/dist/main.js');
  process.exitCode = await resetCity(console.log);
}
