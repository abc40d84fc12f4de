import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';
import type { Platform } from './platform.js';
import type { Program } from './program.js';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers `GET /metrics`, and nothing else, on a port of its own: figures are for those who run the program, and are on no
 * address that people reach. It asks nobody who they are, so it listens to this machine alone unless told otherwise.
 */
export async function serveMetrics(metrics: Metrics, port: number, host: string): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Serves a program's figures where its environment names a port for them. */
export async function offerMetrics({ configuration, logger, shutdown }: Program, { metrics }: Pick<Platform, 'metrics'>): Promise<void> {
  const { metricsPort, metricsHost } = configuration;
  if (metricsPort === undefined) return;
  const server = await serveMetrics(metrics, metricsPort, metricsHost);
  shutdown.add('the metrics', () => server.close());
  logger.info(`Metrics are at http://${metricsHost}:${server.port}/metrics`);
}
