import { expect, test } from 'vitest';
import { readCityConfig } from './config.ts';

test('without any variable the city is embedded, at port 7100', () => {
  expect(readCityConfig({})).toMatchObject({ portBase: 7100, databaseUrl: undefined, redisUrl: undefined });
});

test('an empty variable counts as none', () => {
  const config = readCityConfig({ DATABASE_URL: '', REDIS_URL: '', TAMSUI_PORT_BASE: '' });
  expect(config).toMatchObject({ portBase: 7100, databaseUrl: undefined, redisUrl: undefined });
});

test.each(['80', '70000', '7100.5', 'x', '-7100'])('TAMSUI_PORT_BASE=%s is refused by name', (text) => {
  expect(() => readCityConfig({ TAMSUI_PORT_BASE: text })).toThrow(/TAMSUI_PORT_BASE/);
});

test('services get no more of our environment than they need', () => {
  const { childEnv } = readCityConfig({
    PATH: '/bin',
    HOME: '/h',
    SOME_CREDENTIAL: 'x',
    NODE_OPTIONS: '--inspect',
  });
  expect(childEnv).toEqual({ PATH: '/bin', HOME: '/h' });
});
