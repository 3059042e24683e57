import { createEcho } from './app.ts';

/** The yardstick as a process: listens on PORT of 127.0.0.1 until it is told to stop. */
const server = createEcho().listen(Number(process.env.PORT), '127.0.0.1');
// No connection of the bench is closed while it is in use.
server.keepAliveTimeout = 65_000;
