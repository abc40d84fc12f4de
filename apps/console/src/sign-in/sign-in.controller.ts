import { AccessRefusal, PeopleDirectory, Public } from '@goldenthread/access';
import { RequestProblem } from '@goldenthread/http';
import { Controller, Get, Inject, Logger, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { CONSOLE_OPTIONS, type ConsoleOptions } from '../console-options.js';
import { Page, SeeOther } from '../frame/page.js';
import { isOwnPath, paths, withQuery } from '../paths.js';
import { OpenId, SignInFailedError, type SignedInAtIssuer } from './open-id.js';
import { signOutPage, signedOutPage } from './sign-out.page.js';
import { Visits } from './visits.js';

const SIGNED_OUT = 'signed-out';

/** In and out. Everything that must be known of a sign-in stands in the visit; the browser carries an id and no more. */
@Controller()
export class SignInController {
  private readonly logger = new Logger('SignIn');

  constructor(
    private readonly visits: Visits,
    private readonly openId: OpenId,
    private readonly people: PeopleDirectory,
    @Inject(CONSOLE_OPTIONS) private readonly options: ConsoleOptions,
  ) {}

  @Get(paths.signIn)
  @Public('Nobody is signed in yet')
  async begin(
    @Query('returnTo') wanted: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const returnTo = typeof wanted === 'string' && isOwnPath(wanted) ? wanted : paths.home;
    const elsewhere = this.otherName(request);
    if (elsewhere !== undefined) return new SeeOther(`${elsewhere}${withQuery(paths.signIn, { returnTo })}`);
    const { address, pending } = await this.openId.begin(returnTo);
    if (await this.visits.of(request)) await this.visits.change(request, { pending });
    else await this.visits.begin(request, reply, { pending });
    return new SeeOther(address);
  }

  @Get(paths.signInCallback)
  @Public('Where the issuer sends people back')
  async finish(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    const visit = await this.visits.of(request);
    const pending = visit?.pending;
    if (!pending) throw new RequestProblem('sign-in-failed');
    await this.visits.change(request, { pending: undefined });
    const { signIn, idToken } = await this.believed(() => this.openId.finish(request.url, pending));
    const person = await this.people.signedIn(signIn);
    if (!person) throw new AccessRefusal('no-appointment');
    await this.visits.begin(request, reply, { signIn, idToken, kept: visit.kept }, person.id);
    return new SeeOther(pending.returnTo);
  }

  @Get(paths.signOut)
  @Public('Signing out is for everyone')
  async askToSignOut(@Req() request: FastifyRequest): Promise<Page | SeeOther> {
    return (await this.visits.of(request))?.signIn ? new Page('sign-in/sign-out', signOutPage()) : new SeeOther(paths.signedOut);
  }

  @Post(paths.signOut)
  @Public('Signing out is for everyone')
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SeeOther> {
    const idToken = (await this.visits.of(request))?.idToken;
    await this.visits.end(request, reply);
    const state = randomBytes(16).toString('base64url');
    // Whoever comes back with this state was signed out here, and their browser is told to forget.
    void reply.setCookie(SIGNED_OUT, state, { path: paths.signedOut, httpOnly: true, sameSite: 'lax', maxAge: 600 });
    const atIssuer = idToken === undefined ? undefined : await this.openId.signOutAddress(idToken, state).catch(() => undefined);
    return new SeeOther(atIssuer ?? `${paths.signedOut}?state=${state}`);
  }

  @Get(paths.signedOut)
  @Public('Nobody is signed in any more')
  signedOut(@Query('state') state: unknown, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Page {
    if (state !== undefined && state === request.cookies[SIGNED_OUT]) void reply.header('Clear-Site-Data', '"cache", "cookies", "storage"');
    return new Page('sign-in/signed-out', signedOutPage());
  }

  /** Where one machine has two names, such as 127.0.0.1 and localhost: the one that the issuer will send people back to. */
  private otherName({ headers }: FastifyRequest): string | undefined {
    const { protocol, host, origin } = new URL(this.options.publicUrl);
    return protocol === 'http:' && headers.host !== host ? origin : undefined;
  }

  private async believed(finish: () => Promise<SignedInAtIssuer>): Promise<SignedInAtIssuer> {
    try {
      return await finish();
    } catch (error) {
      if (!(error instanceof SignInFailedError)) throw error;
      this.logger.warn(`A sign-in was not believed: ${error.message}`);
      throw new RequestProblem('sign-in-failed');
    }
  }
}
