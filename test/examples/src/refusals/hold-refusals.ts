import { isDeepStrictEqual } from 'node:util';
import type { LeftOut } from './left-out.ts';
import type { MetRefusal } from './refusal.ts';

/** The parts of a description that tell of refusals. */
export interface DescribedRefusals {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly examples?: Readonly<Record<string, { readonly value: unknown }>> };
}

interface DescribedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

interface Media {
  readonly schema: {
    readonly allOf?: readonly {
      readonly properties?: { readonly code?: { readonly enum?: readonly string[] } };
    }[];
  };
  readonly examples?: Readonly<Record<string, { readonly $ref?: string }>>;
}

/** One code at one operation. */
interface Place {
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  /** Undefined when it is described and no example shows it. */
  readonly example: string | undefined;
}

export interface HeldRefusals {
  /** How many examples of refusals somebody was given. */
  readonly performed: number;
  readonly complaints: readonly string[];
}

/**
 * Holds every example of a refusal in the description against what people were told: one of the operations that show it
 * has to have said just that. What is described and shown nowhere has to be left out on purpose.
 */
export function holdRefusals(
  description: DescribedRefusals,
  met: readonly MetRefusal[],
  leftOut: Readonly<Record<string, LeftOut>>,
): HeldRefusals {
  const places = placesOf(description);
  const examples = Object.entries(description.components.examples ?? {});
  return {
    performed: examples.length,
    complaints: [
      ...examples.flatMap(([name, { value }]) =>
        complaintsAbout(
          name,
          value,
          met,
          places.filter(({ example }) => example === name),
        ),
      ),
      ...unshown(places, leftOut),
    ],
  };
}

function complaintsAbout(
  name: string,
  value: unknown,
  met: readonly MetRefusal[],
  places: readonly Place[],
): string[] {
  const told = met.filter((one) =>
    places.some(
      ({ operation, status, code }) =>
        one.operation === operation && one.status === status && one.code === code,
    ),
  );
  if (told.length === 0) return [`the example ${name}: no story is refused so`];
  if (told.some(({ answer }) => isDeepStrictEqual(answer, value))) return [];
  return [`the example ${name} differs from what was said: ${JSON.stringify(told[0]?.answer)}`];
}

function unshown(places: readonly Place[], leftOut: Readonly<Record<string, LeftOut>>): string[] {
  const without = new Set(
    places
      .filter(({ example }) => example === undefined)
      .map(({ operation, code }) => `${operation} ${code}`),
  );
  const allowed = new Set(
    Object.entries(leftOut).flatMap(([code, { operations }]) => operations.map((one) => `${one} ${code}`)),
  );
  return [
    ...[...without].filter((one) => !allowed.has(one)).map((one) => `no story is refused so: ${one}`),
    ...[...allowed].filter((one) => !without.has(one)).map((one) => `left out without need: ${one}`),
  ];
}

function placesOf({ paths }: DescribedRefusals): Place[] {
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap(({ operationId: operation, responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        refusalsIn(content['application/problem+json']).map((one) => ({
          ...one,
          operation,
          status: Number(status),
        })),
      ),
    );
}

function refusalsIn(media: Media | undefined): Pick<Place, 'code' | 'example'>[] {
  const { schema = {}, examples = {} } = media ?? {};
  const described = (schema.allOf ?? []).flatMap(({ properties }) => properties?.code?.enum ?? []);
  return [...new Set([...described, ...Object.keys(examples)])].map((code) => ({
    code,
    example: examples[code]?.$ref?.split('/').at(-1),
  }));
}
