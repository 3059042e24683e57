import { randomBytes } from 'node:crypto';
import { newUuid } from '@tamsui/ids';
import { describe, expect, it } from 'vitest';
import { keyring } from '../personal-data/keyring.ts';
import { createPinHasher } from './pin-hasher.ts';

const [first, second] = ['pep-1', 'pep-2'].map((id) => `${id}:${randomBytes(32).toString('base64url')}`);
const hasher = createPinHasher(keyring.parse(first));
const resident = newUuid();

describe('a hash of a PIN', () => {
  it('is argon2id with the parameters of OWASP, and salted', async () => {
    const [one, other] = await Promise.all([
      hasher.hash(resident, '482915'),
      hasher.hash(resident, '482915'),
    ]);
    expect(one.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one.hash).not.toBe(other.hash);
    expect(one.pepperId).toBe('pep-1');
    expect(await hasher.matches(resident, '482915', other)).toBe(true);
  });

  it('fits this PIN of this resident with this pepper, and no other', async () => {
    const kept = await hasher.hash(resident, '482915');
    expect(await hasher.matches(resident, '482916', kept)).toBe(false);
    expect(await hasher.matches(newUuid(), '482915', kept)).toBe(false);
    const samePepperName = createPinHasher(keyring.parse(`pep-1:${randomBytes(32).toString('base64url')}`));
    expect(await samePepperName.matches(resident, '482915', kept)).toBe(false);
  });

  it('goes on to fit after the pepper has changed, as long as the older one is there', async () => {
    const kept = await hasher.hash(resident, '482915');
    const both = createPinHasher(keyring.parse(`${second},${first}`));
    expect(hasher.isOld(kept)).toBe(false);
    expect(both.isOld(kept)).toBe(true);
    expect(await both.matches(resident, '482915', kept)).toBe(true);
    const alone = createPinHasher(keyring.parse(second));
    expect(() => alone.matches(resident, '482915', kept)).toThrow('pep-1 is not configured');
  });

  it('of nobody fits nothing', async () => {
    expect(await hasher.matchesNothing(resident, '482915')).toBe(false);
  });
});

describe('many at once', () => {
  it('wait for each other, and too many are turned away, to come again', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 70 }, () => hasher.hash(resident, '482915')),
    );
    const failed = results.filter((result) => result.status === 'rejected');
    expect(failed.map(({ reason }) => reason as unknown)).toEqual(
      Array.from(
        { length: 4 },
        () => expect.objectContaining({ code: 'pins_busy', retryable: true }) as unknown,
      ),
    );
    expect((await hasher.hash(resident, '482915')).pepperId).toBe('pep-1');
  });
});
