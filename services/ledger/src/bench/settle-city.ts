import { type Command, MAX_LEGS } from '@tamsui/book';
import type { BookWriter } from '../books/book-writer.ts';
import { fund, openBank, openWallet } from './payment-commands.ts';
import { submitAll } from './submit-all.ts';

const GROUP_SIZE = 1_000;
const CALLERS = 2;

export interface BenchCity {
  readonly wallets: readonly string[];
  /** How many entries the opening took. */
  readonly entries: number;
}

/** Opens a bank and wallets, and puts money into each. The bank's number is 1, the wallets' follow. */
export async function settleCity(writer: BookWriter, walletCount: number): Promise<BenchCity> {
  const bank = openBank();
  const opened = Array.from({ length: walletCount }, openWallet);
  const wallets = opened.map(({ account }) => account);
  await writer.submit([bank]);
  await submitInGroups(writer, opened);
  const funding: Command[] = [];
  for (let start = 0; start < wallets.length; start += MAX_LEGS) {
    funding.push(fund(bank.account, wallets.slice(start, start + MAX_LEGS)));
  }
  await submitInGroups(writer, funding);
  return { wallets, entries: 1 + opened.length + funding.length };
}

async function submitInGroups(writer: BookWriter, commands: readonly Command[]): Promise<void> {
  await submitAll(writer, inGroups(commands, GROUP_SIZE), CALLERS);
}

export function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  const groups: Item[][] = [];
  for (let start = 0; start < items.length; start += size) groups.push(items.slice(start, start + size));
  return groups;
}
