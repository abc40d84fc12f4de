import { idOf } from '@goldenthread/event-sourcing';
import { PEOPLE } from '../../apps/standalone/src/demonstration/marlshire.js';
import { oneActionEach } from '../support/actions-journey.js';
import { anotherPartnership, type AnotherPartnership } from '../support/another-partnership.js';
import { JourneyApp, uuid, type Answer } from '../support/journey-app.js';
import { agencyId, ITEMS, must, Section11Cycle } from '../support/section11-cycle.js';

type Kind =
  | 'cycle'
  | 'return'
  | 'partnership'
  | 'case-audit'
  | 'action'
  | 'recommendation'
  | 'letters'
  | 'release'
  | 'extraordinary-meeting'
  | 'practice-review';

/** An operation of openapi.json on something that has an id and an owner. */
interface OwnedOperation {
  readonly method: string;
  readonly path: string;
  readonly kind: Kind;
}

/** A person in one of the roles they hold. */
interface Hat {
  readonly who: string;
  readonly person: string;
  readonly appointment: string;
  readonly role: string;
  /** The slug of their agency where it is asked for a return; else `elsewhere`. */
  readonly of: string;
}

const ASKED = ['constabulary', 'hospitals', 'probation'] as const;

const HATS: readonly Hat[] = PEOPLE.flatMap(({ slug, role, agency, also }) =>
  [{ role, agency }, ...also].map((held, number) => {
    const key = number === 0 ? [slug] : [slug, held.role];
    const of = ASKED.find((one) => agencyId(one) === held.agency) ?? 'elsewhere';
    return { who: key.join(' as '), person: slug, appointment: idOf('appointment', 'marlshire', ...key), role: held.role, of };
  }),
);
const AGENCY = HATS.filter(({ role }) => role.startsWith('agency-'));
const PARTNERSHIP = HATS.filter(({ role }) => ['coordinator', 'paqa-member', 'scrutineer'].includes(role));
const NEITHER = HATS.filter(({ role }) => ['data-protection-lead', 'operator', 'lay-member'].includes(role));
/** For what is the same for all others of the same role and agency. */
const ONE_OF_EACH = HATS.filter((hat, index) => HATS.findIndex(({ role, of }) => role === hat.role && of === hat.of) === index);

/** What each agency's people write, that nobody else may read while it is a draft. */
const WORDS: Readonly<Record<string, string>> = {
  constabulary: `constabulary${uuid().slice(0, 8)}`,
  hospitals: `hospitals${uuid().slice(0, 8)}`,
};

describe('What is not yours', () => {
  let app: JourneyApp;
  let cycle: Section11Cycle;
  let theirs: AnotherPartnership;
  let operations: readonly OwnedOperation[];
  let opening: string;
  /** One of each agency, by its slug. */
  let actions: Readonly<Record<string, string>>;

  beforeAll(async () => {
    app = await JourneyApp.open();
    theirs = await anotherPartnership(app);
    cycle = await Section11Cycle.open(app, ASKED);
    opening = String(await app.head());
    actions = await oneActionEach(app, ASKED);
    for (const person of ['agency-author', 'health-author']) await cycle.openReturn(person);
    await cycle.answerAll('agency-author', ITEMS.slice(0, 4), () => ({
      rating: 'met',
      narrative: `We of ${WORDS.constabulary ?? ''} do.`,
    }));
    await cycle.answerAll('health-author', ITEMS, () => ({ rating: 'met', narrative: `We of ${WORDS.hospitals ?? ''} do.` }));
    operations = await ownedOperations();
  });
  afterAll(() => app.close());

  it('cannot be told from what is not there, where a recommendation names it as its source', async () => {
    const coordinator = await app.as('coordinator');
    const from = (source: object): Promise<Answer> =>
      coordinator.post('/api/v1/recommendations', { source: { title: 'Something', ...source }, text: 'Do it.', themes: ['neglect'] });
    const standard = (of: string, heading = 'TRN') => ({ kind: 'section-11-standard', cycle: of, heading });
    const finding = (audit: string) => ({ kind: 'case-audit-finding', audit, finding: uuid() });
    const before = await app.eventCount();
    for (const source of [
      ...[theirs.cycle, uuid()].map((of) => standard(of)),
      standard(cycle.id, 'NONE'),
      ...[theirs.audit, uuid()].map(finding),
      { kind: 'indicator-signal', indicator: 'NONE', period: '2025-10' },
      { kind: 'meeting', group: idOf('group', 'marlshire', 'paqa'), on: '2025-12-01' },
    ]) {
      const { status, body } = await from(source);
      expect([status, body.code, JSON.stringify(body).includes(theirs.words)]).toEqual([422, 'source-not-there', false]);
    }
    expect(await app.eventCount()).toBe(before);
    must(await from(standard(cycle.id)));
  });

  it('is asked by everyone of every operation on something that has an owner', () => {
    const count = (kind: Kind): number => operations.filter((one) => one.kind === kind).length;
    expect([count('cycle') >= 9, count('return') >= 13, count('case-audit') >= 20, count('partnership')]).toEqual([true, true, true, 2]);
    expect([count('action') >= 12, count('recommendation'), count('letters'), count('release')]).toEqual([true, 2, 2, 2]);
    expect([count('extraordinary-meeting'), count('practice-review')]).toEqual([1, 3]);
    expect(AGENCY.length + PARTNERSHIP.length + NEITHER.length).toBe(HATS.length);
    expect(HATS.length).toBeGreaterThan(12);
  });

  describe('while returns are drafts', () => {
    it.each(HATS)('looks to $who as what is not there, whatever is asked of it', async (hat) => {
      await looksLikeNothing(hat, AGENCY.includes(hat) ? notOf(hat) : ASKED);
    });

    it.each(ONE_OF_EACH)('is not shown to $who in any list, table, history or difference', async (hat) => {
      await showsNothingOf(hat, [...(AGENCY.includes(hat) ? notOf(hat).map((slug) => cycle.ref(slug)) : []), ...wordsNotOf(hat)]);
    });

    it('is shown to those whose it is', async () => {
      expect(await statuses(cycle.returnOf('constabulary'))).toEqual(expected({ own: 'constabulary', agencies: 404, partnership: 404 }));
      expect(await statuses(cycle.path)).toEqual(expected({ agencies: 200, partnership: 200 }));
    });

    it.each(PARTNERSHIP)('is progress alone to $who: no standard, and no difference but of status', async (hat) => {
      expect(await standardsShownTo(hat)).toEqual({ constabulary: 0, hospitals: 0, probation: 0 });
      const { body } = must(await get(hat, `${cycle.path}/differences?since=${opening}`));
      expect(body.differences).toMatchObject([
        { item: null, before: 'not-started', after: 'open' },
        { item: null, before: 'not-started', after: 'open' },
      ]);
    });
  });

  describe('once one of them is submitted', () => {
    beforeAll(async () => {
      await cycle.signOff('health-lead');
      await cycle.submit('health-author');
    });

    it.each(ONE_OF_EACH)('looks to $who as what is not there', async (hat) => {
      await looksLikeNothing(hat, AGENCY.includes(hat) ? notOf(hat) : ['constabulary', 'probation']);
    });

    it.each(ONE_OF_EACH.filter((hat) => AGENCY.includes(hat)))('is not shown to $who in any list, table or history', async (hat) => {
      await showsNothingOf(hat, [...notOf(hat).map((slug) => cycle.ref(slug)), ...wordsNotOf(hat)]);
    });

    it.each(['', '/history', '/answers/SMC-1', '/differences?since='])(
      'is shown to the partnership, and to no other agency: %s',
      async (view) => {
        const path = `${cycle.returnOf('hospitals')}${view}${view.endsWith('=') ? opening : ''}`;
        expect(await statuses(path)).toEqual(expected({ own: 'hospitals', agencies: 404, partnership: 200 }));
      },
    );

    it.each(PARTNERSHIP)('is all of that one to $who, and still nothing of the draft', async (hat) => {
      expect(await standardsShownTo(hat)).toEqual({ constabulary: 0, hospitals: 10, probation: 0 });
      const { text, body } = must(await get(hat, `${cycle.path}/differences?since=${opening}`));
      expect((body.differences as { item: string | null }[]).filter(({ item }) => item !== null)).toHaveLength(40);
      expect(text).not.toContain(cycle.ref('probation'));
      const submitted = must(await get(hat, cycle.returnOf('hospitals')));
      expect(submitted.text).toContain(WORDS.hospitals);
    });

    it.each(AGENCY.filter(({ of }) => of !== 'elsewhere'))('is its own row alone to an agency in the matrix: $who', async (hat) => {
      expect(await standardsShownTo(hat)).toEqual({ [hat.of]: hat.of === 'probation' ? 0 : 10 });
    });
  });

  const notOf = (hat: Hat): string[] => ASKED.filter((slug) => slug !== hat.of);

  /** What stands in the answers of others: whoever reads it reads what is not theirs. */
  const wordsNotOf = (hat: Hat): string[] => [
    ...Object.entries(WORDS).flatMap(([slug, words]) => (AGENCY.includes(hat) && slug === hat.of ? [] : [words])),
    ...[theirs.words, theirs.draft, theirs.submitted, theirs.action, theirs.recommendation],
  ];

  async function get({ person, appointment }: Hat, path: string): Promise<Answer> {
    return (await app.as(person, appointment)).get(path);
  }

  /** Each operation answers for an id that is another's, or is no id, as for one that nobody has. */
  async function looksLikeNothing(hat: Hat, returnsOf: readonly string[]): Promise<void> {
    const unseen: Readonly<Record<Kind, readonly string[]>> = {
      return: [theirs.draft, theirs.submitted, ...returnsOf.map((slug) => cycle.ref(slug)), cycle.ref('hospitals').toUpperCase()],
      cycle: [theirs.cycle, cycle.id.toUpperCase()],
      partnership: [theirs.partnership, theirs.partnership.toUpperCase()],
      action: [theirs.action, ...(AGENCY.includes(hat) ? ASKED.filter((slug) => slug !== hat.of).map((slug) => actions[slug] ?? '') : [])],
      recommendation: [theirs.recommendation],
      letters: [theirs.failures],
      'extraordinary-meeting': [theirs.meeting],
      'practice-review': [theirs.review],
      'case-audit': [theirs.audit, theirs.audit.toUpperCase()],
      release: [theirs.release, theirs.release.toUpperCase()],
    };
    const before = await app.head();
    for (const operation of operations) {
      const ids = [uuid(), ...(ONE_OF_EACH.includes(hat) ? [...unseen[operation.kind], 'not-an-id'] : unseen[operation.kind].slice(0, 2))];
      const answers = await Promise.all(ids.map((id) => ask(hat, operation, id)));
      const [nothing, ...others] = answers.map(({ status, text }) => `${status} ${withoutCorrelation(text)}`);
      // What is sent to an audit or a release is looked over before it is known whose that is: then that is what all are told.
      expect(nothing).toMatch(['case-audit', 'release'].includes(operation.kind) ? /^(40[034]|422) / : /^40[34] /);
      expect({ ...operation, others }).toEqual({ ...operation, others: others.map(() => nothing) });
    }
    expect(await app.head()).toBe(before);
  }

  /** Nothing that a person can read, in JSON or CSV, holds any of these texts. */
  async function showsNothingOf(hat: Hat, texts: readonly string[]): Promise<void> {
    const own = operations
      .filter(({ method, kind }) => method === 'GET' && (kind === 'cycle' || (kind === 'return' && hat.of !== 'elsewhere')))
      .map(({ path, kind }) => filled(path, kind === 'cycle' ? cycle.id : cycle.ref(hat.of)));
    const registers = [
      ...['case-audits', 'case-audits/themes', 'case-audits/emerging-risks', 'actions', 'recommendations', 'letters', 'attention'],
      ...['overdue-actions', 'releases', 'minutes', 'extraordinary-meetings', 'practice-reviews', 'follow-up-rules', 'changes?since=0'],
    ];
    const paths = [
      '/api/v1/cycles',
      '/api/v1/returns',
      `/api/v1/returns?cycle=${theirs.cycle}`,
      ...registers.map((one) => `/api/v1/${one}`),
      ...own,
    ];
    let shown = 0;
    for (const path of paths.flatMap((one) => [sinceOpening(one), asked(sinceOpening(one), 'format=csv')])) {
      const { status, text } = await get(hat, path);
      expect({ path, unseen: texts.filter((one) => text.includes(one)) }).toEqual({ path, unseen: [] });
      if (status === 200) shown++;
    }
    expect(shown > 5).toBe(!NEITHER.includes(hat));
  }

  async function ask({ person, appointment }: Hat, { method, path }: OwnedOperation, id: string): Promise<Answer> {
    const visitor = await app.as(person, appointment);
    if (method === 'GET') return visitor.get(sinceOpening(filled(path, id)));
    const headers = { 'if-match': '"0"' };
    return method === 'PUT'
      ? visitor.put(filled(path, id), { rating: 'met' }, headers)
      : visitor.post(filled(path, id), undefined, headers);
  }

  async function statuses(path: string): Promise<Record<string, number>> {
    const answers = HATS.map(async (hat) => [hat.who, (await get(hat, path)).status] as const);
    return Object.fromEntries(await Promise.all(answers));
  }

  /** Who is answered how; those who are of neither may not even ask, and lay members are told of nothing. */
  function expected(as: { readonly own?: string; readonly agencies: number; readonly partnership: number }): Record<string, number> {
    const statusOf = (hat: Hat): number => {
      if (NEITHER.includes(hat)) return hat.role === 'lay-member' ? 404 : 403;
      if (PARTNERSHIP.includes(hat)) return as.partnership;
      return hat.of === as.own ? 200 : as.agencies;
    };
    return Object.fromEntries(HATS.map((hat) => [hat.who, statusOf(hat)]));
  }

  /** How many standards of each agency a person is shown in the matrix. */
  async function standardsShownTo(hat: Hat): Promise<Record<string, number>> {
    const { body } = must(await get(hat, `${cycle.path}/standards?minPosition=${String(await app.head())}`));
    const rows = body.agencies as { return: string; standards: unknown[] }[];
    const slugOf = (ref: string): string => ASKED.find((slug) => cycle.ref(slug) === ref) ?? ref;
    return Object.fromEntries(rows.map(({ return: ref, standards }) => [slugOf(ref), standards.length]));
  }

  function sinceOpening(path: string): string {
    return /differences|changes/.test(path) ? asked(path, `since=${opening}`) : path;
  }

  async function ownedOperations(): Promise<OwnedOperation[]> {
    const { body } = await (await app.as()).get('/api/v1/openapi.json');
    return Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).flatMap((name) => {
        const method = name.toUpperCase();
        const kind = kindOf(method, path);
        return kind ? [{ method, path, kind }] : [];
      }),
    );
  }
});

/** Whose id the address holds; nothing where it holds none, or everyone signed in may read it. */
function kindOf(method: string, path: string): Kind | undefined {
  if (path.startsWith('/api/v1/cycles/{cycle}')) return 'cycle';
  if (path.startsWith('/api/v1/case-audits/{audit}')) return 'case-audit';
  if (path.startsWith('/api/v1/returns/{ref}')) return 'return';
  if (path.startsWith('/api/v1/actions/{ref}')) return 'action';
  if (path.startsWith('/api/v1/recommendations/{ref}')) return 'recommendation';
  if (path.startsWith('/api/v1/letters/{ref}')) return 'letters';
  if (path.startsWith('/api/v1/extraordinary-meetings/{ref}')) return 'extraordinary-meeting';
  if (path.startsWith('/api/v1/practice-reviews/{ref}')) return 'practice-review';
  if (path.startsWith('/api/v1/releases/{release}')) return 'release';
  // The code of an indicator, a place, a risk or a proposal is looked for within the asker's own partnership alone; whose they
  // are is tried with them.
  if (
    /^\/api\/v1\/(tools|problems|footprints|indicators|places|performance-risks|signal-proposals|case-audits\/emerging-risks)\//.test(path)
  )
    return undefined;
  if (path.startsWith('/api/v1/partnerships/{ref}')) return method === 'GET' ? undefined : 'partnership';
  if (path.includes('{')) throw new Error(`Whose is ${method} ${path}? Say it here, so that everyone is tried on it`);
  return undefined;
}

function filled(path: string, id: string): string {
  return path
    .replace(/\{(cycle|ref|audit|release)\}/, id)
    .replace('{case}', '7F3A92C1')
    .replace('{agency}', uuid())
    .replace('{domain}', 'voice')
    .replace('{item}', 'SMC-1')
    .replace('{letter}', '1')
    .replace('{group}', uuid())
    .replace('{heldOn}', '2026-01-05');
}

function asked(path: string, parameter: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${parameter}`;
}

function withoutCorrelation(text: string): string {
  return text.replace(/"correlationId":"[^"]+"/, '');
}
