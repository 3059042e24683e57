import { describe, expect, test } from 'vitest';
import { readEndpointUrl } from './endpoint-url.ts';

const read = (text: string, toLoopback = false) => {
  const result = readEndpointUrl(text, toLoopback);
  return result.ok ? result.value : result.refusal.code;
};

test.each([
  ['https://shop.example.com/hooks?a=1', 'https://shop.example.com/hooks?a=1'],
  ['HTTPS://Shop.Example.com:443', 'https://shop.example.com/'],
  ['https://shop.example.com:8443/x', 'https://shop.example.com:8443/x'],
  ['https://8.8.8.8/x', 'https://8.8.8.8/x'],
  ['https://[2606:4700:4700::1111]/', 'https://[2606:4700:4700::1111]/'],
  ['https://商店.example.com/', 'https://xn--czrs0t.example.com/'],
])('%s is kept as %s', (text, kept) => {
  expect(read(text)).toBe(kept);
});

test.each([
  ['nonsense', 'url_malformed'],
  ['https://shop.example.com/#part', 'url_malformed'],
  [`https://shop.example.com/${'x'.repeat(2_000)}`, 'url_malformed'],
  ['http://shop.example.com/', 'url_not_https'],
  ['ftp://shop.example.com/', 'url_not_https'],
  ['file:///etc/passwd', 'url_not_https'],
  ['javascript:alert(1)', 'url_not_https'],
  ['https://user:pass@shop.example.com/', 'url_with_credentials'],
  ['https://shop.example.com@127.0.0.1/', 'url_with_credentials'],
  ['https://shop.example.com:22/', 'url_port_refused'],
  ['https://shop.example.com:5432/', 'url_port_refused'],
])('%s is refused: %s', (text, code) => {
  expect(read(text)).toBe(code);
});

describe('an address that is not public is refused in every spelling', () => {
  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://0177.0.0.01/',
    'https://127.0.0.1./',
    'https://１２７.０.０.１/',
    'https://①②⑦.0.0.1/',
    'https://%31%32%37.0.0.1/',
    'https://0/',
    'https://10.1/',
    'https://192.168.257/',
    'https://169.254.169.254/latest/meta-data',
    'https://0xa9fea9fe/',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[64:ff9b::127.0.0.1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://foo.localhost/',
    'https://printer.local/',
    'https://metadata.google.internal/',
    'https://intranet/',
  ])('%s', (text) => {
    expect(read(text)).toBe('url_not_public');
  });
});

test('a sandbox takes this machine on any port and without TLS, and nothing else besides', () => {
  expect(read('http://127.0.0.1:4000/x', true)).toBe('http://127.0.0.1:4000/x');
  expect(read('http://localhost:4000/x', true)).toBe('http://localhost:4000/x');
  expect(read('http://[::1]:4000/x', true)).toBe('http://[::1]:4000/x');
  expect(read('http://shop.example.com/', true)).toBe('url_not_https');
  expect(read('http://10.0.0.1:4000/', true)).toBe('url_not_https');
  expect(read('https://10.0.0.1/', true)).toBe('url_not_public');
  expect(read('https://[::ffff:127.0.0.1]/', true)).toBe('url_not_public');
});
