import type { Budget } from './budgets.ts';
import type { LedgerResult } from './ledger.ts';

/** The result for a reader: budgets first, then everything that was measured. */
export function tableOf(result: LedgerResult): string {
  const measured = result.measured.map((row) => [
    row.name,
    `${row.perSecond}/s`,
    row.ratioToCopy.toFixed(2),
    String(Math.round(row.nodeCpuMsPerThousand)),
    row.postgresCpuMsPerThousand === null ? '' : String(Math.round(row.postgresCpuMsPerThousand)),
    String(row.bytesPerPayment),
  ]);
  const heads = ['measured', 'rate', 'of COPY', 'Node CPU ms/1,000', 'PostgreSQL CPU ms/1,000', 'bytes each'];
  return [
    budgetsTable(result.budgets),
    aligned([heads, ...measured]),
    `Peak memory of the bench process: ${result.peakRssMib} MiB`,
    ...memoryLine(result.memory),
  ].join('\n\n');
}

function memoryLine(memory: LedgerResult['memory']): string[] {
  if (memory === null) return [];
  const { accountsOnDisk, payments, perSecond, rssMib } = memory;
  const over = `${payments} payments all over ${accountsOnDisk} accounts, ${perSecond}/s`;
  return [`Memory of the ledger's process over ${over}, in MiB: ${rssMib.join(', ')}`];
}

/** Each promise, with what became of it. */
export function budgetsTable(budgets: readonly Budget[]): string {
  const rows = budgets.map(({ name, value, limit, holds }) => [
    name,
    value === null ? 'not measured' : String(value),
    limit,
    holds === null ? '' : holds ? 'holds' : 'MISSED',
  ]);
  return aligned([['budget', 'value', 'promise', ''], ...rows]);
}

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
