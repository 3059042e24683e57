import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';

if (!existsSync(join(import.meta.dirname, '../.tamsui'))) {
  console.log('There is no local city to reset.');
} else {
  await prepare();
  await import('../packages/local-city/dist/reset.js');
}
