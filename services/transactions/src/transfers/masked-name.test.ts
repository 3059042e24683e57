import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName } from './masked-name.ts';

describe('maskName', () => {
  it.each([
    ['林曉美', '林○美'],
    ['林美', '林○'],
    ['歐陽小美', '歐○○美'],
    ['王', '○'],
    ['林 曉美', '林○美'],
    ['拉娃·達赫', '拉○○赫'],
    ['瑪莉亞．德．拉．克魯斯'.replaceAll('．', '·'), '瑪○○○斯'],
    ['山田 花子', '山○○子'],
    ['김민지', '김○지'],
    ['さくら', 'さ○ら'],
    ['𠮷田', '𠮷○'],
    ['葛󠄀城花', '葛󠄀○花'],
  ])('keeps the first and the last character of %s: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['Lin Mei', 'L** M**'],
    ['Madonna', 'M**'],
    ['X', 'X**'],
    ['Maria de la Cruz', 'M** C**'],
    ['Anne-Marie', 'A** M**'],
    ["'Abd al-Rahman", 'A** R**'],
    ['  lin   mei ', 'l** m**'],
    ['E\u0301milie', 'É**'],
    ['Ольга Иванова', 'О** И**'],
    ['محمد علي', 'م** ع**'],
    ['नीता', 'नी**'],
    ['Lin 曉美', 'L** 曉**'],
    ['李Mei', '李**'],
    ['R2 D2', 'R** D**'],
  ])('keeps the first letter of the first and the last word of %s: %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([['👩‍👩‍👧'], ['***'], ['🇹🇼 🇯🇵'], [''], ['\u200d'], ['- -']])(
    'shows nothing of %j, which has no letter',
    (name) => {
      expect(maskName(name)).toBe('**');
    },
  );

  it('cuts a letter that marks are piled on', () => {
    expect([...maskName(`e${'\u0301'.repeat(90)}lan`)]).toHaveLength(6);
  });

  it('shows at most two letters of any name, whole ones, and never how long a word was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
        const masked = maskName(name);
        expect(masked.isWellFormed()).toBe(true);
        const shown = masked.replaceAll(/[*○ ]/g, '');
        expect([...new Intl.Segmenter('und').segment(shown)].length).toBeLessThanOrEqual(2);
        expect([...masked].length).toBeLessThanOrEqual(13);
      }),
      { numRuns: 5_000 },
    );
  });
});
