import type { Route } from '../http/route.ts';
import type { RecordedExample } from './recorded-examples.ts';

/** How to send a recorded request with curl: what readers of descriptions know as `x-codeSamples`. */
interface CodeSample {
  readonly lang: 'Shell';
  /** The name of the example. */
  readonly label: string;
  readonly source: string;
}

/** A body that is longer is printed over several lines. */
const MAX_LINE = 90;

export function codeSamples(
  route: Route,
  recorded: readonly RecordedExample[],
): { readonly 'x-codeSamples'?: readonly CodeSample[] } {
  if (recorded.length === 0) return {};
  const samples = recorded.map((example) => ({
    lang: 'Shell' as const,
    label: example.name,
    source: curl(route, example),
  }));
  return { 'x-codeSamples': samples };
}

function curl(route: Route, example: RecordedExample): string {
  const { body } = example;
  const method = route.method.toUpperCase();
  const implied = body === undefined ? 'GET' : 'POST';
  const parts = [
    `curl ${method === implied ? '' : `-X ${method} `}"$API${pathOf(route, example)}"`,
    ...headersOf(route, example).map((header) => `-H "${header}"`),
    ...(body === undefined ? [] : [`--json '${jsonOf(body).replaceAll("'", `'\\''`)}'`]),
  ];
  return parts.join(' \\\n  ');
}

function pathOf({ path }: Route, { id = '', query = {} }: RecordedExample): string {
  const text = new URLSearchParams(query).toString();
  return `${path.replace(':id', id)}${text === '' ? '' : `?${text}`}`;
}

const SIGNED = ['webhook-id: $ID', 'webhook-timestamp: $SECONDS', 'webhook-signature: v1,$SIGNATURE'];

function headersOf({ idempotency }: Route, { caller, proof }: RecordedExample): string[] {
  const key = idempotency === 'required' ? ['Idempotency-Key: $KEY'] : [];
  if (caller === 'bankSignature') return [...SIGNED, ...key];
  if (caller === 'residentDevice') return ['Authorization: DPoP $TOKEN', 'DPoP: $PROOF', ...key];
  if (proof === true) return ['DPoP: $PROOF', ...key];
  return caller === undefined ? key : ['Authorization: Bearer $TOKEN', ...key];
}

function jsonOf(body: unknown): string {
  const line = JSON.stringify(body);
  return line.length <= MAX_LINE ? line : JSON.stringify(body, null, 2);
}
