import { expect, test } from 'vitest';
import { findLines, readFiles } from './repository.ts';

const MAX_LINES = 300;

const sources = readFiles('.ts', '.mjs');
const typescript = readFiles('.ts');
const isTest = (path: string) => /\.(test|testing|fixture)\.ts$/.test(path);
/** These rules are written down here, so this room has to name what it forbids. */
const elsewhere = <File extends { path: string }>(files: File[]) =>
  files.filter(({ path }) => !path.startsWith('test/tidy/'));

test('the sources are found at all', () => {
  expect(sources.length).toBeGreaterThan(50);
});

test(`no file has more than ${MAX_LINES} lines`, () => {
  const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test('no test runs alone, and none is skipped without a reason on its line', () => {
  const tests = elsewhere(typescript.filter(({ path }) => isTest(path)));
  expect(findLines(tests, /\b(test|it|describe)\.only\b/)).toEqual([]);
  expect(findLines(tests, /\b(test|it|describe)\.(skip|todo|fails)\b(?!.*\/\/ .{10})/)).toEqual([]);
});

test('time and chance come from clocks and ids', () => {
  const allowed =
    /(^|\/)clock[^/]*\.ts$|^packages\/(ids|testing)\/|^(demo|scripts|test|load-tests)\/|\.(test|testing)\.ts$|\/src\/testing\//;
  const rules = elsewhere(typescript).filter(({ path }) => !allowed.test(path));
  expect(findLines(rules, /\b(Date\.now|Math\.random)\b/)).toEqual([]);
});

test('the environment is read in config files only', () => {
  const allowed =
    /(^|\/)config\.ts$|^packages\/(testing)\/|^db\/src\/main\.ts$|^(scripts|load-tests|test)\/|\.(test|testing)\.ts$|\/src\/testing\//;
  const readers = elsewhere(typescript).filter(({ path }) => !allowed.test(path));
  expect(findLines(readers, /\bprocess\.env\b/)).toEqual([]);
});

test('the apps of the day with the SDK speak to the API by the SDK alone', () => {
  const apps = typescript.filter(({ path }) => /^test\/flows\/sdk-day\/[^/]+-(app|server)\.ts$/.test(path));
  expect(apps.length).toBe(3);
  expect(findLines(apps, /\bfetch\b|\brequest\(|\/v1\/|\bimport\(/)).toEqual([]);
});

test('nothing names a package registry or a path of one machine', () => {
  const all = elsewhere(
    readFiles('.ts', '.mjs', '.json', '.yaml', '.yml', '.md', '.sql', 'Dockerfile', '.npmrc', 'run'),
  );
  expect(findLines(all, /\bregistry\.[a-z-]+\.(org|com|io|dev|net)\b|\/(home|Users)\/[a-z]/)).toEqual([]);
});
