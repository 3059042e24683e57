/**
 * The check digit of H. Michael Damm, "Total anti-symmetrische Quasigruppen" (dissertation, Marburg 2004): a weakly
 * totally anti-symmetric quasigroup of order 10, so that every single wrong digit and every swap of two neighbours
 * shows. The test beside this file checks both for every pair, which is all that the table has to promise.
 */
const QUASIGROUP = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** The digit that makes `digits` followed by it valid. */
export function dammCheckDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(QUASIGROUP[interim]?.charAt(Number(digit)));
  return String(interim);
}

/** True when the last digit is the check digit of those before it. */
export function hasDammCheckDigit(digits: string): boolean {
  return dammCheckDigit(digits) === '0';
}
