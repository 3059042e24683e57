/** How long something has to be kept after a wallet was closed, and who says so. */
export interface RetentionRule {
  readonly keeps: 'identity' | 'transaction_records';
  readonly years: number;
  /** From when the years count. */
  readonly after: 'relationship_ended' | 'transaction_completed';
  readonly law: string;
  readonly source: string;
}

/**
 * Taiwan. The Act Governing Electronic Payment Institutions (電子支付機構管理條例) asks in Articles 25 and 26 to keep what
 * was gathered to identify a user for five years after the business relationship, and records of transactions,
 * unfinished ones included, for five years after they came to their end. The Personal Data Protection Act
 * (個人資料保護法) asks in Article 11(3) to erase what is not needed any more, which is then everything.
 */
export const RETENTION: readonly RetentionRule[] = [
  {
    keeps: 'identity',
    years: 5,
    after: 'relationship_ended',
    law: 'Act Governing Electronic Payment Institutions, Art. 25',
    source: 'https://law.moj.gov.tw/LawClass/LawSingleRela.aspx?PCODE=G0380237&FLNO=50&ty=L',
  },
  {
    keeps: 'transaction_records',
    years: 5,
    after: 'transaction_completed',
    law: 'Act Governing Electronic Payment Institutions, Art. 26',
    source: 'https://law.moj.gov.tw/LawClass/LawSingleRela.aspx?PCODE=G0380237&FLNO=50&ty=L',
  },
];

const MONTHS_A_YEAR = 12;

/**
 * When a person can be erased whose wallet was closed at an instant. No transaction ends later than that, so the
 * longest of the rules decides about everything, and there is one key to destroy.
 */
export function eraseAfter(closedAt: Date, rules: readonly RetentionRule[] = RETENTION): Date {
  return addMonths(closedAt, longestYears(rules) * MONTHS_A_YEAR);
}

/** The same the other way round: whoever closed by then can be erased now. */
export function closedBefore(now: Date, rules: readonly RetentionRule[] = RETENTION): Date {
  return addMonths(now, -longestYears(rules) * MONTHS_A_YEAR);
}

function longestYears(rules: readonly RetentionRule[]): number {
  return Math.max(...rules.map(({ years }) => years));
}

/** Calendar months in UTC; the 29th of February becomes the 1st of March of a year that has none: never too early. */
function addMonths(instant: Date, months: number): Date {
  const moved = new Date(instant);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved;
}
