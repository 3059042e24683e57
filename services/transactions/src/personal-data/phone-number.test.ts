import { expect, test } from 'vitest';
import { parsePhoneNumber, phoneNumberField } from './phone-number.ts';

test.each([
  ['+886912345678', '+886912345678'],
  ['0912345678', '+886912345678'],
  ['0912-345-678', '+886912345678'],
  [' +886 912 345 678 ', '+886912345678'],
  ['+1 (415) 555-0132', '+14155550132'],
])('%s is %s', (text, number) => {
  expect(parsePhoneNumber(text)).toBe(number);
});

test.each([
  '',
  '912345678',
  '091234567',
  '09123456789',
  '+0912345678',
  '+886',
  '++886912345678',
  '+8869123456789012',
  '０９１２３４５６７８',
  '0912345678x',
])('%j is no phone number', (text) => {
  expect(parsePhoneNumber(text)).toBeUndefined();
  expect(phoneNumberField.safeParse(text).success).toBe(false);
});
