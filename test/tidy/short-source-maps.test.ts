import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { decode, encode } from '@jridgewell/sourcemap-codec';
import { expect, it } from 'vitest';

const MODULE = pathToFileURL(join(import.meta.dirname, '../../scripts/short-source-maps.mjs')).href;

const OURS = 0;
const LIBRARY = 1;

/** Of a bundle with a line of ours, two of a library, and two of ours again. */
const map = {
  version: 3,
  sources: ['../src/pay.ts', '../node_modules/lib/index.js'],
  names: ['pay'],
  mappings: encode([
    [
      [0, OURS, 4, 2],
      [10, OURS, 4, 12, 0],
      [20, OURS, 5, 0],
    ],
    [[0, LIBRARY, 7, 0]],
    [
      [0, LIBRARY, 8, 0],
      [6, LIBRARY, 8, 6],
    ],
    [],
    [[2, OURS, 9, 0]],
  ]),
};

interface SourceMap {
  readonly mappings: string;
  readonly sources: readonly string[];
  readonly names: readonly string[];
}

it('a source map keeps each line of our own, and says where ours end', async () => {
  const { shortSourceMap } = (await import(MODULE)) as { shortSourceMap(of: SourceMap): SourceMap };
  const { mappings, sources, names } = shortSourceMap(map);
  expect(decode(mappings)).toEqual([
    [
      [0, OURS, 4, 2],
      [20, OURS, 5, 0],
    ],
    [[0]],
    [],
    [],
    [[2, OURS, 9, 0]],
  ]);
  expect(sources).toEqual(['../src/pay.ts', '']);
  expect(names).toEqual([]);
});
