import { commandId, type Uuid } from '@tamsui/ids';

/** The residents that a merchant's sandbox has. Integrators write these words, so one may be added and none renamed. */
export const SIMULATED_RESIDENTS = ['with_money', 'without_money', 'at_limit', 'frozen'] as const;
export type SimulatedResident = (typeof SIMULATED_RESIDENTS)[number];

/** What is so of one whenever it is met, whatever was done with it before. Amounts in major units. */
export interface Nature {
  /** As the bank knows the holder of the account that top-ups come from. */
  readonly name: string;
  /** In that account when it is opened. With nothing in it, the bank returns every top-up. */
  readonly atBank: string;
  /** Whether there is at least `FILLED` in the wallet. One that is not filled has what others sent it. */
  readonly isFilled: boolean;
  /** The holder's own limit on a single payment. */
  readonly singleLimit: string | null;
  readonly isFrozen: boolean;
}

const ORDINARY: Nature = {
  name: 'Simulated, with money',
  atBank: '1000000000',
  isFilled: true,
  singleLimit: null,
  isFrozen: false,
};

export const NATURES: Readonly<Record<SimulatedResident, Nature>> = {
  with_money: ORDINARY,
  without_money: { ...ORDINARY, name: 'Simulated, without money', atBank: '0', isFilled: false },
  at_limit: { ...ORDINARY, name: 'Simulated, at a limit', singleLimit: '1' },
  frozen: { ...ORDINARY, name: 'Simulated, frozen', isFrozen: true },
};

/** At least this is in a filled wallet, in major units; when it is less, `FILLING` comes from the bank. */
export const FILLED = '10000';
export const FILLING = '50000';

/** A wallet that was closed stays closed: another resident takes the place of one of no more use, so often at most. */
export const MAX_LIVES = 100;

/**
 * Who one is to a merchant. Each merchant has its own: what one integrator does to them, no other meets, and a merchant
 * can only speak for residents that it knows.
 * @param life 1, 2, 3 …
 */
export function simulatedResidentId(merchantId: Uuid, resident: SimulatedResident, life: number): Uuid {
  return commandId(['merchant', merchantId, 'simulated resident', resident], String(life));
}

export function isSimulatedFor(merchantId: Uuid, residentId: Uuid): boolean {
  return SIMULATED_RESIDENTS.some((resident) => {
    for (let life = 1; life <= MAX_LIVES; life++) {
      if (simulatedResidentId(merchantId, resident, life) === residentId) return true;
    }
    return false;
  });
}

/** Its account at the sandbox bank: 32 of the 34 characters that an account number has room for. */
export function bankAccountOf(residentId: Uuid): string {
  return residentId.replaceAll('-', '').toUpperCase();
}
