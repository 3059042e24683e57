import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

const FILE = `${
  process.env.TAMSUI_ISO_SCHEMAS ??
  fileURLToPath(new URL('../../../../../shared/schemas/iso20022', import.meta.url))
}/camt.053.001.08.xsd`;

/** True when the schema of ISO 20022 is on this machine; it is reference data and not part of the project. */
export const hasCamt053Schema = existsSync(FILE);

/** @throws the validator's error when the document is not valid */
export function validateCamt053(xml: string): void {
  const schema = XmlDocument.fromBuffer(readFileSync(FILE));
  const validator = XsdValidator.fromDoc(schema);
  const document = XmlDocument.fromString(xml);
  try {
    validator.validate(document);
  } finally {
    document.dispose();
    validator.dispose();
    schema.dispose();
  }
}
