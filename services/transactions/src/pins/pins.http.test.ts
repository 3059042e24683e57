import { describe, expect, it } from 'vitest';
import type { Call } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createResident } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock } = service;
const PIN = '482915';
const OTHER = '730264';
const WRONG = '999998';
const MINUTE_MS = 60_000;

async function residentWithPin(): Promise<Call> {
  const { token } = await createResident(service);
  expect((await api.put('/v1/pin', { token, body: { pin: PIN } })).status).toBe(204);
  return { token };
}

const verify = (who: Call, pin: string) => api.post('/v1/pin/verifications', { ...who, body: { pin } });
const stateOf = async (who: Call) => (await api.get('/v1/pin', who)).body;

async function lock(who: Call): Promise<void> {
  for (let n = 1; n <= 5; n++) await verify(who, WRONG);
}

describe('a PIN', () => {
  it('is set once without another, and asked for from then on', async () => {
    const { token } = await createResident(service);
    const none = { is_set: false, set_at: null, change_due: false, locked_until: null };
    expect(await stateOf({ token })).toEqual(none);
    expectProblem(await verify({ token }, PIN), 403, 'pin_not_set');
    expect((await api.put('/v1/pin', { token, body: { pin: PIN } })).status).toBe(204);
    expect(await stateOf({ token })).toEqual({ ...none, is_set: true, set_at: clock.now().toISOString() });
    expectProblem(await api.put('/v1/pin', { token, body: { pin: OTHER } }), 403, 'pin_required');
    expect((await verify({ token }, PIN)).status).toBe(204);
    expectProblem(await verify({ token }, OTHER), 403, 'pin_wrong');
  });

  it('is changed by whoever knows it, and to something else', async () => {
    const who = await residentWithPin();
    const change = (pin: string, current_pin: string) =>
      api.put('/v1/pin', { ...who, body: { pin, current_pin } });
    expectFieldProblem(await change(OTHER, WRONG), 403, '/current_pin', 'pin_wrong');
    expectFieldProblem(await change(PIN, PIN), 422, '/pin', 'pin_unchanged');
    expectFieldProblem(await change('123456', PIN), 422, '/pin', 'pin_too_easy');
    expect((await change(OTHER, PIN)).status).toBe(204);
    expect((await verify(who, OTHER)).status).toBe(204);
    expectProblem(await verify(who, PIN), 403, 'pin_wrong');
  });

  it('is changed once when two changes meet', async () => {
    const who = await residentWithPin();
    const wanted = [OTHER, '605173', '918273'];
    const answers = await Promise.all(
      wanted.map((pin) => api.put('/v1/pin', { ...who, body: { pin, current_pin: PIN } })),
    );
    const done = answers.filter(({ status }) => status === 204);
    expect(done).toHaveLength(1);
    const chosen = wanted[answers.findIndex(({ status }) => status === 204)] ?? '';
    expect((await verify(who, chosen)).status).toBe(204);
  });

  it.each(['12345', '1234567', 'abcdef', '１２３４５６', '', 482_915, null])('cannot be %j', async (pin) => {
    const { token } = await createResident(service);
    expectFieldProblem(await api.put('/v1/pin', { token, body: { pin } }), 400, '/pin');
  });

  it('should be changed after a year', async () => {
    const who = await residentWithPin();
    const start = clock.now();
    clock.advanceMs(365 * 24 * 60 * MINUTE_MS);
    expect(await stateOf(who)).toMatchObject({ change_due: false });
    clock.advanceMs(1);
    expect(await stateOf(who)).toMatchObject({ change_due: true });
    clock.setTo(start);
  });

  it('is nowhere to be read', async () => {
    await residentWithPin();
    const { rows } = await service.database.raw<{ rows: { text: string }[] }>(
      'select to_jsonb(pins)::text as text from transactions.pins pins',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain(PIN);
  });
});

describe('wrong PINs', () => {
  it('are counted down, and a right one begins anew', async () => {
    const who = await residentWithPin();
    for (let round = 0; round < 2; round++) {
      for (const left of [4, 3, 2, 1]) {
        expect((await verify(who, WRONG)).body).toMatchObject({ code: 'pin_wrong', attempts_left: left });
      }
      expect((await verify(who, PIN)).status).toBe(204);
    }
  });

  it('lock at the fifth, for a quarter of an hour, against the right one too', async () => {
    const who = await residentWithPin();
    const lockedAt = clock.now();
    await lock(who);
    const until = new Date(lockedAt.getTime() + 15 * MINUTE_MS).toISOString();
    expect(await stateOf(who)).toMatchObject({ locked_until: until });
    for (const pin of [PIN, WRONG]) {
      const refused = await verify(who, pin);
      expectProblem(refused, 403, 'pin_locked');
      expect(refused.body.locked_until).toBe(until);
    }
    clock.setTo(new Date(Date.parse(until) - 1));
    expectProblem(await verify(who, PIN), 403, 'pin_locked');
    clock.setTo(until);
    expect((await verify(who, PIN)).status).toBe(204);
    expect(await stateOf(who)).toMatchObject({ locked_until: null });
    clock.setTo(lockedAt);
  });

  it('lock for twice as long each time, up to a day, until a right one', async () => {
    const who = await residentWithPin();
    const start = clock.now();
    for (const minutes of [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440]) {
      const lockedAt = clock.now();
      await lock(who);
      const until = new Date(lockedAt.getTime() + minutes * MINUTE_MS);
      expect(await stateOf(who)).toMatchObject({ locked_until: until.toISOString() });
      clock.setTo(until);
    }
    expect((await verify(who, PIN)).status).toBe(204);
    const lockedAt = clock.now();
    await lock(who);
    const until = new Date(lockedAt.getTime() + 15 * MINUTE_MS).toISOString();
    expect(await stateOf(who)).toMatchObject({ locked_until: until });
    clock.setTo(start);
  });

  it('are looked at five times and not once more, however many come at once', async () => {
    const who = await residentWithPin();
    const answers = await Promise.all(Array.from({ length: 40 }, () => verify(who, WRONG)));
    const left = answers
      .filter(({ body }) => body.code === 'pin_wrong')
      .map(({ body }) => body.attempts_left as number)
      .sort((a, b) => a - b);
    expect(left).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ body }) => body.code === 'pin_locked')).toHaveLength(36);
    expectProblem(await verify(who, PIN), 403, 'pin_locked');
  });

  it('of one resident are nothing to another', async () => {
    const [one, other] = [await residentWithPin(), await residentWithPin()];
    await lock(one);
    expect((await verify(other, PIN)).status).toBe(204);
  });

  it('count when they are given to change the PIN', async () => {
    const who = await residentWithPin();
    for (let n = 1; n <= 5; n++)
      await api.put('/v1/pin', { ...who, body: { pin: OTHER, current_pin: WRONG } });
    expectProblem(await verify(who, PIN), 403, 'pin_locked');
  });
});
