import { nameOfRef, type Schema } from './described.ts';
import { type Content, type Html, html } from './html.ts';
import { phrase } from './prose.ts';

/** What a schema says, as nested lists: its fields, or the forms it may have. Named schemas are linked to. */
export function schemaList(schema: Schema): Html {
  const inner = innerOf(schema);
  if (inner !== undefined) return inner;
  return html`<p>${typeOf(schema)} ${rulesOf(schema)} ${says(schema)}</p>`;
}

export function anchorOfSchema(name: string): string {
  return `object-${name}`;
}

/** What lies within: undefined for a plain value. */
function innerOf(schema: Schema): Html | undefined {
  const { properties, items, additionalProperties } = schema;
  const forms = formsOf(schema);
  if (forms.length > 1) return html`<ul class="forms">${forms.map(formItem)}</ul>`;
  if (forms[0] !== undefined && forms[0] !== schema) return innerOf(forms[0]);
  if (properties !== undefined) return fieldList(schema);
  if (items !== undefined) return innerOf(items);
  if (typeof additionalProperties === 'object') return innerOf(additionalProperties);
  return undefined;
}

/** The forms it may have, null left out: that is said beside its type. */
function formsOf({ oneOf, anyOf, allOf }: Schema): readonly Schema[] {
  return (oneOf ?? anyOf ?? allOf ?? []).filter(({ type }) => type !== 'null');
}

function fieldList({ properties = {}, required = [] }: Schema): Html {
  const fields = Object.entries(properties).map(([name, field]) =>
    fieldItem(name, field, required.includes(name)),
  );
  return html`<ul class="fields">${fields}</ul>`;
}

/** One field, or one parameter. */
export function fieldItem(name: string, field: Schema, isRequired: boolean): Html {
  const need = isRequired ? null : html`<span class="optional">optional</span>`;
  return html`<li><code class="name">${name}</code> ${typeOf(field)} ${need} ${rulesOf(field)} ${says(field)}${innerOf(field) ?? null}</li>`;
}

function formItem(form: Schema): Html {
  const inner = innerOf(form);
  if (inner === undefined) return html`<li>${typeOf(form)} ${rulesOf(form)} ${says(form)}</li>`;
  return html`<li><details><summary>${titleOf(form)}</summary>${says(form)}${inner}</details></li>`;
}

/** What tells this form from the others: the fields that have just one value in it. */
function titleOf({ properties = {}, type }: Schema): Content {
  const fixed = Object.entries(properties).filter(([, field]) => field.const !== undefined);
  if (fixed.length > 0) {
    return fixed.map(([name, field]) => html`<code>${name}: ${JSON.stringify(field.const)}</code> `);
  }
  const names = Object.keys(properties);
  if (names.length > 0) return html`with ${names.slice(0, 4).join(', ')}`;
  return String(type ?? 'anything');
}

function typeOf(schema: Schema): Html {
  return html`<span class="type">${typeWords(schema)}</span>`;
}

function typeWords(schema: Schema): Content {
  const { $ref, type, items, format, additionalProperties } = schema;
  if ($ref !== undefined) {
    const name = nameOfRef($ref);
    return html`<a href="#${anchorOfSchema(name)}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`always <code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum !== undefined) return enumWords(schema.enum);
  const forms = formsOf(schema);
  if (forms.length > 0) {
    const words = forms.length === 1 && forms[0] !== undefined ? typeWords(forms[0]) : 'one of these';
    return [words, isNullable(schema) ? ' or null' : ''];
  }
  if (items !== undefined) return ['list of ', typeWords(items)];
  if (typeof additionalProperties === 'object') return ['by name: ', typeWords(additionalProperties)];
  const plain = Array.isArray(type) ? type.join(' or ') : (type ?? 'anything');
  return format === undefined ? String(plain) : `${String(plain)}, ${format}`;
}

function enumWords(values: readonly unknown[]): Content {
  return values.map((value, index) => [
    index === 0 ? '' : ' | ',
    html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`,
  ]);
}

function isNullable({ anyOf = [], oneOf = [] }: Schema): boolean {
  return [...anyOf, ...oneOf].some(({ type }) => type === 'null');
}

/** The largest number that JSON carries safely is no limit worth telling. */
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

function rulesOf(schema: Schema): Content {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, examples } = schema;
  const rules = [
    between('', minimum, maximum === NO_LIMIT ? undefined : maximum),
    between(' characters', minLength, maxLength),
    between(' items', minItems, maxItems),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
    pattern === undefined ? undefined : html`<code>${pattern}</code>`,
    examples?.[0] === undefined ? undefined : html`e. g. <code>${shown(examples[0])}</code>`,
  ].filter((rule) => rule !== undefined);
  if (rules.length === 0) return null;
  return html`<span class="rules">${rules.map((rule, index) => [index === 0 ? '' : ' · ', rule])}</span>`;
}

function between(what: string, least: number | undefined, most: number | undefined): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least ?? ''}${what}`;
  return least === undefined ? `at most ${most}${what}` : `${least} to ${most}${what}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function says({ description }: Schema): Content {
  return description === undefined ? null : html`<span class="says">${phrase(description)}</span>`;
}
