import { outcomeTable } from '../simulation/outcome-table.ts';

/** The chapters of the description, in their order, each with a sentence on what is in it. */
const DESCRIPTIONS = {
  'Sign-in and devices':
    'Who somebody is, through the identity provider of the city, and the phones that act for them.',
  PIN: 'The six digits that a resident is asked for.',
  Residents: 'People with a wallet.',
  Wallets: 'What is in a wallet, what happened to it, and what it may do.',
  'Payment codes': 'What a phone shows to a till.',
  'Shop codes': 'What a shop shows to a phone.',
  Payments: 'Money that goes from a wallet to a merchant.',
  'Payment confirmations': 'A payment above a threshold that waits for a yes on the phone.',
  Captures: 'Taking what was set aside, in parts or not at all.',
  Cancellations: 'Undoing a sale whose answer got lost.',
  Refunds: 'Money of a payment that goes back.',
  'Top-ups': 'Money that comes into a wallet from a bank account.',
  Transfers: 'Money from one resident to another.',
  'Money requests': 'Asking other residents for money, and splitting a bill.',
  'Data rights': 'What is kept about you and who has read it, a copy of it, and the end of the wallet.',
  Events: 'What happened, as a list and as it happens.',
  Webhooks: 'Being told what happens, at an address of your own.',
  'Becoming a merchant': 'Applying, and going live.',
  'Reviewing applications': 'What the operator makes of an application.',
  Merchants: 'Who is paid, as the operator sees it.',
  'Your business': 'What a merchant sees of itself.',
  'Stores and tills': 'Where merchants are paid.',
  Cashiers: 'The people at the tills, and what each may do.',
  'At the till': 'What a cashier does for themselves.',
  'API keys': 'What lets the servers and tills of merchants in.',
  Bank: 'What the bank tells by itself.',
  Sandbox: aboutSandbox(),
  About: 'The API itself.',
} as const;

/** Said by the very table that a test plays. */
function aboutSandbox(): string {
  return `What is there only where no money is real.

Each merchant has simulated residents of its own, whichever of its keys asks. They join when they are first asked for, and their money comes from the
sandbox's bank as everybody's does. Have one show a code (\`showSimulatedPaymentCode\`), charge it (\`createPayment\`), and hear:

${outcomeTable()}

The amounts of what is made up go wrong wherever an \`Idempotency-Key\` is required; such a problem says \`simulated\`.
\`without_money\` has nothing at the bank, either: top-ups of that wallet fail with \`insufficient_funds\`.`;
}

/** A chapter. A route in another one does not compile. */
export type Tag = keyof typeof DESCRIPTIONS;

/** The tags that are in use, in the order of the chapters. */
export function describeTags(
  used: ReadonlySet<Tag>,
): { readonly name: string; readonly description: string }[] {
  return Object.entries(DESCRIPTIONS)
    .filter(([name]) => used.has(name as Tag))
    .map(([name, description]) => ({ name, description }));
}
