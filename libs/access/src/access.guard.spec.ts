import { newId } from '@goldenthread/event-sourcing';
import {
  Catch,
  Controller,
  Get,
  Logger,
  Module,
  Post,
  ValidationPipe,
  type ArgumentsHost,
  type ExceptionFilter,
  type INestApplication,
  type LoggerService,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from './access.module.js';
import { AccessRefusal } from './access-refusal.js';
import { Asking } from './asking.js';
import { BearerSignIn } from './bearer-sign-in.js';
import { PeopleDirectory, type Appointment, type SignedInPerson } from './people.js';
import type { ResourceAttributes } from './policy.js';
import { ResourceLocators } from './resource-locators.js';
import type { Role } from './roles.js';
import { Public, Requires } from './route-policy.js';
import { controllersOf, routesWithoutPolicy } from './routes-without-policy.js';
import type { SignIn } from './sign-in.js';
import { TokenRefusedError } from './token-refused.js';
import { TokenVerifier } from './token-verifier.js';

const PARTNERSHIP = newId();
const AGENCY = newId();
const OWN_RETURN = newId();
const NEIGHBOURS_RETURN = newId();
const ELSEWHERE = newId();

const RETURNS: Readonly<Record<string, ResourceAttributes>> = {
  [OWN_RETURN]: { partnership: PARTNERSHIP, agency: AGENCY, state: 'draft' },
  [NEIGHBOURS_RETURN]: { partnership: PARTNERSHIP, agency: newId(), state: 'draft' },
  [ELSEWHERE]: { partnership: newId(), agency: AGENCY, state: 'submitted' },
};

const people: Readonly<Record<string, SignedInPerson>> = {
  author: aPerson('Amara Osei', ['agency-author']),
  member: aPerson('Bryn Hale', ['data-protection-lead']),
  both: aPerson('Cleo Marsh', ['agency-author', 'coordinator']),
  lay: aPerson('Esi Boateng', ['lay-member']),
  leaver: aPerson('Dev Rao', []),
};

/** Believes tokens that say `good-<subject>`. */
class StandInVerifier extends TokenVerifier {
  override verify(token: string): Promise<SignIn> {
    if (token === 'outage') return Promise.reject(new TokenRefusedError('issuer-unreachable'));
    if (!token.startsWith('good-')) return Promise.reject(new TokenRefusedError('signature'));
    return Promise.resolve({ issuer: 'https://issuer.example', subject: token.slice('good-'.length) });
  }
}

class StandInDirectory extends PeopleDirectory {
  override signedIn({ subject }: SignIn): Promise<SignedInPerson | undefined> {
    return Promise.resolve(people[subject]);
  }

  override names(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map());
  }

  override appointedIn(): Promise<never[]> {
    return Promise.resolve([]);
  }
}

@Controller('returns')
class ReturnsController {
  @Get()
  @Requires('return:list')
  list(@Asking() asking: Asking): Asking {
    return asking;
  }

  @Get(':ref')
  @Requires('return:read', { resource: { kind: 'return', param: 'ref' } })
  read(@Asking() asking: Asking): Asking {
    return asking;
  }

  @Post('unfinished/:ref')
  @Requires('return:read', { resource: { kind: 'unheard-of', param: 'ref' } })
  unfinished(): string {
    return 'reached';
  }
}

@Controller('open')
@Requires('me:read')
class OpenController {
  @Get('to-all')
  @Public('Says only that the program runs')
  toAll(): string {
    return 'reached';
  }

  @Get('to-signed-in')
  toSignedIn(): string {
    return 'reached';
  }

  @Get('confused')
  @Public('By mistake: it needs to know who asks')
  confused(@Asking() asking: Asking): Asking {
    return asking;
  }
}

@Controller('planted')
class PlantedController {
  @Get()
  forgotten(): string {
    return 'reached';
  }

  helper(): string {
    return 'not a route';
  }
}

@Module({
  imports: [
    AccessModule.register({
      useFactory: () => ({
        signIns: new BearerSignIn(new StandInVerifier({ issuer: 'https://issuer.example' })),
        people: new StandInDirectory(),
      }),
    }),
  ],
  controllers: [ReturnsController, OpenController, PlantedController],
})
class ProgramModule {}

@Catch()
class PlainFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const refusal = error instanceof AccessRefusal ? error : undefined;
    const body = refusal ? { code: refusal.code, ...refusal.details } : { failed: (error as Error).message };
    const response = host.switchToHttp().getResponse<{ status(code: number): { send(body: object): void } }>();
    response.status(refusal?.status ?? 500).send(body);
  }
}

const logged: string[] = [];
const logger: LoggerService = {
  log: () => undefined,
  warn: () => undefined,
  error: (message: string) => logged.push(message),
};

let app: INestApplication;
let address: string;
let lookedUp: string[];

beforeAll(async () => {
  Logger.overrideLogger(logger);
  app = await NestFactory.create<NestFastifyApplication>(ProgramModule, new FastifyAdapter());
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  app.useGlobalFilters(new PlainFilter());
  app.get(ResourceLocators).register('return', (id) => {
    lookedUp.push(id);
    return Promise.resolve(RETURNS[id]);
  });
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
});
afterAll(() => app.close());
beforeEach(() => {
  lookedUp = [];
  logged.length = 0;
});

describe('the guard', () => {
  it('tells the handler who asks, as what, and what they may be shown', async () => {
    const author = people.author;
    expect(await ask(`/returns/${OWN_RETURN}`, { as: 'author' })).toMatchObject({
      status: 200,
      body: {
        actor: { person: author?.id, agency: AGENCY, role: 'agency-author' },
        partnership: PARTNERSHIP,
        appointment: author?.appointments[0]?.id,
        scope: { partnership: PARTNERSHIP, agency: AGENCY, onlySubmitted: false },
        person: author,
      },
    });
  });

  it.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['another scheme', { authorization: 'Basic Z29vZC1hdXRob3I6' }],
    ['no token after the scheme', { authorization: 'Bearer ' }],
    ['two tokens', { authorization: 'Bearer good-author good-author' }],
  ])('asks to sign in, given %s', async (_name, headers) => {
    expect(await ask('/returns', { headers })).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('does not read a token from the address', async () => {
    expect(await ask('/returns?access_token=good-author')).toMatchObject({ status: 401, body: { code: 'sign-in-required' } });
  });

  it('turns away a token that is not believed, saying why and not what it was', async () => {
    const answer = await ask('/returns', { headers: { authorization: 'Bearer forged-by-hand' } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'token-invalid', reason: 'signature' } });
    expect(answer.text).not.toContain('forged-by-hand');
  });

  it('does not blame the token for an outage of the issuer', async () => {
    expect(await ask('/returns', { headers: { authorization: 'Bearer outage' } })).toMatchObject({
      status: 503,
      body: { code: 'issuer-unreachable' },
    });
  });

  it.each(['leaver', 'nobody-we-know'])('turns away whoever holds no appointment: %s', async (as) => {
    expect(await ask('/returns', { as })).toMatchObject({ status: 403, body: { code: 'no-appointment' } });
  });

  it('turns away a role that may not, before anything is looked up', async () => {
    const there = await ask(`/returns/${OWN_RETURN}`, { as: 'member' });
    expect(there).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect((await ask(`/returns/${newId()}`, { as: 'member' })).text).toBe(there.text);
    expect(lookedUp).toEqual([]);
  });

  it('tells those who are shown only what was released that all else is not there, before anything is looked up', async () => {
    const answers = await Promise.all(
      ['/returns', `/returns/${OWN_RETURN}`, `/returns/${newId()}`].map((path) => ask(path, { as: 'lay' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['404 {"code":"not-found"}']));
    expect(lookedUp).toEqual([]);
  });

  it('answers what is not theirs, not there or not an id with the same bytes', async () => {
    const refs = [NEIGHBOURS_RETURN, ELSEWHERE, newId(), 'not-an-id', OWN_RETURN.toUpperCase(), `${OWN_RETURN}%20`, '__proto__'];
    const answers = await Promise.all(refs.map((ref) => ask(`/returns/${ref}`, { as: 'author' })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['404 {"code":"not-found"}']));
    expect(lookedUp).toHaveLength(3);
  });

  it('lets everyone through where the route is public, and a route says more than its controller', async () => {
    expect(await ask('/open/to-all')).toMatchObject({ status: 200 });
    expect(await ask('/open/to-signed-in')).toMatchObject({ status: 401 });
    expect(await ask('/open/to-signed-in', { as: 'author' })).toMatchObject({ status: 200 });
  });

  it('never makes somebody up where a public route asks who it is', async () => {
    expect(await ask('/open/confused', { as: 'author' })).toMatchObject({
      status: 500,
      body: { failed: expect.stringContaining('public') },
    });
  });

  it('keeps a route closed that says nothing of who may call it, and says so loudly', async () => {
    expect(await ask('/planted', { as: 'author' })).toMatchObject({ status: 403, body: { code: 'no-policy' } });
    expect(logged).toEqual([expect.stringContaining('PlantedController.forgotten')]);
  });

  it('fails where no module says how to find a kind of resource', async () => {
    expect(await ask(`/returns/unfinished/${OWN_RETURN}`, { as: 'author', method: 'POST' })).toMatchObject({
      status: 500,
      body: { failed: expect.stringContaining('unheard-of') },
    });
  });
});

describe('acting in one appointment of several', () => {
  const [asAuthor, asCoordinator] = people.both?.appointments ?? [];

  it('must be chosen, from a list of one’s own', async () => {
    expect(await ask('/returns', { as: 'both' })).toMatchObject({
      status: 400,
      body: { code: 'choose-appointment', appointments: [asAuthor, asCoordinator] },
    });
  });

  it('gives that appointment’s rights and no other’s', async () => {
    const author = await ask('/returns', { as: 'both', headers: { 'acting-as': asAuthor?.id ?? '' } });
    expect(author).toMatchObject({ body: { actor: { role: 'agency-author' }, scope: { agency: AGENCY } } });
    const coordinator = await ask('/returns', { as: 'both', headers: { 'acting-as': asCoordinator?.id ?? '' } });
    expect(coordinator).toMatchObject({ body: { actor: { role: 'coordinator' }, scope: { partnership: PARTNERSHIP } } });
    expect(coordinator.body).not.toHaveProperty('scope.agency');
    const draft = await ask(`/returns/${OWN_RETURN}`, { as: 'both', headers: { 'acting-as': asCoordinator?.id ?? '' } });
    expect(draft).toMatchObject({ status: 404 });
  });

  it('cannot be another person’s, even for who holds only one', async () => {
    const headers = { 'acting-as': asCoordinator?.id ?? '' };
    expect(await ask('/returns', { as: 'author', headers })).toMatchObject({
      status: 400,
      body: { code: 'choose-appointment', appointments: people.author?.appointments },
    });
  });
});

describe('the routes without a policy', () => {
  it('are found, whatever their controller calls them', () => {
    expect(routesWithoutPolicy(controllersOf(app))).toEqual(['PlantedController.forgotten']);
  });
});

describe('the resource locators', () => {
  it('hold one locator for each kind', () => {
    expect(() => {
      app.get(ResourceLocators).register('return', () => Promise.resolve(undefined));
    }).toThrow('Two locators claim resources of the kind "return"');
  });
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: object;
}

async function ask(path: string, by: { as?: string; method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const headers = { ...(by.as ? { authorization: `Bearer good-${by.as}` } : {}), ...by.headers };
  const response = await fetch(address + path, { method: by.method ?? 'GET', headers });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as object) : {} };
}

function aPerson(name: string, roles: readonly Role[]): SignedInPerson {
  const appointments = roles.map((role): Appointment => ({ id: newId(), partnership: PARTNERSHIP, agency: AGENCY, role }));
  return { id: newId(), name, appointments };
}
