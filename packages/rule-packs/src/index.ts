export { commandsOfPack, type RulePack, rulePackSchema } from './rule-pack.ts';
export { type PolicySet, setPolicies } from './set-policies.ts';
export { TAIWAN } from './taiwan.ts';
