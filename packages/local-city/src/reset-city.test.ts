import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { takeCityLock } from './city-lock.ts';
import { readCityConfig } from './config.ts';
import { cityPaths } from './paths.ts';
import { resetCity } from './reset-city.ts';
import { temporaryFolder } from './temporary-folder.testing.ts';

afterEach(() => vi.unstubAllEnvs());

function prepare() {
  const dataFolder = join(temporaryFolder(), 'city');
  vi.stubEnv('TAMSUI_DATA', dataFolder);
  const paths = cityPaths(readCityConfig());
  mkdirSync(paths.logs, { recursive: true });
  for (const file of [paths.secrets, paths.seeded, paths.quickStart]) writeFileSync(file, '{}');
  const said: string[] = [];
  return { dataFolder, paths, said, reset: () => resetCity((line) => said.push(line)) };
}

test('a reset deletes the city’s folder', async () => {
  const { dataFolder, reset } = prepare();
  expect(await reset()).toBe(0);
  expect(existsSync(dataFolder)).toBe(false);
});

test('a reset refuses while a city runs, and deletes nothing', async () => {
  const { paths, said, reset } = prepare();
  takeCityLock(paths.lock);
  expect(await reset()).toBe(1);
  expect(said.join()).toContain(`pid ${process.pid}`);
  expect(existsSync(paths.secrets)).toBe(true);
});

test('a reset deletes nothing that is not the city’s', async () => {
  const { dataFolder, paths, reset } = prepare();
  const photo = join(dataFolder, 'photo.jpg');
  writeFileSync(photo, 'mine');
  expect(await reset()).toBe(0);
  expect(existsSync(photo)).toBe(true);
  expect(existsSync(paths.secrets)).toBe(false);
});

test('where there is no city, a reset says so', async () => {
  vi.stubEnv('TAMSUI_DATA', join(temporaryFolder(), 'nowhere'));
  const said: string[] = [];
  expect(await resetCity((line) => said.push(line))).toBe(0);
  expect(said).toEqual(['There is no local city to reset.']);
});
