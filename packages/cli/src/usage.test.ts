import { expect, test } from 'vitest';
import { call } from './run-cli.testing.ts';

test.each([
  [[], 'Which command?'],
  [['pya'], "unknown command 'pya'"],
  [['doctor', '--fast'], "unknown option '--fast'"],
  [['doctor', 'extra'], 'too many arguments'],
  [['config', 'set', 'url'], "missing required argument 'value'"],
  [['config', 'set', 'api_key', 'x'], 'There is no setting "api_key"'],
  [['config', 'set', 'url', 'x'], 'is no address of an API'],
  [['login', '--url'], "option '--url <address>' argument missing"],
])('%j is a wrong command line', async (args, message) => {
  const human = await call(args);
  expect(human).toMatchObject({ code: 2, stdout: '' });
  expect(human.stderr).toContain(message);
  const { code, json, stderr } = await call(['--json', ...args]);
  expect(code).toBe(2);
  expect(json).toMatchObject({ error: { exit_code: 2 } });
  expect(JSON.stringify(json)).toContain(JSON.stringify(message).slice(1, -1));
  expect(stderr).toBe('');
});

test('help says what there is, with examples and exit codes', async () => {
  const { code, stdout } = await call(['--help']);
  expect(code).toBe(0);
  for (const word of ['doctor', 'login', '--json', 'Exit codes']) expect(stdout).toContain(word);
  expect((await call(['doctor', '--help'])).stdout).toContain('$ tamsui doctor');
  const asJson = await call(['doctor', '--help', '--json']);
  expect(asJson).toMatchObject({ code: 0, json: { text: expect.stringContaining('tamsui doctor') } });
});

test('the version is that of the package', async () => {
  expect(await call(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
});
