import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startTestService } from '../testing/test-service.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const service = await startTestService();

/** `GET POST /v1/payments` in a row of the table stands for two routes. */
function listedRoutes(markdown: string): string[] {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  const listed = rows.flatMap((row) => [...row.matchAll(/`((?:[A-Z]+ )+)(\/[^` ]+)`/g)]);
  return listed.flatMap(([, methods = '', path = '']) =>
    methods
      .trim()
      .split(' ')
      .map((method) => `${method} ${path}`),
  );
}

test('the README lists every route, and no other', () => {
  const mounted = service.routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const table = README.slice(README.indexOf('## Routes'), README.indexOf('## Limits of traffic'));
  expect(listedRoutes(table).sort()).toEqual(mounted.sort());
});
