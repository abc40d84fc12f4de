import { idOf, type Day, type Position } from '@goldenthread/event-sourcing';
import { dutyOf } from '@goldenthread/partnership';
import { returnIdOf, section11V1, type Evidence } from '@goldenthread/section11';
import { AGENCIES, PEOPLE, type DemonstrationAgency } from '../../apps/standalone/src/demonstration/marlshire.js';
import type { Answer, JourneyApp } from './journey-app.js';

/** Every item of the tool, in the order they are asked. */
export const ITEMS: readonly string[] = section11V1.headings.flatMap((heading) => heading.items.map(({ key }) => key));

/** What goes into an answer. */
export interface Wanted {
  readonly rating: string;
  readonly reason?: string;
  readonly narrative?: string;
  readonly evidence?: readonly Evidence[];
}

/** A cycle of Marlshire by the canonical tool, and what people do in it. Each step must succeed; it answers what came back. */
export class Section11Cycle {
  private seen: Position = -1n;

  private constructor(
    private readonly app: JourneyApp,
    readonly id: string,
  ) {}

  /** @param agencies the slugs of those who are asked. */
  static async open(app: JourneyApp, agencies: readonly string[], dueOn: Day = '2026-03-31'): Promise<Section11Cycle> {
    const coordinator = await app.as('coordinator');
    const answer = must(await coordinator.post('/api/v1/cycles', cycleBody(agencies, dueOn)));
    const cycle = new Section11Cycle(app, String(answer.body.cycle));
    cycle.note(answer);
    return cycle;
  }

  /** A cycle that was opened in another way. */
  static async at(app: JourneyApp, id: string): Promise<Section11Cycle> {
    const cycle = new Section11Cycle(app, id);
    cycle.seen = await app.head();
    return cycle;
  }

  get path(): string {
    return `/api/v1/cycles/${this.id}`;
  }

  /** The address of the return of a person's or an agency's own. */
  returnOf(slug: string): string {
    return `/api/v1/returns/${this.ref(slug)}`;
  }

  ref(slug: string): string {
    const agency = PEOPLE.find((person) => person.slug === slug)?.agency ?? agencyId(slug);
    return returnIdOf(this.id, agency);
  }

  async openReturn(person: string): Promise<Answer> {
    return this.note(must(await (await this.app.as(person)).post(`${this.path}/returns`)));
  }

  /** Saves over whatever stands there. */
  async answer(person: string, item: string, wanted: Wanted): Promise<Answer> {
    const visitor = await this.app.as(person);
    const path = `${this.returnOf(person)}/answers/${item}`;
    const { headers } = must(await visitor.get(`${path}?minPosition=${String(this.seen)}`));
    const etag = headers.get('etag');
    return this.note(must(await visitor.put(path, wanted, etag === null ? { 'if-none-match': '*' } : { 'if-match': etag })));
  }

  /** Answers items that nobody answered yet. */
  async answerAll(person: string, items: readonly string[], wanted: (item: string) => Wanted = () => ({ rating: 'met' })): Promise<void> {
    const visitor = await this.app.as(person);
    for (const item of items) {
      this.note(must(await visitor.put(`${this.returnOf(person)}/answers/${item}`, wanted(item), { 'if-none-match': '*' })));
    }
  }

  async signOff(person: string, statement?: string): Promise<Answer> {
    const etag = await this.etag(person);
    return this.note(
      must(await (await this.app.as(person)).post(`${this.returnOf(person)}/sign-off`, { statement }, { 'if-match': etag })),
    );
  }

  async submit(person: string): Promise<Answer> {
    const etag = await this.etag(person);
    return this.note(must(await (await this.app.as(person)).post(`${this.returnOf(person)}/submission`, undefined, { 'if-match': etag })));
  }

  /** The entity tag of a person's return, with all that was done here seen. */
  async etag(person: string): Promise<string> {
    const path = `${this.returnOf(person)}/sign-off?minPosition=${String(this.seen)}`;
    return must(await (await this.app.as(person)).get(path)).headers.get('etag') ?? '';
  }

  private note(answer: Answer): Answer {
    this.seen = BigInt(String(answer.body.position));
    return answer;
  }
}

/** What opens a cycle for these agencies. */
export function cycleBody(agencies: readonly string[], dueOn: Day = '2026-03-31'): object {
  return {
    title: 'Section 11 self-assessment 2026',
    tool: { code: section11V1.code, version: section11V1.version },
    opensOn: '2026-01-05',
    dueOn,
    agencies: agencies.map((slug) => ({ agency: agencyId(slug), duty: dutyOf(agencyOf(slug).basis) })),
  };
}

export function agencyOf(slug: string): DemonstrationAgency {
  const known = AGENCIES.find((agency) => agency.slug === slug);
  if (!known) throw new Error(`Marlshire has no agency "${slug}"`);
  return known;
}

export function agencyId(slug: string): string {
  return agencyOf(slug).id;
}

export function agencyName(slug: string): string {
  return agencyOf(slug).name;
}

export function personId(slug: string): string {
  return idOf('person', 'marlshire', slug);
}

/** @throws Error with what came back, where a step was refused. */
export function must(answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw new Error(`Refused with ${answer.status}: ${answer.text}`);
}
