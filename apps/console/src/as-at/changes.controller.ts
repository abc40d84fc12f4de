import { Asking, may, PeopleDirectory, Requires, type Scope } from '@goldenthread/access';
import type { Position } from '@goldenthread/event-sourcing';
import { CHANGE_VIEWS, Changes, parsePosition, Readings, RequestProblem, type ChangeDomain } from '@goldenthread/http';
import type { ReadingPoint } from '@goldenthread/read-models';
import {
  Section11AnswerRow,
  Section11ComparisonQueries,
  Section11FiguresQueries,
  Section11StandardRow,
  type ComparedCycle,
} from '@goldenthread/section11';
import { Controller, Get, Query } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Page, SeeOther } from '../frame/page.js';
import { paths, withQuery } from '../paths.js';
import { inThousands, instantInWords } from '../words.js';
import { betweenOf, daysBetweenOf, type BetweenForm } from './between.form.js';
import { betweenFields, betweenPage } from './between.page.js';
import { changesPage, changesTable, type ChangesFacts, type FiguresThenAndNow } from './changes.page.js';
import {
  answersPage,
  answersTable,
  comparedStandardsPage,
  comparedStandardsTable,
  sinceInWords,
  type ComparedHead,
  type Since,
} from './compared.page.js';
import { DOMAIN_FIGURE_VIEWS, DomainFigures } from './domain-figures.js';
import { domainNamed } from './domain-lines.js';
import { MOMENT_VIEWS, Moments } from './moments.js';
import { Asked, PageReadings, type Reading } from './page-readings.js';

const VIEWS = [...CHANGE_VIEWS, ...MOMENT_VIEWS, ...DOMAIN_FIGURE_VIEWS, Section11AnswerRow, Section11StandardRow];

const TITLES = {
  [paths.changes]: 'What has changed',
  [paths.changedAnswers]: 'Section 11 answers that changed',
  [paths.changedStandards]: 'Section 11 standards, then and now',
} as const;

interface ChangesQuery {
  readonly since?: unknown;
  readonly of?: unknown;
  readonly before?: unknown;
}

interface Span {
  readonly after: Position;
  readonly upTo: Position;
}

/** Two dates beside each other: what was recorded between them, and what is not the same. */
interface Two {
  readonly reading: Reading;
  readonly from: ReadingPoint;
  readonly since: Since;
  readonly head: ComparedHead;
}

/** What has changed since a date, up to another: where the banner of every page at an earlier date leads. */
@Controller()
export class ChangesController {
  constructor(
    private readonly pages: PageReadings,
    private readonly readings: Readings,
    private readonly changes: Changes,
    private readonly comparison: Section11ComparisonQueries,
    private readonly figures: Section11FiguresQueries,
    private readonly domains: DomainFigures,
    private readonly moments: Moments,
    private readonly people: PeopleDirectory,
  ) {}

  /**
   * @param since a date, an instant or a position; absent: the beginning.
   * @param of one domain alone.
   * @param before the position before which a page of it begins; absent: the latest.
   */
  @Get(paths.changes)
  @Requires('change:own')
  async list(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Query() { since, of, before }: ChangesQuery): Promise<Page> {
    const two = await this.two(request, asking.scope, since, paths.changes);
    const { reading, from } = two;
    const [only, position] = [domainNamed(of), parsePosition(textOf(before), 'before')];
    const span = { after: from.position, upTo: reading.point.position };
    const [page, first] = await Promise.all([
      this.changes.page(asking, span, { before: position, only }),
      position === undefined ? this.thenAndNow(asking, two, only) : undefined,
    ]);
    const nameOf = await this.people.namesOf(page.changes.map(({ by }) => by.person));
    const view = changesPage(two.head, { page, only, first, since: two.since }, reading, nameOf);
    const csv = { name: `changes-since-${two.since.asked}`, text: () => this.table(asking, span, only) };
    return new Page('as-at/changes', view, { point: reading.point, csv });
  }

  @Get(paths.changedAnswers)
  @Requires('change:own')
  async answers(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query('since') since: unknown): Promise<Page> {
    const two = await this.two(request, scope, since, paths.changedAnswers);
    const cycles = await this.compared(scope, two);
    const nameOf = await this.people.namesOf(cycles.flatMap(({ answers }) => answers.flatMap(({ by }) => by?.person ?? [])));
    const view = answersPage(two.head, cycles, two.since, two.reading, nameOf);
    return new Page('as-at/answers', view, { point: two.reading.point, csv: answersTable(cycles, two.since, nameOf) });
  }

  @Get(paths.changedStandards)
  @Requires('change:own')
  async standards(@Asked() request: FastifyRequest, @Asking() { scope }: Asking, @Query('since') since: unknown): Promise<Page> {
    const two = await this.two(request, scope, since, paths.changedStandards);
    const cycles = await this.compared(scope, two);
    const view = comparedStandardsPage(two.head, cycles, two.since, two.reading);
    return new Page('as-at/standards', view, { point: two.reading.point, csv: comparedStandardsTable(cycles, two.since) });
  }

  /** Leads to what changed between the two dates that were chosen. */
  @Get(paths.changesBetween)
  @Requires('change:own')
  async between(@Asked() request: FastifyRequest, @Asking() asking: Asking, @Query() query: unknown): Promise<Page | SeeOther> {
    const { point } = await this.pages.of(request, ...VIEWS);
    const form = betweenOf(query);
    const [first] = await this.changes.density(asking, point.position);
    const days = daysBetweenOf(form, { from: first?.day ?? point.day, to: point.day });
    if ('since' in days) {
      return new SeeOther(withQuery(paths.changes, { since: days.since, asAt: days.until === point.day ? undefined : days.until }));
    }
    const between = betweenFields(await this.moments.upTo(asking.scope, point), point.day, form, days.errors);
    return new Page('as-at/between', betweenPage(between, days.errors), { point, status: 422 });
  }

  /** @throws RequestProblem `dates-in-wrong-order` where the earlier is the later. */
  private async two(request: FastifyRequest, scope: Scope, given: unknown, path: keyof typeof TITLES): Promise<Two> {
    const reading = await this.pages.of(request, ...VIEWS);
    const asked = textOf(given) ?? '0';
    const from = await this.readings.at({ asAt: asked }, ...VIEWS);
    if (from.position > reading.point.position) throw new RequestProblem('dates-in-wrong-order');
    const since = { asked, words: sinceInWords(asked, from.instant) };
    return { reading, from, since, head: await this.headOf(scope, reading, from, since, path) };
  }

  private async headOf(
    scope: Scope,
    { point, go }: Reading,
    from: ReadingPoint,
    since: Since,
    path: keyof typeof TITLES,
  ): Promise<ComparedHead> {
    const now = point.isNow ? point : await this.readings.at({}, ...VIEWS);
    const moments = await this.moments.upTo(scope, now);
    const upTo = point.isNow ? 'now' : `${instantInWords(point.instant)} (event ${inThousands(point.position)})`;
    const chosen = chosenAs(since.asked, point.isNow ? now.day : point.day);
    return {
      title: TITLES[path],
      section: scope.agency === undefined ? 'history' : undefined,
      span: `From ${since.words} (event ${inThousands(from.position)}) to ${upTo}.`,
      views: (Object.keys(TITLES) as (keyof typeof TITLES)[]).map((one) => ({
        text: TITLES[one],
        href: go(withQuery(one, { since: since.asked })),
        current: one === path,
      })),
      between: betweenFields(moments, now.day, chosen),
    };
  }

  /** All of it, whatever page is shown. */
  private async table(asking: Asking, { after, upTo }: Span, only: ChangeDomain | undefined): Promise<string> {
    const changes = await this.changes.between(asking, after, upTo, only);
    return changesTable(changes, await this.people.namesOf(changes.map(({ by }) => by.person)));
  }

  private async thenAndNow(asking: Asking, two: Two, only: ChangeDomain | undefined): Promise<ChangesFacts['first']> {
    const [before, after, cycles] = await Promise.all([
      this.domains.at(asking, two.from),
      this.domains.at(asking, two.reading.point),
      only === undefined || only === 'section-11' ? this.figuresOf(asking.scope, two) : [],
    ]);
    return { domains: { before, after, judges: may(asking, 'performance:read') }, cycles };
  }

  private compared(scope: Scope, { from, reading }: Two): Promise<ComparedCycle[]> {
    return this.comparison.between(scope, from.position, reading.point.position);
  }

  /** Of a partnership's cycles in which something is not the same; one agency alone has no such figures. */
  private async figuresOf(scope: Scope, two: Two): Promise<FiguresThenAndNow[]> {
    if (scope.agency !== undefined) return [];
    const cycles = await this.compared(scope, two);
    const { from, reading } = two;
    const all = await Promise.all(
      cycles.map(async ({ cycle: { cycle, title } }) => {
        const [before, after] = await Promise.all([
          this.figures.findings(scope, from.position, from.day, cycle),
          this.figures.findings(scope, reading.point.position, reading.point.day, cycle),
        ]);
        return after ? [{ cycle, title, before, after }] : [];
      }),
    );
    return all.flat();
  }
}

/** The dates that are compared already, as the form would show them; what is no day is left for the form to choose. */
function chosenAs(since: string, until: string): BetweenForm | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) return undefined;
  return betweenOf({ 'since-moment': since, 'until-moment': until });
}

/** What an address says once; what it says otherwise is passed over. */
function textOf(parameter: unknown): string | undefined {
  return typeof parameter === 'string' && parameter !== '' ? parameter : undefined;
}
