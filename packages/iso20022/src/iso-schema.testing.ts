import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/** Where the schemas published by ISO 20022 lie: beside the repository, or where TAMSUI_ISO_SCHEMAS says. */
const FOLDER =
  process.env.TAMSUI_ISO_SCHEMAS ??
  fileURLToPath(new URL('../../../../shared/schemas/iso20022', import.meta.url));

/** True when the schema files are on this machine. They are reference data and not part of the project. */
export const hasIsoSchemas = existsSync(`${FOLDER}/pain.001.001.09.xsd`);

/** Validates a document against the official schema. @throws the validator's error, which names the line */
export function validateAgainstIsoSchema(xml: string, schemaName: string): void {
  const schema = XmlDocument.fromBuffer(readFileSync(`${FOLDER}/${schemaName}.xsd`));
  const document = XmlDocument.fromString(xml);
  const validator = XsdValidator.fromDoc(schema);
  try {
    validator.validate(document);
  } finally {
    validator.dispose();
    document.dispose();
    schema.dispose();
  }
}
