import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createApi } from '@goldenthread/api';
import { createConsole } from '@goldenthread/console';
import { answerBrokenRequest } from '@goldenthread/http';
import type { OidcClient, Platform } from '@goldenthread/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { consoleClientOf, demonstrationIssuer, demonstrationSignInPage } from './demonstration-issuer/index.js';
import { signInPeople } from './demonstration/sign-in-people.js';

export interface ServersOptions {
  readonly platform: Platform;
  /** Where browsers and scripts find both, without a path. */
  readonly publicUrl: string;
  readonly audience: string;
  /** Who vouches for people: an issuer of one's own, or the demonstration's, whose keys are kept in a file. */
  readonly issuer: { readonly address: string; readonly client: OidcClient } | { readonly keysFile: string };
}

/** The API's paths, and the issuer's beside it; all others are the console's. */
const OF_THE_API = /^\/(api|health|oidc)(\/|\?|$)/;

/** API and console, each an application of its own with its own guards, filters and parsers, behind one port. */
export class Servers {
  private readonly server: Server;

  private constructor(
    readonly api: NestFastifyApplication,
    readonly pages: NestFastifyApplication,
  ) {
    const [apiServer, pagesServer] = [api, pages].map((app) => app.getHttpAdapter().getInstance());
    this.server = createServer((request: IncomingMessage, response: ServerResponse) => {
      // Who asks one thing after another on a connection that stays open would hold it open for ever.
      if (!this.server.listening) response.setHeader('Connection', 'close');
      (OF_THE_API.test(request.url ?? '') ? apiServer : pagesServer)?.routing(request, response);
    });
    this.server.on('clientError', answerBrokenRequest);
    this.server.keepAliveTimeout = 5_000;
    this.server.requestTimeout = 30_000;
  }

  /** Everything ready, and nobody listening yet. */
  static async open({ platform, publicUrl, audience, issuer }: ServersOptions, noteRoutes?: NoteRoutes): Promise<Servers> {
    const address = 'address' in issuer ? issuer.address : `${publicUrl}/oidc`;
    const client = 'address' in issuer ? issuer.client : await consoleClientOf(issuer.keysFile);
    const api = await createApi({ platform, issuer: address, audience });
    noteRoutes?.(api);
    if ('keysFile' in issuer) {
      const console = { url: publicUrl, signInPage: demonstrationSignInPage() };
      await api.register(demonstrationIssuer({ issuerUrl: address, keysFile: issuer.keysFile, people: signInPeople(), console }));
    }
    const pages = await createConsole({ platform, issuer: address, client, publicUrl });
    for (const app of [api, pages]) {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
    }
    return new Servers(api, pages);
  }

  async listen(port: number, host: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /** Takes no more, lets what is under way finish, and closes both. */
  async close(): Promise<void> {
    if (this.server.listening) {
      const closed = new Promise<void>((resolve) =>
        this.server.close(() => {
          resolve();
        }),
      );
      this.server.closeIdleConnections();
      await closed;
    }
    await Promise.all([this.api.close(), this.pages.close()]);
  }
}

/** For tests: is given the API before its issuer's routes are there. */
export type NoteRoutes = (api: NestFastifyApplication) => void;
