import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecretToken } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { call } from '../run-cli.testing.ts';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'tamsui-cli-')), 'below', 'config.json');
const newKey = () => newSecretToken('mk_test').token;

test('a key from a pipe is kept for its owner alone, and never shown', async () => {
  const [file, key] = [newFile(), newKey()];
  const env = { TAMSUI_CONFIG: file };
  const kept = await call(['login', '--no-check', '--json'], { env, stdin: `${key}\n` });
  expect(kept.code).toBe(0);
  expect(kept.json).toMatchObject({ url: 'http://127.0.0.1:7100', config_file: file, checked: false });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ api_key: key });
  const shown = await call(['config', 'show'], { env });
  expect(shown.stdout).toContain("a merchant's key (config file)");
  for (const { stdout, stderr } of [kept, shown]) expect(stdout + stderr).not.toContain(key.slice(0, 20));
});

test('after logout the key is gone and the rest stays', async () => {
  const env = { TAMSUI_CONFIG: newFile() };
  await call(['config', 'set', 'terminal', 'ter_1'], { env });
  await call(['login', '--no-check'], { env, stdin: newKey() });
  expect((await call(['logout', '--json'], { env })).json).toMatchObject({ logged_out: true });
  const { json } = await call(['config', 'show', '--json'], { env });
  expect(json).toMatchObject({ api_key: null, api_key_from: 'nowhere', terminal: 'ter_1' });
});

test('a file that others may read is not read', async () => {
  const file = newFile();
  await call(['login', '--no-check'], { env: { TAMSUI_CONFIG: file }, stdin: newKey() });
  chmodSync(file, 0o640);
  const { code, json } = await call(['config', 'show', '--json'], { env: { TAMSUI_CONFIG: file } });
  expect(code).toBe(5);
  expect(json).toMatchObject({ error: { code: 'config_file_open_to_others', exit_code: 5 } });
});

test.each(['not json', '[]', '{"api_key":5}', 'null'])(
  'a file that says %s is named, and not repeated',
  async (text) => {
    const file = newFile();
    await call(['config', 'set', 'terminal', 'ter_1'], { env: { TAMSUI_CONFIG: file } });
    writeFileSync(file, text);
    const { code, json } = await call(['config', 'show', '--json'], { env: { TAMSUI_CONFIG: file } });
    expect(code).toBe(5);
    expect(json).toMatchObject({ error: { code: 'config_file_malformed' } });
  },
);

test('the environment stands above the file, and an option above both', async () => {
  const env = { TAMSUI_CONFIG: newFile() };
  await call(['config', 'set', 'url', 'https://file.example/'], { env });
  const urlOf = async (args: readonly string[], more = {}) =>
    (await call(['config', 'show', '--json', ...args], { env: { ...env, ...more } })).json;
  expect(await urlOf([])).toMatchObject({ url: 'https://file.example', url_from: 'config file' });
  const TAMSUI_URL = 'https://env.example';
  expect(await urlOf([], { TAMSUI_URL })).toMatchObject({ url: TAMSUI_URL, url_from: 'environment' });
  const option = ['--url', 'https://option.example/api/'];
  expect(await urlOf(option, { TAMSUI_URL })).toMatchObject({ url: 'https://option.example/api' });
});

test('a mistyped key is refused without being repeated', async () => {
  const key = `${newKey().slice(0, -1)}!`;
  const { code, stdout } = await call(['config', 'show', '--json'], { env: { TAMSUI_API_KEY: key } });
  expect(code).toBe(2);
  expect(stdout).toContain('api_key_malformed');
  expect(stdout).not.toContain(key.slice(0, 16));
});

test.each([
  ['ftp://wallet.example', 'url_malformed'],
  ['wallet.example', 'url_malformed'],
  ['https://me:secret@wallet.example', 'url_malformed'],
  ['https://wallet.example/?a=1', 'url_malformed'],
  ['http://wallet.example', 'url_not_encrypted'],
])('the address %s is refused as %s', async (url, code) => {
  const called = await call(['config', 'show', '--json', '--url', url]);
  expect(called).toMatchObject({ code: 2, json: { error: { code } } });
});

test('plain http to another machine is taken when it was asked for', async () => {
  const { json } = await call(['config', 'show', '--json', '--url', 'http://api.internal', '--allow-http']);
  expect(json).toMatchObject({ url: 'http://api.internal' });
});
