/**
 * What two people tell the city of themselves, every value in the world but once. The first was added by the operator, the
 * second signed in with a phone. Both names have letters that have several spellings.
 */
export const ADDED = {
  name: 'Xiùlán Canàriosková',
  bank_account: '70066690815231',
  phone_number: '+886977815243',
  message: 'Für den Kanarienvogel, Käfig 4471',
  request_message: 'Birdseed of the canàry, shop 5518',
  idempotency_key: 'canary-of-xiulan-6626',
} as const;

export const SIGNED_IN = {
  person: 'guest-8273915',
  /** The sandbox's identity provider makes both from the number. */
  name: 'Guest 8273915',
  subject: 'G008273915',
  device_name: 'Ætna Canary’s téléphone 7735',
  bank_account: '70066690815248',
  message: 'For the canary in cage 8846 王小婷',
  request_message: 'The cage of canary 9957, half of it',
  idempotency_key: 'canary-of-guest-1068',
} as const;

/** A value that must be nowhere once its person is erased. */
export interface PersonalCanary {
  readonly field: string;
  readonly value: string;
}

export const PERSONAL_CANARIES: readonly PersonalCanary[] = [
  ...Object.entries(ADDED).map(([field, value]) => ({ field: `added ${field}`, value })),
  ...['Xiùlán', 'Canàriosková'].map((value) => ({ field: 'a part of a name', value })),
  ...Object.entries(SIGNED_IN).map(([field, value]) => ({ field: `signed in ${field}`, value })),
];

/** What residents, and the operator about them, tell in which request, and the canary that stands for it. */
export const TOLD: Readonly<Record<string, string>> = {
  'createResident name': ADDED.name,
  'createResident bank_account': ADDED.bank_account,
  'createResident phone_number': ADDED.phone_number,
  'lookUpPayee phone': ADDED.phone_number,
  'enrolDevice name': SIGNED_IN.device_name,
  'linkBankAccount account_number': SIGNED_IN.bank_account,
  'createTransfer message': ADDED.message,
  'createMoneyRequest message': ADDED.request_message,
};

/** Fields that tell nothing of anybody, and why. */
const TELL_NOTHING: Readonly<Record<string, string>> = {
  pin: 'kept as a hash with a pepper, and six digits are no canary',
  current_pin: 'the same',
  bank_code: 'which bank, not whose account',
  'public_key.x': 'a key that was drawn by lot',
  'public_key.y': 'a key that was drawn by lot',
  proof: 'signed once and looked at once',
  intent: 'signed once and looked at once; what it repeats of the request is told there',
  refresh_token: 'drawn by lot, kept as a hash',
  state: 'drawn by lot, kept as a hash',
  code: 'drawn by lot by the identity provider',
  text: 'what a shop shows',
  staff: 'who reads is staff',
  case_reference: 'the number of a case of the staff',
};

/** Of fields, each `operation field`, those of which it is not known what they tell of a person. */
export function unheardOf(fields: readonly string[]): string[] {
  return fields.filter((name) => !(name in TOLD) && !((name.split(' ')[1] ?? '') in TELL_NOTHING));
}
