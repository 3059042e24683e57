import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { expect, test } from 'vitest';
import { createExportPlaces } from './concurrent-exports.ts';

/** All that is asked of an answer here is to say when it is over. */
const answer = () => new EventEmitter() as unknown as Response;
const tooMany = expect.objectContaining({ options: expect.objectContaining({ code: 'too_many_exports' }) });

function refusalOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

test('a caller has two exports under way, and a new one when one ends', () => {
  const places = createExportPlaces();
  const first = answer();
  places('a', first);
  places('a', answer());
  expect(refusalOf(() => places('a', answer()))).toEqual(tooMany);
  places('b', answer());
  first.emit('close');
  places('a', answer());
  expect(refusalOf(() => places('a', answer()))).toEqual(tooMany);
});

test('all together have eight', () => {
  const places = createExportPlaces();
  for (const caller of ['a', 'b', 'c', 'd']) {
    places(caller, answer());
    places(caller, answer());
  }
  expect(refusalOf(() => places('e', answer()))).toEqual(tooMany);
});
