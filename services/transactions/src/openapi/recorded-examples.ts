import recorded from './generated/recorded-examples.json' with { type: 'json' };

/** A request that was made and answered, in a city of its own: `npm run examples` writes it down. */
export interface RecordedExample {
  /** The same in the body, the parameters and the answer that belong together. */
  readonly name: string;
  /** The security scheme that let the caller in; undefined where anybody may call. */
  readonly caller?: string;
  /** True when the request carried a proof of its key (RFC 9449) and no token. */
  readonly proof?: boolean;
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** The media type of the answer; undefined when it says nothing. */
  readonly type?: string;
  /** Of a file how it begins, of a stream one message. */
  readonly answer?: unknown;
}

/** A refusal that was met in that city. */
export interface RecordedRefusal {
  /** Where it was met like this. */
  readonly operations: readonly string[];
  readonly status: number;
  /** The problem document. */
  readonly answer: Readonly<Record<string, unknown>>;
}

interface Recorded {
  readonly operations: Readonly<Record<string, readonly Omit<RecordedExample, 'name'>[]>>;
  readonly webhooks: Readonly<Record<string, unknown>>;
  readonly refusals: Readonly<Record<string, readonly RecordedRefusal[]>>;
}

// The test of examples holds each of them against the schemas.
const { operations, webhooks, refusals } = recorded as unknown as Recorded;

/** What was recorded of an operation: none when it is newer than the recording. */
export function recordedExamples(operation: string): RecordedExample[] {
  const names = new Map<string, number>();
  return (operations[operation] ?? []).map((example) => {
    const count = (names.get(String(example.status)) ?? 0) + 1;
    names.set(String(example.status), count);
    return { ...example, name: `answered_${example.status}${count === 1 ? '' : `_${count}`}` };
  });
}

/** The ways in which somebody was refused with this code. */
export function recordedRefusals(code: string): readonly RecordedRefusal[] {
  return refusals[code] ?? [];
}

/** What an endpoint was sent when it was told of such an event. */
export function recordedMessage(type: string): unknown {
  return webhooks[type];
}
