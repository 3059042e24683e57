/** Six digits, as the security rules of Taiwan ask of a password at least. */
export const PIN_PATTERN = /^[0-9]{6}$/;

/** Wrong PINs in a row before a lock-out. */
export const MAX_FAILURES = 5;

/** The first lock-out; each further one without a right PIN in between is twice as long. */
export const FIRST_LOCK_MS = 15 * 60_000;
export const LONGEST_LOCK_MS = 24 * 60 * 60_000;

/** A PIN that is older than this should be changed. */
export const PIN_AGE_MS = 365 * 24 * 60 * 60_000;

/** True for a PIN that whoever finds a phone would try first: one digit six times, two or three repeated, or a row. */
export function isEasyToGuess(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  const isRow = steps.every((step) => step === steps[0] && (step === 1 || step === 9));
  const repeats = [1, 2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
  return isRow || repeats;
}
