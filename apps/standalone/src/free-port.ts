import { createServer } from 'node:net';

/** @throws Error in a sentence where something else listens there, before anything has been started in vain. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        new Error(
          inUse
            ? `port ${port} is in use. Stop what uses it, or choose another: PORT=3001 npm start`
            : `cannot listen on ${host}:${port} (${error.code ?? error.message})`,
        ),
      );
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve();
      });
    });
  });
}
