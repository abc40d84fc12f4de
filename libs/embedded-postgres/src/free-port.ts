import { createServer, type AddressInfo } from 'node:net';

/** A loopback port that nobody listens on at this moment: the wanted one if it is free. */
export async function freePort(wanted = 0): Promise<number> {
  return (await bind(wanted)) ?? (await bind(0)) ?? Promise.reject(new Error('No loopback port can be opened'));
}

function bind(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(undefined);
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const { port: given } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(given);
      });
    });
  });
}
