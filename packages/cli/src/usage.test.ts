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
  [['pay', '--code', '1'], "required option '--amount <amount>' not specified"],
  [['pay', '--amount', '12,50', '--code', '1'], 'It must be an amount such as 120'],
  [['pay', '--amount', '-5', '--code', '1'], 'It must be an amount such as 120'],
  [['pay', '--amount', '5'], 'Give either --code or --show'],
  [['pay', '--amount', '5', '--code', '1', '--show'], 'Give either --code or --show'],
  [['pay', '--amount', '5', '--code', '1'], 'Which till?'],
  [['pay', '--amount', '5', '--show', '--capture-later'], '--capture-later goes with --code alone'],
  [['pay', '--amount', '5', '--show', '--wait', '901'], 'It must be a whole number from 0 to 900'],
  [['pay', '--amount', '5', '--show', '--terminal', 'x'], 'It must be an id that begins with ter_'],
  [['pay', '--amount', '5', '--show', '--idempotency-key', 'a b'], 'It must be 1 to 255 visible'],
  [['refund'], "missing required argument 'payment'"],
  [['refund', '../wallet'], 'It must be an id that begins with pay_'],
  [['payments'], 'Which command?'],
  [['payments', 'list', '--limit', '0'], 'It must be a whole number from 1 to 100'],
  [['payments', 'show', 'rfd_1'], 'It must be an id that begins with pay_'],
  [['statement', '--from', '2026-02-30'], 'It must be a day such as'],
  [['statement', '--format', 'xml'], 'It must be csv or pdf'],
  [['statement', '--out', 'x.pdf'], '--out goes with --format'],
  [['statement', '--merchant', 'pay_1'], 'It must be an id that begins with mer_'],
  [['events', 'list', '--after', '5'], 'It must be an id that begins with evt_'],
  [['events', 'resend'], 'Give either an event or --from'],
  [['events', 'resend', '--from', 'yesterday'], 'It must be an instant such as'],
  [['listen', '--forward-to', 'ftp://x'], 'It must be an address such as'],
  [['listen', '--attempts', '11'], 'It must be a whole number from 1 to 10'],
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
