import type { Finding } from './findings.ts';
import type { Progress, Verdict } from './verify-journal.ts';

interface About {
  readonly book: string;
  readonly seconds: number;
}

const whole = new Intl.NumberFormat('en');

export function printVerdict(
  verdict: Verdict,
  { book, seconds, print }: About & { print(line: string): void },
): void {
  const { batches, entries, postings, heads, findings, findingCount } = verdict;
  const speed = whole.format(Math.round(entries / seconds));
  print(
    `Book ${book}: ${whole.format(entries)} entries and ${whole.format(postings)} postings in ` +
      `${whole.format(batches)} batches, ${whole.format(heads)} signed heads; ` +
      `${seconds.toFixed(1)} s, ${speed} entries/s`,
  );
  if (heads === 0) print('No head was signed: a journal that was rewritten as a whole would not be noticed.');
  for (const finding of findings) print(lineOf(finding));
  if (findingCount > findings.length) print(`... and ${whole.format(findingCount - findings.length)} more`);
  print(findingCount === 0 ? 'Everything holds.' : `${whole.format(findingCount)} things do not hold.`);
}

function lineOf({ batch, check, message }: Finding): string {
  return `${batch === null ? 'no batch' : `batch ${batch}`} · ${check}: ${message}`;
}

export function verdictToJson(verdict: Verdict, { book, seconds }: About): string {
  return JSON.stringify({
    holds: verdict.findingCount === 0,
    book,
    seconds: Math.round(seconds * 1000) / 1000,
    batches: verdict.batches,
    entries: verdict.entries,
    postings: verdict.postings,
    heads: verdict.heads,
    finding_count: verdict.findingCount,
    findings: verdict.findings.map(({ batch, check, message }) => ({
      batch: batch === null ? null : batch.toString(),
      check,
      message,
    })),
  });
}

const SHOW_EVERY_MS = 500;

/** One line that is written over, on a terminal only. */
export function createProgressLine(stream: NodeJS.WriteStream) {
  let shownAtMs = performance.now();
  return {
    show: ({ batches, entries }: Progress): void => {
      if (!stream.isTTY || performance.now() - shownAtMs < SHOW_EVERY_MS) return;
      shownAtMs = performance.now();
      stream.write(`\r${whole.format(entries)} entries in ${whole.format(batches)} batches `);
    },
    end: (): void => {
      if (stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
