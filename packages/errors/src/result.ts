/** An expected no. `code` is one of a closed union per feature; the other fields are facts a caller can act on. */
export type Refusal<Code extends string = string> = { readonly code: Code } & Readonly<
  Record<string, unknown>
>;

/** What a use case returns when it may be refused. Refusals are values, never thrown. */
export type Result<Value, No extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: No };

/** Wraps the value of a use case that succeeded. */
export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Builds a refusal from its code and the facts that explain it. */
export function refuse<Code extends string, Facts extends Record<string, unknown> = Record<never, never>>(
  code: Code,
  facts?: Facts,
): { readonly ok: false; readonly refusal: { readonly code: Code } & Facts } {
  return { ok: false, refusal: { code, ...(facts ?? ({} as Facts)) } };
}
