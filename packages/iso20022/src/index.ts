export {
  type Camt053Code,
  type Camt053Refusal,
  type CamtBatch,
  type CamtEntry,
  type CamtStatement,
  type CamtTransaction,
  MAX_ENTRY_TRANSACTIONS,
  MAX_STATEMENT_ENTRIES,
} from './camt053.ts';
export { readCamt053 } from './camt053-reader.ts';
export { fitMax140Text, isReference, MAX_NAME_CODE_POINTS } from './message-text.ts';
export {
  MAX_TRANSFERS_PER_FILE,
  PAIN_001_NAMESPACE,
  type Pain001Initiation,
  type Pain001Party,
  type Pain001Transfer,
} from './pain001.ts';
export { writePain001 } from './pain001-writer.ts';
export { MAX_XML_BYTES, MAX_XML_DEPTH } from './xml-guard.ts';
