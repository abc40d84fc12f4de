import { randomBytes } from 'node:crypto';
import { SealedSessions } from '@goldenthread/access';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONSOLE_OPTIONS, type ConsoleOptions } from '../console-options.js';
import type { Visit } from './visit.js';

interface Known {
  readonly id: string;
  readonly visit: Visit;
}

/** Finds the visit that a request belongs to, and changes what is remembered of it. */
@Injectable()
export class Visits {
  private readonly sessions: SealedSessions<Visit>;
  private readonly found = new WeakMap<object, Promise<Known | undefined>>();
  private readonly isSecure: boolean;

  constructor(@Inject(CONSOLE_OPTIONS) { platform, publicUrl }: ConsoleOptions) {
    this.sessions = new SealedSessions(platform.pools.writer);
    this.isSecure = publicUrl.startsWith('https:');
  }

  /** A program that cannot keep visits must not start. */
  async requireStore(): Promise<void> {
    await this.sessions.requireStore();
  }

  /** The cookie's name: on https one that no other site or path can set. */
  get cookie(): string {
    return this.isSecure ? '__Host-sid' : 'sid';
  }

  /** Nothing where the browser brings no visit, or one that is over. Asked once a request. */
  async of(request: FastifyRequest): Promise<Visit | undefined> {
    return (await this.known(request))?.visit;
  }

  /** Begins a visit under a new id, and ends the one there was: who knew the old id knows nothing of the new. */
  async begin(request: FastifyRequest, reply: FastifyReply, visit: Omit<Visit, 'csrf'>, person?: string): Promise<Visit> {
    const before = await this.known(request);
    const begun = { ...visit, csrf: randomBytes(32).toString('base64url') };
    const id = await this.sessions.begin(begun, person);
    if (before) await this.sessions.end(before.id);
    void reply.setCookie(this.cookie, id, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure });
    this.found.set(request, Promise.resolve({ id, visit: begun }));
    return begun;
  }

  /** Changes what is remembered; `undefined` forgets. Does nothing where there is no visit. */
  async change(request: FastifyRequest, change: Partial<Visit>): Promise<void> {
    const known = await this.known(request);
    if (!known) return;
    const visit = { ...known.visit, ...change };
    await this.sessions.keep(known.id, visit);
    this.found.set(request, Promise.resolve({ id: known.id, visit }));
  }

  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const known = await this.known(request);
    if (known) await this.sessions.end(known.id);
    void reply.clearCookie(this.cookie, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure });
    this.found.set(request, Promise.resolve(undefined));
  }

  private known(request: FastifyRequest): Promise<Known | undefined> {
    const known = this.found.get(request) ?? this.find(request.cookies[this.cookie]);
    this.found.set(request, known);
    return known;
  }

  private async find(id: string | undefined): Promise<Known | undefined> {
    const visit = id === undefined ? undefined : await this.sessions.find(id);
    return id !== undefined && visit ? { id, visit } : undefined;
  }
}
