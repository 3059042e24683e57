import pg from 'pg';

/** What the bench reads of the database: never what it is told by who is measured. */
export interface Journal {
  /** Ids in the ledger: of the account at the bank, and of every wallet. */
  accounts(): Promise<{ readonly bank: string; readonly wallets: readonly string[] }>;
  /** What the journal says was paid. */
  paid(): Promise<Paid>;
  /** How many entries of the journal the lists of the API do not show yet. */
  entriesBehind(): Promise<number>;
  /** Of the server, when it runs on this machine: a process of its own for this connection. */
  readonly backendPid: number;
  readonly version: string;
  close(): Promise<void>;
}

export interface Paid {
  readonly payments: number;
  readonly orders: number;
  readonly amountMinor: bigint;
  /** Of the API's lists. */
  readonly listed: number;
}

export async function openJournal(databaseUrl: string): Promise<Journal> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const rowOf = async (sql: string): Promise<Record<string, string>> =>
    (await client.query<Record<string, string>>(sql)).rows[0] ?? {};
  const { pid, version } = await rowOf(
    `select pg_backend_pid()::text as pid, current_setting('server_version') as version`,
  );
  return {
    backendPid: Number(pid),
    version: version ?? 'unknown',
    accounts: async () => {
      const { bank = '' } = await rowOf(`select id as bank from book_main.accounts where kind = 'asset'`);
      const { rows } = await client.query<{ account: string }>('select account from transactions.wallets');
      return { bank, wallets: rows.map(({ account }) => account) };
    },
    paid: async () => {
      const row = await rowOf(
        `select count(*)::text as payments, count(distinct entry.reference->>'order')::text as orders,
                coalesce(sum(posting.amount), 0)::text as amount,
                (select count(*) from transactions.payments)::text as listed
           from book_main.entries entry
           join book_main.postings posting using (batch, index)
          where entry.purpose = 'payment' and entry.refusal is null`,
      );
      return {
        payments: Number(row.payments),
        orders: Number(row.orders),
        amountMinor: BigInt(row.amount ?? 0),
        listed: Number(row.listed),
      };
    },
    entriesBehind: async () => {
      const { behind } = await rowOf(
        `select count(*)::text as behind from book_main.entries entry, transactions.feed_positions feed
          where feed.name = 'payments' and (entry.batch, entry.index) > (feed.batch, feed.index::smallint)`,
      );
      return Number(behind);
    },
    close: () => client.end(),
  };
}
