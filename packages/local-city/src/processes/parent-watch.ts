/**
 * Loaded before a service by `node --import`. The channel to the launcher breaks when the launcher dies, by
 * whatever signal; then the service is told to stop as if by the launcher, and is cut off when it does not.
 */
const STOP_TIMEOUT_MS = 10_000;

process.once('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), STOP_TIMEOUT_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
// a listener keeps the channel, and so the service, alive; the service decides that itself
process.channel?.unref();
