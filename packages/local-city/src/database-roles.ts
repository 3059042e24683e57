import { canNameRoles, passwordVariable, ROLES, type Role, roleName } from '@tamsui/db/rights';
import pg from 'pg';
import type { ServiceWithDatabase } from './city-plan.ts';
import type { CitySecrets } from './secrets.ts';

/** Whether each service can have a role of its own: not with a user that may create none. */
export async function mayCreateRoles(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ may: boolean; name: string }>(
      `select rolsuper or rolcreaterole as may, current_database() as name
      from pg_roles where rolname = current_user`,
    );
    return rows[0]?.may === true && canNameRoles(rows[0].name);
  } finally {
    await client.end();
  }
}

function passwordsOf(secrets: CitySecrets): Readonly<Record<Role, string>> {
  return {
    ledger: secrets.ledgerDatabasePassword,
    transactions: secrets.transactionsDatabasePassword,
    settlement: secrets.settlementDatabasePassword,
    sandbox_bank: secrets.sandboxBankDatabasePassword,
    notary: secrets.notaryDatabasePassword,
    auditor: secrets.auditorDatabasePassword,
  };
}

/** What the migrator needs in its environment to make the roles. */
export function rolePasswordVariables(secrets: CitySecrets): Readonly<Record<string, string>> {
  const passwords = passwordsOf(secrets);
  return Object.fromEntries(ROLES.map((role) => [passwordVariable(role), passwords[role]]));
}

export interface RoleUrls {
  readonly services: Readonly<Record<ServiceWithDatabase, string>>;
  readonly auditor: string;
}

/** The same database as each role reaches it. */
export function planRoleUrls(databaseUrl: string, secrets: CitySecrets): RoleUrls {
  const passwords = passwordsOf(secrets);
  const urlOf = (role: Role): string => {
    const url = new URL(databaseUrl);
    url.username = roleName(decodeURIComponent(url.pathname.slice(1)), role);
    url.password = passwords[role];
    return url.toString();
  };
  const services = {
    ledger: urlOf('ledger'),
    transactions: urlOf('transactions'),
    settlement: urlOf('settlement'),
    'sandbox-bank': urlOf('sandbox_bank'),
    notary: urlOf('notary'),
  };
  return { services, auditor: urlOf('auditor') };
}
