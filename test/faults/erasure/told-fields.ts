import {
  type Description,
  named,
  type Operation,
  operationsOf,
  type Schema,
} from '../../fuzz/src/description.ts';

/** Who may ask what tells something of residents: they themselves, whoever signs in, and the operator. */
const ABOUT_RESIDENTS = new Set(['residentDevice', 'residentSandbox', 'signIn', 'operator']);
/** A merchant is a business, as the export of a resident's data says. */
const ABOUT_BUSINESSES = /^\/v1\/(merchants|merchant-applications?|stores|bank-webhooks|cashier)/;
/** Ids of ours, and amounts. */
const NO_WORDS = /^\^([a-z]{3}_\[|\(\?:0\|\[1-9\])/;

/** Every text that a request may tell of a resident, as `operation field`; no ids, amounts, instants or words of a list. */
export function toldFields(description: Description): string[] {
  return operationsOf(description)
    .filter(isAboutResidents)
    .flatMap(({ id, body }) =>
      body === undefined ? [] : textsIn(description, body, '').map((field) => `${id} ${field}`),
    );
}

function isAboutResidents({ schemes, path }: Operation): boolean {
  if (ABOUT_BUSINESSES.test(path)) return false;
  return schemes.length === 0 || schemes.some((scheme) => ABOUT_RESIDENTS.has(scheme));
}

function textsIn(description: Description, schema: Schema, place: string): string[] {
  if (schema.$ref !== undefined)
    return textsIn(description, named(description.components.schemas, schema.$ref), place);
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const inside = parts.flatMap((part) => textsIn(description, part, place));
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, member]) =>
    textsIn(description, member, place === '' ? name : `${place}.${name}`),
  );
  const items = schema.items === undefined ? [] : textsIn(description, schema.items, place);
  return [...(isFreeText(schema) ? [place] : []), ...inside, ...members, ...items];
}

function isFreeText({ type, format, pattern = '', ...schema }: Schema): boolean {
  const isText = [type].flat().includes('string');
  const isOneOf = schema.enum !== undefined || schema.const !== undefined;
  return isText && !isOneOf && !/^date/.test(format ?? '') && !NO_WORDS.test(pattern);
}
