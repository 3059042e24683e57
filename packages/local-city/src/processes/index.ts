export { type DeadMansHandleOptions, holdDeadMansHandle } from './dead-mans-handle.ts';
export { anyFreePort } from './free-port.ts';
export { type NodeProgram, startNodeProgram } from './node-program.ts';
export { isAlive } from './process-facts.ts';
export type { Running } from './running.ts';
export { waitUntil } from './wait-until.ts';
