/** How a person shows who they are, and what that is worth: the `acr` of the ID token. */
export const ASSURANCES = ['general', 'gold'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** Somebody who can sign in here. */
export interface Person {
  /** What the sign-in form and tests call them. */
  readonly key: string;
  readonly name: string;
  /** In the shape of a national id, with a second digit that is never issued: it is nobody's. */
  readonly subject: string;
  /** The most they can prove: `gold` has an identity card with a chip, `general` a confirmed telephone number. */
  readonly assurance: Assurance;
}

/** The residents that the sign-in page shows. */
export const PEOPLE: readonly Person[] = [
  { key: 'mei', name: 'Lin Mei', subject: 'A000000001', assurance: 'gold' },
  { key: 'hao', name: 'Chen Hao', subject: 'B000000002', assurance: 'gold' },
  { key: 'ting', name: '王小婷', subject: 'C000000003', assurance: 'gold' },
  { key: 'jun', name: 'Lee Jun', subject: 'D000000004', assurance: 'gold' },
  { key: 'yun', name: 'Huang Yun', subject: 'E000000005', assurance: 'general' },
  { key: 'an', name: 'An Nguyen', subject: 'F000000006', assurance: 'general' },
];

const GUEST = /^guest-([1-9][0-9]{0,6})$/;
const GUEST_SUBJECT = /^G00*([1-9][0-9]{0,6})$/;
const SUBJECT_DIGITS = 8;

/** One of the people, or `guest-1` to `guest-9999999` for tests that need many. */
export function findPerson(key: string): Person | undefined {
  return PEOPLE.find((person) => person.key === key) ?? guestOf(key);
}

export function findPersonBySubject(subject: string): Person | undefined {
  const known = PEOPLE.find((person) => person.subject === subject);
  return known ?? guestOf(`guest-${GUEST_SUBJECT.exec(subject)?.[1]}`);
}

function guestOf(key: string): Person | undefined {
  const number = GUEST.exec(key)?.[1];
  if (number === undefined) return undefined;
  const subject = `G0${number.padStart(SUBJECT_DIGITS, '0')}`;
  return { key, name: `Guest ${number}`, subject, assurance: 'gold' };
}

export function canProve(person: Person, assurance: Assurance): boolean {
  return ASSURANCES.indexOf(person.assurance) >= ASSURANCES.indexOf(assurance);
}
