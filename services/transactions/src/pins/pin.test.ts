import { expect, test } from 'vitest';
import { isEasyToGuess, PIN_PATTERN } from './pin.ts';

test.each(['000000', '121212', '123123', '123456', '234567', '654321', '890123', '210987', '997997'])(
  '%s is easy to guess',
  (pin) => {
    expect(isEasyToGuess(pin)).toBe(true);
  },
);

test.each(['482915', '112233', '123457', '135791', '246802', '100000', '121213'])('%s is not', (pin) => {
  expect(isEasyToGuess(pin)).toBe(false);
});

test('a PIN has six digits of ASCII and nothing else', () => {
  for (const text of ['12345', '1234567', '12345a', '１２３４５６', '123456\n', ' 12345', '']) {
    expect(PIN_PATTERN.test(text)).toBe(false);
  }
  expect(PIN_PATTERN.test('482915')).toBe(true);
});
