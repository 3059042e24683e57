/** An answer over HTTP, as text: what answers may be no Tamsui at all. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** What its clock said; undefined when it does not say. */
  readonly date: Date | undefined;
}

const TIMEOUT_MS = 5_000;
/** Whatever is longer was not asked for. */
const MAX_TEXT = 100_000;

/** Asks without any key. @throws Error when there is no answer within five seconds */
export async function ask(url: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const text = (await response.text()).slice(0, MAX_TEXT);
  const date = Date.parse(response.headers.get('date') ?? '');
  return { status: response.status, text, date: Number.isNaN(date) ? undefined : new Date(date) };
}

/** The members of a JSON object; undefined for any other text. */
export function membersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
