export { commandId, fingerprintOf } from './command-id.ts';
export { isUuid, newUuid, type Uuid } from './uuid.ts';
export { canonicalJson, type JsonValue } from './canonical-json.ts';
export { formatPublicId, parsePublicId, type PublicIdPrefix } from './public-id.ts';
export { checkSecretToken, hashSecretToken, newSecretToken, type SecretTokenPrefix } from './secret-token.ts';
