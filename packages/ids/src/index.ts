export { canonicalJson, type JsonValue } from './canonical-json.ts';
export { commandId, fingerprintOf } from './command-id.ts';
export { formatPublicId, type PublicIdPrefix, parsePublicId, publicIdEnd } from './public-id.ts';
export { checkSecretToken, hashSecretToken, newSecretToken, type SecretTokenPrefix } from './secret-token.ts';
export { isUuid, newUuid, type Uuid } from './uuid.ts';
