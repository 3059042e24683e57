import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOfPack, rulePackSchema } from './rule-pack.ts';

const text = readFileSync(join(import.meta.dirname, '../packs/taiwan.json'), 'utf8');
const read = (json = text) => rulePackSchema.parse(JSON.parse(json));
const dollars = (amount: number) => BigInt(amount) * 100n;

describe('the rule pack of Taiwan', () => {
  it('has the figures of the four classes, in minor units, and no others', () => {
    const figures = commandsOfPack(read()).map(({ policy, balanceCapMinor, rules }) => [
      policy,
      balanceCapMinor,
      ...rules.map(({ name, singleMinor, dayMinor, monthMinor }) => [
        name,
        singleMinor,
        dayMinor,
        monthMinor,
      ]),
    ]);
    expect(figures).toEqual([
      [
        'tw-account-high',
        dollars(100_000),
        ['transfers_paid', dollars(100_000), null, dollars(1_000_000)],
        ['transfers_received', null, null, dollars(1_000_000)],
      ],
      [
        'tw-account-middle',
        dollars(50_000),
        ['each_transfer', dollars(50_000), null, null],
        ['paid', null, null, dollars(300_000)],
        ['received', null, null, dollars(300_000)],
      ],
      [
        'tw-account-low',
        dollars(10_000),
        ['paid', null, null, dollars(30_000)],
        ['transfers_paid', 0n, null, null],
        ['transfers_received', 0n, null, null],
      ],
      [
        'tw-card-purse',
        dollars(10_000),
        ['purchases', dollars(1_000), dollars(3_000), null],
        ['transfers_to_own_account', null, dollars(30_000), dollars(300_000)],
      ],
    ]);
  });

  it('is in force from the first moment of its day in Taipei', () => {
    for (const { effectiveFrom } of commandsOfPack(read()))
      expect(effectiveFrom.toISOString()).toBe('2021-06-29T16:00:00.000Z');
  });
});

describe('the commands of a pack', () => {
  it('are the same whenever they are made', () => {
    expect(commandsOfPack(read())).toEqual(commandsOfPack(read()));
  });

  it('keep their id and change their fingerprint with a figure, and change both with a date', () => {
    const before = commandsOfPack(read())[0];
    const figure = commandsOfPack(read(text.replace('"100000"', '"100001"')))[0];
    const date = commandsOfPack(read(text.replace('2021-06-30T', '2021-07-01T')))[0];
    expect(figure?.id).toBe(before?.id);
    expect(figure?.fingerprint).not.toBe(before?.fingerprint);
    expect(date?.id).not.toBe(before?.id);
    expect(date?.fingerprint).not.toBe(before?.fingerprint);
  });

  it('do not change with a note', () => {
    expect(commandsOfPack(read(text.replace('Transfers count inside', 'Transfers are inside')))).toEqual(
      commandsOfPack(read()),
    );
  });
});

describe('a pack that is not right', () => {
  it.each([
    ['a figure without a source', '"source": "card_guide_2019", ', ''],
    ['a source that is not listed', '"source": "card_guide_2019"', '"source": "hearsay"'],
    ['a figure that is no amount', '"amount": "50000"', '"amount": "50.000"'],
    ['a negative figure', '"amount": "50000"', '"amount": "-1"'],
    ['an unknown purpose', '["transfer"]', '["gift"]'],
    ['an instant without an offset', '2021-06-30T00:00:00+08:00', '2021-06-30T00:00:00'],
    ['a field that nobody knows', '"balance_cap"', '"balance_max"'],
    ['the same policy twice at once', 'tw-account-middle', 'tw-account-high'],
    [
      'a recalled figure that does not say so',
      ',\n        "note": "No text of this figure was at hand."',
      '',
    ],
  ])('is refused for %s', (_what, from, to) => {
    expect(text).toContain(from);
    expect(rulePackSchema.safeParse(JSON.parse(text.replace(from, to))).success).toBe(false);
  });
});
