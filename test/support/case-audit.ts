import type { Position } from '@goldenthread/event-sourcing';
import { multiAgencyV1, type PopulationEntry } from '@goldenthread/case-audits';
import { aPopulation } from '@goldenthread/case-audits/testing';
import { actorOf } from '../../apps/standalone/src/demonstration/marlshire.js';
import type { Answer, HeaderFields, JourneyApp } from './journey-app.js';
import { agencyId, must, personId } from './section11-cycle.js';

/** Who audits and who submits for each agency; the person on the panel, where there is one, is the lead. */
export const AUDITORS = {
  constabulary: 'agency-author',
  'county-council': 'council-author',
  hospitals: 'health-author',
  probation: 'probation-author',
  'learning-trust': 'trust-author',
} as const;
export type Auditing = keyof typeof AUDITORS;
export const AUDITING = Object.keys(AUDITORS) as Auditing[];
const PANEL = { constabulary: 'agency-lead', hospitals: 'health-lead' } as const;
export const DOMAINS = ['voice', 'information-sharing', 'outcome'] as const;
export type Grades = Readonly<Record<(typeof DOMAINS)[number], string>>;

export const POPULATION: readonly PopulationEntry[] = aPopulation(60);
export const SECRET_NAME = 'Rowan Example';

/** A domestic-abuse audit of Marlshire, and what people do in it over HTTP. Each step must succeed; it answers what came back. */
export class CaseAudit {
  private seen: Position = -1n;
  /** The pseudonyms, in the order the cases were drawn. */
  cases: readonly string[] = [];

  private constructor(
    private readonly app: JourneyApp,
    readonly id: string,
  ) {}

  static async plan(app: JourneyApp, over: object = {}): Promise<CaseAudit> {
    const answer = must(await (await app.as('coordinator')).post('/api/v1/case-audits', planBody(over)));
    const audit = new CaseAudit(app, String(answer.body.audit));
    audit.noted(answer);
    return audit;
  }

  get path(): string {
    return `/api/v1/case-audits/${this.id}`;
  }

  casePath(number: number): string {
    return `${this.path}/cases/${this.cases[number] ?? 'none'}`;
  }

  async get(person: string, path: string): Promise<Answer> {
    return (await this.app.as(person)).get(`${path}${path.includes('?') ? '&' : '?'}minPosition=${String(this.seen)}`);
  }

  async post(person: string, path: string, body?: object, headers: HeaderFields = {}): Promise<Answer> {
    return this.noted(must(await this.send('post', person, path, body ?? {}, headers)));
  }

  async put(person: string, path: string, body: object, headers: HeaderFields = {}): Promise<Answer> {
    return this.noted(must(await this.send('put', person, path, body, headers)));
  }

  /** Sends a change as it is based on what stands now, whatever comes of it. */
  async send(method: 'post' | 'put', person: string, path: string, body: object, headers: HeaderFields = {}): Promise<Answer> {
    const visitor = await this.app.as(person);
    const isBased = 'if-match' in headers || 'if-none-match' in headers;
    return visitor[method](path, body, { ...(isBased ? {} : await this.asRead(person, path)), ...headers });
  }

  /** The entity tag of what a change is made to, as whoever makes it, or the business unit, reads it now. */
  private async asRead(person: string, path: string): Promise<HeaderFields> {
    const tag = await this.tagFor(person, path);
    return tag === null ? NEW : { 'if-match': tag };
  }

  private async tagFor(person: string, path: string): Promise<string | null> {
    const [, of, moderated] = /^(.*\/cases\/[^/]+)\/(?:record-check|feedback|moderation\/(.*))$/.exec(path) ?? [];
    if (moderated !== undefined) return (await this.get('coordinator', readFor(path))).headers.get('etag');
    if (of !== undefined) {
      const { body } = await this.get(person, `${of}/agencies/${actorOf(person).agency}`);
      return tagOf(path.endsWith('feedback') ? body.feedbackRevision : body.checkRevision);
    }
    const group = /briefing\/groups\/([^/]+)/.exec(path)?.[1];
    if (group === undefined) return path.includes('/cases/') ? null : (await this.get('coordinator', this.path)).headers.get('etag');
    const { groups = [] } = (await this.get('coordinator', `${this.path}/report`)).body as {
      groups?: { group: string; revision: number }[];
    };
    return tagOf(groups.find((one) => one.group === group)?.revision);
  }

  /** From what makes it lawful to the tools that go out. */
  async issue(dueOn: string, over: object = {}): Promise<void> {
    await this.put('coordinator', `${this.path}/governance`, GOVERNANCE);
    const selected = await this.post('coordinator', `${this.path}/selection`, selectionBody(over));
    this.cases = (selected.body.drawn as { case: string }[]).map((one) => one.case);
    await this.post('coordinator', `${this.path}/tools`, { dueOn });
  }

  /** One agency audits one case from its record check to its submission. */
  async auditCase(number: number, agency: Auditing, grades: Grades): Promise<void> {
    const [person, path] = [AUDITORS[agency], this.casePath(number)];
    await this.put(person, `${path}/record-check`, { answer: 'known' });
    let last: Answer | undefined;
    for (const domain of DOMAINS) last = await this.put(person, `${path}/domains/${domain}`, domainBody(domain, grades[domain]), NEW);
    await this.post(person, `${path}/submission`, { independent: true }, { 'if-match': `"${String(last?.body.revision)}"` });
  }

  async notKnown(number: number, agency: Auditing): Promise<void> {
    await this.put(AUDITORS[agency], `${this.casePath(number)}/record-check`, { answer: 'not-known' });
  }

  async hold(number: number, heldOn: string, present: readonly Auditing[]): Promise<void> {
    const path = `${this.casePath(number)}/moderation`;
    await this.post('coordinator', path, {});
    await this.post('coordinator', `${path}/meeting`, { heldOn, present: present.map(agencyId) });
  }

  /** A panel member grades, and the meeting agrees, the same. */
  async moderate(number: number, agency: Auditing, moderator: string, grades: readonly object[], agreed = grades): Promise<void> {
    const path = `${this.casePath(number)}/moderation/agencies/${agencyId(agency)}`;
    await this.put(moderator, `${path}/moderator-grades`, { grades });
    await this.put('coordinator', `${path}/agreed-grades`, { grades: agreed });
  }

  private noted(answer: Answer): Answer {
    this.seen = BigInt(String(answer.body.position));
    return answer;
  }
}

/** What is read before a step of a moderation: the whole of it, the grades of an agency, or one grade. */
function readFor(path: string): string {
  return path.replace(/\/(meeting|conclusion|moderator-grades|agreed-grades|dissent|dispute|dispute\/escalation|dispute\/decision)$/, '');
}

function tagOf(revision: unknown): string | null {
  return typeof revision === 'number' ? `"${revision}"` : null;
}

export const NEW = { 'if-none-match': '*' };

export const GOVERNANCE = {
  lawfulBasis: 'UK GDPR article 6(1)(e), Children Act 2004 section 16H',
  informationSharingAgreement: 'Agreement of Marlshire’s partners, 2024',
  dpiaReference: 'DPIA-12',
};

function planBody(over: object = {}): object {
  return {
    title: 'Domestic abuse: eight cases',
    kind: 'themed',
    theme: 'domestic-abuse',
    source: { kind: 'practice-review', reference: 'Learning review of 2025, recommendation 3' },
    questions: ['Do agencies share what they know of the adults in time?'],
    period: { from: '2025-01-01', to: '2025-12-31' },
    tool: { code: multiAgencyV1.code, version: multiAgencyV1.version },
    domains: DOMAINS,
    cases: 8,
    agencies: AUDITING.map(agencyId),
    panel: Object.entries(PANEL).map(([agency, person]) => ({ person: personId(person), agency: agencyId(agency) })),
    ...over,
  };
}

export function selectionBody(over: object = {}): object {
  return {
    describedAs: 'Open cases in which domestic abuse was recorded in 2025',
    takenOn: '2026-01-09',
    includesPlacedOutside: true,
    population: POPULATION,
    seed: 'drawn on 12 January 2026',
    strata: [
      { where: { level: 'child-protection' }, take: 4 },
      { where: { level: 'child-in-need' }, take: 2 },
      { where: { placement: 'outside-area' }, take: 2 },
    ],
    exclusions: [{ ref: 'M-0001', reason: 'A criminal trial is going on.' }],
    names: [SECRET_NAME],
    ...over,
  };
}

/** The whole of a domain: one grade for it and for all its criteria. */
export function domainBody(domain: string, grade: string, over: object = {}): object {
  const criteria = multiAgencyV1.domains.find(({ key }) => key === domain)?.criteria ?? [];
  return {
    grade,
    why: `Why ${domain} is ${grade}.`,
    criteria: criteria.map(({ key }) => ({ criterion: key, rating: grade, why: `The record shows ${key}.` })),
    ...over,
  };
}

export function gradesOf(grades: Grades, reasons: Partial<Grades> = {}): readonly object[] {
  return DOMAINS.map((domain) => ({ domain, grade: grades[domain], reason: reasons[domain] }));
}
