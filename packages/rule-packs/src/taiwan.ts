import pack from '../packs/taiwan.json' with { type: 'json' };
import { type RulePack, rulePackSchema } from './rule-pack.ts';

/** Limits of Taiwan, as they come along. */
export const TAIWAN: RulePack = rulePackSchema.parse(pack);
