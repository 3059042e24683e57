import { describe, expect, it } from 'vitest';
import { createRememberedLookup } from './remembered-lookup.ts';

/** A lookup at a clock that is set by hand, whose answers come when they are told to. */
function createBed() {
  let nowMs = 1_000;
  const asked: {
    readonly resolve: (value: string | undefined) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  const lookup = createRememberedLookup<string>({
    maxEntries: 2,
    ttlMs: 1_000,
    clock: { now: () => new Date(nowMs) },
  });
  const find = (key = 'k') =>
    lookup.find(key, () => new Promise((resolve, reject) => asked.push({ resolve, reject })));
  const findAnswered = async (value: string | undefined, key?: string) => {
    const found = find(key);
    asked.at(-1)?.resolve(value);
    return found;
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { asked, find, findAnswered, pass };
}

describe('what was looked up', () => {
  it('is remembered while it is young', async () => {
    const bed = createBed();
    expect(await bed.findAnswered('a')).toBe('a');
    bed.pass(499);
    expect(await bed.find()).toBe('a');
    expect(bed.asked).toHaveLength(1);
  });

  it('is looked up again once in its second half, and nobody waits for that', async () => {
    const bed = createBed();
    await bed.findAnswered('a');
    bed.pass(500);
    expect(await Promise.all([bed.find(), bed.find(), bed.find()])).toEqual(['a', 'a', 'a']);
    expect(bed.asked).toHaveLength(2);
    bed.asked[1]?.resolve('b');
    await expect.poll(() => bed.find()).toBe('b');
    bed.pass(999);
    expect(await bed.find()).toBe('b');
  });

  it('is forgotten when it is no longer there', async () => {
    const bed = createBed();
    await bed.findAnswered('a');
    bed.pass(500);
    expect(await bed.findAnswered(undefined)).toBe('a');
    await expect.poll(() => bed.findAnswered(undefined)).toBe(undefined);
    expect(bed.asked.length).toBeGreaterThan(2);
  });

  it('is not given when it is too old, counted from when it was asked for', async () => {
    const bed = createBed();
    const slow = bed.find();
    bed.pass(600);
    bed.asked[0]?.resolve('a');
    expect(await slow).toBe('a');
    bed.pass(400);
    expect(await bed.findAnswered('b')).toBe('b');
  });

  it('is given until it is too old when it cannot be looked up again, and then the reason is told', async () => {
    const bed = createBed();
    await bed.findAnswered('a');
    bed.pass(500);
    expect(await bed.find()).toBe('a');
    bed.asked[1]?.reject(new Error('away'));
    await new Promise((resolve) => setImmediate(resolve));
    bed.pass(499);
    expect(await bed.findAnswered('b')).toBe('a');
    const other = createBed();
    const found = other.find();
    other.asked[0]?.reject(new Error('away'));
    await expect(found).rejects.toThrow('away');
    expect(await other.findAnswered('c')).toBe('c');
  });
});

it('many who ask for the same at once ask once, and others for themselves', async () => {
  const bed = createBed();
  const found = [bed.find(), bed.find(), bed.find('other')];
  expect(bed.asked).toHaveLength(2);
  bed.asked[0]?.resolve('a');
  bed.asked[1]?.resolve('b');
  expect(await Promise.all(found)).toEqual(['a', 'a', 'b']);
});

it('that there is nothing is not remembered', async () => {
  const bed = createBed();
  expect(await bed.findAnswered(undefined)).toBe(undefined);
  expect(await bed.findAnswered('a')).toBe('a');
});
