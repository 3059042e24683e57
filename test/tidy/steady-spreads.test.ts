import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, test } from 'vitest';

const MODULE = pathToFileURL(join(import.meta.dirname, '../../scripts/steady-spreads.mjs')).href;

/** Runs JavaScript that may call `steadySpreads`, with `input` to read, and returns what it prints. */
function run(script: string, input = ''): string {
  const program = `import { steadySpreads } from '${MODULE}'; import { readFileSync } from 'node:fs'; ${script}`;
  const args = ['--allow-natives-syntax', '--input-type=module', '--eval', program];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { input, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

const CHANGED = [
  ['a spread before a property', 'f({ ...a, b });', 'f({ ...null, ...a, b });'],
  ['two spreads', 'const c: C = { ...a,\n  ...b };', 'const c: C = { ...null, ...a,\n  ...b };'],
  ['one within another', 'x = { ...a, b: { ...c, d } };', 'x = { ...null, ...a, b: { ...null, ...c, d } };'],
  ['a spread of a call', 'x = { /* why */ ...f(y), z };', 'x = { /* why */ ...null, ...f(y), z };'],
] as const;
const UNCHANGED = [
  ['a copy', 'x = { ...a };'],
  ['a spread behind a property', 'x = { b, ...a };'],
  ['what is left over', 'const { b, ...rest } = a; f(({ ...all }) => all);'],
  ['a list, and arguments', 'x = [...a, b]; f(...a, b);'],
  ['text', 'x = "{ ...a, b }"; y = `{ ...a, b }`; // { ...a, b }'],
] as const;

/** All of them in one process: each would load the compiler anew. */
const steadied = (() => {
  const sources = [...CHANGED, ...UNCHANGED].map(([, source]) => source);
  const printed = run(
    `const sources = JSON.parse(readFileSync(0, 'utf8'));
     process.stdout.write(JSON.stringify(sources.map((source) => steadySpreads(source, 'some.ts'))));`,
    JSON.stringify(sources),
  );
  const results = JSON.parse(printed) as string[];
  return new Map(sources.map((source, at) => [source, results[at]]));
})();

test.each(CHANGED)('nothing is spread before %s', (_what, source, expected) => {
  expect(steadied.get(source)).toBe(expected);
});

it.each(UNCHANGED)('%s stays as it is', (_what, source) => {
  expect(steadied.get(source)).toBe(source);
});

test('the objects of one literal have one hidden class, and the same properties in the same order', () => {
  const literal = "({ ...source, added: 1, ...{ __proto__: null, ['__proto__']: 2 }, first: 3 })";
  const printed = run(`
    const plain = eval("(source) => ${literal}");
    const steadied = eval(steadySpreads("(source) => ${literal}", 'some.js'));
    let differing = 0;
    for (let n = 0; n < 5_000; n += 1) {
      const [one, other] = [1, 2].map((m) => steadied({ first: n, second: 'x', third: m }));
      if (!%HaveSameMap(one, other)) differing += 1;
    }
    const [before, after] = [plain, steadied].map((make) => Object.entries(make({ first: 1, second: null })));
    process.stdout.write(JSON.stringify({ differing, before, after }));`);
  const { differing, before, after } = JSON.parse(printed) as Record<string, unknown>;
  expect(differing).toBe(0);
  expect(after).toEqual(before);
  expect(after).toContainEqual(['__proto__', 2]);
});
