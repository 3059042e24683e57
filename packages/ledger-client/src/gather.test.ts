import { Fault } from '@tamsui/errors';
import { describe, expect, it, vi } from 'vitest';
import { createGatherer, MAX_ITEMS_WAITING } from './gather.ts';

/** A peer whose requests are answered when the test says so. */
function createPeer() {
  const requests: { items: readonly number[]; answer: () => void; fail: (error: Error) => void }[] = [];
  const send = (items: readonly number[]): Promise<string[]> =>
    new Promise((resolve, reject) => {
      requests.push({ items, answer: () => resolve(items.map((item) => `answer ${item}`)), fail: reject });
    });
  return { requests, send };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('the gatherer', () => {
  it('sends what waits at the same moment as one request, in its order, and gives each its own answer', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const answers = Promise.all(numbers(5).map((n) => gatherer.submit(n)));
    await turn();
    expect(requests.map(({ items }) => items)).toEqual([numbers(5)]);
    requests[0]?.answer();
    expect(await answers).toEqual(numbers(5).map((n) => `answer ${n}`));
  });

  it('gathers while a request is under way, and sends when it is back and has rested', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const answers: Promise<string>[] = [];
    for (const n of numbers(10)) {
      answers.push(gatherer.submit(n));
      if (n === 0) await turn();
    }
    await turn();
    expect(requests.map(({ items }) => items)).toEqual([[0]]);
    requests[0]?.answer();
    await answers[0];
    await expect.poll(() => requests[1]?.items).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const request of requests) request.answer();
    expect(await Promise.all(answers)).toEqual(numbers(10).map((n) => `answer ${n}`));
  });

  it('rests between small requests, however quickly they are answered, and not when enough waits', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const sizes: number[] = [];
      const gatherer = createGatherer(async (items: readonly number[]) => {
        sizes.push(items.length);
        return items;
      });
      await gatherer.submit(0);
      const [second, third] = [gatherer.submit(1), gatherer.submit(2)];
      vi.advanceTimersByTime(7);
      for (let turns = 0; turns < 3; turns += 1) await turn();
      expect(sizes).toEqual([1]);
      vi.advanceTimersByTime(1);
      await Promise.all([second, third]);
      expect(sizes).toEqual([1, 2]);
      await Promise.all(numbers(16).map((n) => gatherer.submit(n)));
      expect(sizes).toEqual([1, 2, 16]);
      vi.advanceTimersByTime(1_000);
      await gatherer.submit(3);
      expect(sizes).toEqual([1, 2, 16, 1]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('sends more at once the more there is to send, and never more than four requests', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const answers = [gatherer.submit(0)];
    await turn();
    for (const n of numbers(1_000).slice(1)) answers.push(gatherer.submit(n));
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(requests.map(({ items }) => items.length)).toEqual([1, 999]);
    for (const n of numbers(16 * 2)) answers.push(gatherer.submit(1_000 + n));
    await turn();
    for (const n of numbers(16 * 3)) answers.push(gatherer.submit(2_000 + n));
    await turn();
    for (const n of numbers(16 * 4)) answers.push(gatherer.submit(3_000 + n));
    for (let turns = 0; turns < 10; turns += 1) await turn();
    expect(requests.map(({ items }) => items.length)).toEqual([1, 999, 32, 48]);
    requests[0]?.answer();
    await answers[0];
    await turn();
    expect(requests[4]?.items).toHaveLength(64);
    for (const request of requests) request.answer();
    expect(await Promise.all(answers)).toHaveLength(answers.length);
  });

  it.each([
    [31, [31]],
    [32, [16, 16]],
    [64, [32, 32]],
    [65, [33, 32]],
  ])('sends %i that come to an idle peer as %j', async (count, sizes) => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const answers = Promise.all(numbers(count).map((n) => gatherer.submit(n)));
    for (let turns = 0; turns < 3; turns += 1) await turn();
    expect(requests.map(({ items }) => items.length)).toEqual(sizes);
    for (const request of requests) request.answer();
    expect(await answers).toEqual(numbers(count).map((n) => `answer ${n}`));
  });

  it('does not hold anything back behind a request that is slow', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const first = gatherer.submit(1);
    await turn();
    const second = gatherer.submit(2);
    await expect.poll(() => requests.length).toBe(2);
    for (const request of requests) request.answer();
    expect(await Promise.all([first, second])).toEqual(['answer 1', 'answer 2']);
  });

  it('puts at most a thousand into one request', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const answers = Promise.all(numbers(2_001).map((n) => gatherer.submit(n)));
    await expect.poll(() => requests.map(({ items }) => items.length)).toEqual([1_000, 1_000, 1]);
    expect(requests.flatMap(({ items }) => items)).toEqual(numbers(2_001));
    for (const request of requests) request.answer();
    expect(await answers).toHaveLength(2_001);
  });

  it('rejects with a failed request its own items and no others, and goes on', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const first = Promise.allSettled([gatherer.submit(1), gatherer.submit(2)]);
    await turn();
    const second = gatherer.submit(3);
    await expect.poll(() => requests.length).toBe(2);
    const failure = new Error('the peer is away');
    requests[0]?.fail(failure);
    requests[1]?.answer();
    expect(await first).toEqual([
      { status: 'rejected', reason: failure },
      { status: 'rejected', reason: failure },
    ]);
    expect(await second).toBe('answer 3');
    const third = gatherer.submit(4);
    await expect.poll(() => requests.length).toBe(3);
    requests[2]?.answer();
    expect(await third).toBe('answer 4');
  });

  it('rejects all when a peer answers fewer than were asked', async () => {
    const gatherer = createGatherer<number, number>(async () => [1]);
    const [first, second] = await Promise.allSettled([gatherer.submit(1), gatherer.submit(2)]);
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
  });

  it('refuses what would wait too long, and asks to try again', async () => {
    const { requests, send } = createPeer();
    const gatherer = createGatherer(send);
    const waiting = Promise.all(numbers(MAX_ITEMS_WAITING).map((n) => gatherer.submit(n)));
    await expect(gatherer.submit(-1)).rejects.toMatchObject(
      new Fault('ledger_overloaded', 'Too many commands wait for the ledger; ask again.', {
        retryable: true,
      }),
    );
    while (requests.reduce((sum, { items }) => sum + items.length, 0) < MAX_ITEMS_WAITING) {
      await turn();
      for (const request of requests) request.answer();
    }
    expect(await waiting).toHaveLength(MAX_ITEMS_WAITING);
  });
});
