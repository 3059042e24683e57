import { createHmac } from 'node:crypto';

/** Frequent surnames, and characters that given names end with, in Taiwan. */
const SURNAMES = Array.from('陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐');
const ENDINGS = Array.from('豪宏傑偉翔廷軒銘華明安婷君怡雯玲惠芬珍美萱涵穎慧琪');

/**
 * The masked name that is shown for a number that nobody here has: made up, the same each time for the same number,
 * and of the kind that real ones are. So asking for one number after another does not tell who has a wallet. Nobody
 * loses anything by it: money sent there is refused as by any wallet that cannot receive.
 */
export function decoyName(key: Buffer, number: string): string {
  const digest = createHmac('sha256', key).update(`decoy-name:${number}`).digest();
  return `${pick(SURNAMES, digest.readUInt32BE(0))}○${pick(ENDINGS, digest.readUInt32BE(4))}`;
}

function pick(list: readonly string[], chance: number): string {
  return list[chance % list.length] ?? '';
}
