import { expect, test } from 'vitest';
import { isBusinessNumber } from './business-number.ts';

test.each([
  ['the example of the Ministry of Finance', '04595257'],
  ['the example of the Ministry of Finance whose seventh digit is 7', '10458575'],
  ['one whose seventh digit of 7 has to count as 1', '00238778'],
  ['a sum divisible by 10', '22099131'],
  ['a sum divisible by 5 alone, as given out since 2023', '22099136'],
  ['another in use', '47217677'],
])('%s is one', (_what, number) => {
  expect(isBusinessNumber(number)).toBe(true);
});

test.each([
  ['a last digit that is wrong', '04595258'],
  ['a seventh digit of 7 that helps neither way', '00238776'],
  ['a sum that 1 would complete, without a seventh digit of 7', '00238725'],
  ['nothing but zeros', '00000000'],
  ['seven digits', '0459525'],
  ['nine digits', '045952570'],
  ['blanks around it', ' 4595257'],
  ['a letter', '0459525A'],
  ['full-width digits', '０４５９５２５７'],
  ['a line break behind it', '04595257\n'],
  ['nothing', ''],
])('%s is none', (_what, text) => {
  expect(isBusinessNumber(text)).toBe(false);
});

test('a mistyped last digit is found unless it is five away', () => {
  const found = Array.from('0123456789', (digit) => isBusinessNumber(`0459525${digit}`));
  expect(found.filter(Boolean)).toHaveLength(2);
});
