/** What each digit of a Taiwanese business number is multiplied with. */
const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];
const LENGTH = WEIGHTS.length;
/** Since April 2023 the sum is divisible by 5; numbers given out before, whose sum is divisible by 10, are so too. */
const DIVISOR = 5;

/**
 * Whether a text can be a Taiwanese unified business number (統一編號): eight digits whose weighted sum of digits is
 * divisible by 5. Seven times four is 28 and 2 + 8 is 10, so a seventh digit of 7 may count as 1 or as 0. It says
 * nothing on whether the number was given to anybody.
 * @see 財政部財政資訊中心, 營利事業統一編號檢查碼邏輯修正說明 (Fiscal Information Agency, Ministry of Finance, 2021)
 */
export function isBusinessNumber(text: string): boolean {
  if (!/^[0-9]{8}$/.test(text) || text === '0'.repeat(LENGTH)) return false;
  const sum = [...text].reduce((total, digit, place) => total + weigh(Number(digit), place), 0);
  return sum % DIVISOR === 0 || (text[6] === '7' && (sum + 1) % DIVISOR === 0);
}

/** The digits of the product, added up. */
function weigh(digit: number, place: number): number {
  const product = digit * (WEIGHTS[place] ?? 0);
  return Math.floor(product / 10) + (product % 10);
}
