import { join } from 'node:path';

const bin = (name) => join(import.meta.dirname, '../../node_modules/.bin', name);
const script = (name) => join(import.meta.dirname, name);

/** What has to hold, each with the command that finds out. The longest first: two run at a time. */
export const STEPS = [
  { name: 'types', command: [bin('tsc'), '-p', '.'] },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings'] },
  { name: 'promises and types in lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'who imports whom', command: [process.execPath, script('imports.mjs')] },
  { name: 'nothing unused', command: [bin('knip'), '--no-progress'] },
  {
    name: 'tidy',
    command: [bin('vitest'), 'run', '--config', 'test/tidy/vitest.config.ts', '--reporter', 'default'],
  },
  { name: 'description of the API', command: [process.execPath, script('openapi.mjs')] },
  {
    name: 'what the SDK knows of the API',
    command: [process.execPath, script('../../packages/sdk/scripts/generate-types.mjs'), '--check'],
  },
  {
    name: 'what the guides quote',
    command: [process.execPath, script('../guide-snippets.mjs'), '--check'],
  },
  { name: 'lock file and supply chain', command: [process.execPath, script('supply-chain.mjs')] },
];
