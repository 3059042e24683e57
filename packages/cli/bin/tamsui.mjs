#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../dist/main.js');
if (existsSync(program)) await import(program);
else {
  process.stderr.write('tamsui was not built yet. In the folder of the clone: npm run build\n');
  process.exitCode = 5;
}
