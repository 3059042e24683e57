import { Bug } from '@tamsui/errors';
import { expect, it } from 'vitest';
import { NOW, smallCity, uuid } from './book.testing.ts';
import { judgeCapture } from './capture.ts';
import { takeFromHold } from './hold.ts';

it('a capture without legs is a mistake of our own, since nobody pays', () => {
  const judged = () => judgeCapture(smallCity(), uuid(50), [], NOW);
  expect(judged).toThrow(Bug);
  expect(judged).toThrow('an entry has a leg');
});

it('what is taken out of a hold that is not open is a mistake of our own', () => {
  const taken = () => takeFromHold(new Map(), uuid(50), 1n);
  expect(taken).toThrow(Bug);
  expect(taken).toThrow('comes out of an open hold');
});
