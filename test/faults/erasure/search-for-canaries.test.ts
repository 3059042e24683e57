import { expect, it } from 'vitest';
import { PERSONAL_CANARIES } from './canaries-of-people.ts';
import { canariesIn, canariesInBytes } from './search-for-canaries.ts';

const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

it.each<readonly [string, (value: string) => string]>([
  ['as it is', (value) => value],
  ['composed', (value) => value.normalize('NFC')],
  ['decomposed', (value) => value.normalize('NFD')],
  ['in capital letters', (value) => value.toUpperCase()],
  ['in small letters', (value) => value.toLowerCase()],
  ['as bytes of PostgreSQL', (value) => `\\\\x00ff${hex(value)}`],
  ['as bytes in capital letters', (value) => hex(value).toUpperCase()],
  ['in base64', base64],
  ['in base64 behind one byte', (value) => base64(`a${value}`)],
  ['in base64 between other bytes', (value) => base64(`ab${value}cd`)],
  ['in base64 of addresses', (value) => Buffer.from(`abc${value}d`, 'utf8').toString('base64url')],
  ['in an address', encodeURIComponent],
  ['in a form', (value) => new URLSearchParams({ v: value }).toString()],
  ['in JSON', (value) => JSON.stringify({ value })],
  [
    'in JSON of ASCII',
    (value) => value.replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
])('every canary is found %s', (_name, spell) => {
  for (const { field, value } of PERSONAL_CANARIES) {
    const text = `copy (1\t${spell(value)}\t\\N)`;
    expect(canariesIn([{ name: 'place', text }]), text).toContain(`place: ${field}`);
  }
});

it('every canary is found in bytes, and none where there is none', () => {
  for (const { value } of PERSONAL_CANARIES) {
    const bytes = Buffer.concat([Buffer.of(0, 255), Buffer.from(value, 'utf8'), Buffer.of(0)]);
    expect(canariesInBytes(bytes).map((canary) => canary.value)).toContain(value);
  }
  expect(canariesIn([{ name: 'place', text: 'Lin Mei, +886912345678' }])).toEqual([]);
  expect(canariesInBytes(Buffer.from('Lin Mei, +886912345678'))).toEqual([]);
});
