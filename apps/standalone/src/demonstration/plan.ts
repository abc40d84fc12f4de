import type {
  AnswerAgencyAudit,
  AnswerRisks,
  DirectAudit,
  ModerateCase,
  PlanAudit,
  PublishAuditTool,
  RaiseRisk,
  ReportRisks,
} from '@goldenthread/case-audits';
import {
  actionIdOf,
  AdoptRules,
  DecideOnLetter,
  IssueAction,
  MakeRecommendation,
  recommendationIdOf,
  responseFailuresIdOf,
  TakeActionStep,
  type ActionStepWanted,
  type ActionWanted,
  type CommissionReview,
  type FollowUpRules,
  type HoldExtraordinaryMeeting,
  type LetterDecision,
  type RecommendationWanted,
  type RequestExtraordinaryMeeting,
  type TakeMinutesStep,
  type TakeReviewStep,
} from '@goldenthread/actions';
import {
  idOf,
  THE_PROGRAM,
  uuidV5,
  type Actor,
  type CommandContext,
  type CommandRequest,
  type Day,
  type Instant,
} from '@goldenthread/event-sourcing';
import {
  DecidePerformanceRisk,
  DefineIndicator,
  NameNeighbours,
  performanceRiskIdOf,
  RaisePerformanceRisk,
  RebaseSeries,
  RecordValues,
  RestateValue,
  SetTarget,
  type Definition,
  type RiskDecision,
  type SentValue,
  type StatisticalNeighbour,
} from '@goldenthread/indicators';
import { ListAgency, RecordMeeting, type RecordPartnershipFact, type RegisterPartnership } from '@goldenthread/partnership';
import {
  AdmitLateReturn,
  CloseCycle,
  CorrectAnswer,
  cycleIdOf,
  OpenCycle,
  OpenReturn,
  PublishTool,
  RecordAnswer,
  ReopenReturn,
  returnIdOf,
  SignOffReturn,
  SubmitReturn,
  type Tool,
} from '@goldenthread/section11';
import type { Said } from './answers.js';
import { MARLSHIRE, PAQA_GROUP, type DemonstrationAgency } from './marlshire.js';
import type { PlannedRelease } from './planned-release.js';

/** Any command of the history: what the bus is given, once a release has its table. */
export type PlannedCommand =
  | AdmitLateReturn
  | AdoptRules
  | AnswerAgencyAudit
  | AnswerRisks
  | CloseCycle
  | CommissionReview
  | CorrectAnswer
  | DecideOnLetter
  | DecidePerformanceRisk
  | DefineIndicator
  | DirectAudit
  | HoldExtraordinaryMeeting
  | IssueAction
  | ListAgency
  | MakeRecommendation
  | ModerateCase
  | NameNeighbours
  | OpenCycle
  | OpenReturn
  | PlanAudit
  | PlannedRelease
  | PublishAuditTool
  | PublishTool
  | RaisePerformanceRisk
  | RaiseRisk
  | RebaseSeries
  | RecordAnswer
  | RecordMeeting
  | RecordPartnershipFact
  | RecordValues
  | RegisterPartnership
  | ReopenReturn
  | ReportRisks
  | RequestExtraordinaryMeeting
  | RestateValue
  | SetTarget
  | SignOffReturn
  | SubmitReturn
  | TakeActionStep
  | TakeMinutesStep
  | TakeReviewStep;

/** One command of the history, and when it is given. */
export interface Step {
  readonly at: Instant;
  readonly command: PlannedCommand;
  /** Whether its day is begun first, so that the policies act on what fell due. */
  readonly dayBegins?: boolean;
}

export interface PlannedCycle {
  readonly id: string;
  readonly dueOn: Day;
}

/** A return as the plan has brought it so far: what its next commands must be based on. */
interface ReturnSoFar {
  readonly ref: string;
  revision: number;
  signedOff: boolean;
  /** Each item's last answer, and the revision that holds it. */
  readonly items: Map<string, { readonly revision: number; readonly said: Said }>;
}

type Without<T, Field extends string> = T extends unknown ? Omit<T, Field> : never;

const LOADER = idOf('loader', 'marlshire');

/**
 * Writes a history down as commands. Each command's id follows from what it does, so that giving it again records nothing
 * twice; each return's commands are planned in the order of time, so that what they are based on is known beforehand.
 */
export class Plan {
  private readonly steps: Step[] = [];
  private readonly ids = new Set<string>();
  private readonly returns = new Map<string, ReturnSoFar>();
  /** How often each action was touched. */
  private readonly actions = new Map<string, number>();
  /** The last revision of each series, and that of each of its figures. */
  private readonly seriesRevisions = new Map<string, number>();
  private readonly figures = new Map<string, number>();

  /** All that was planned, in the order of time; at the same instant in the order it was planned. */
  inOrder(): readonly Step[] {
    return [...this.steps].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  }

  list(at: Instant, { id, name, kind, basis }: DemonstrationAgency): void {
    const wanted = { partnership: MARLSHIRE.id, agency: id, name, kind, basis };
    this.add(at, new ListAgency(...this.carried(THE_PROGRAM, 'list-agency', { agency: id }, wanted), wanted));
  }

  publish(at: Instant, tool: Tool): void {
    const { code, version } = tool;
    const [context, request] = this.carried(THE_PROGRAM, 'publish-tool', { code, version: String(version) }, null);
    this.add(at, new PublishTool({ ...context, partnership: null }, request, tool));
  }

  meeting(at: Instant, actor: Actor, heldOn: Day): void {
    const wanted = { partnership: MARLSHIRE.id, group: PAQA_GROUP, heldOn };
    this.add(at, new RecordMeeting(...this.carried(actor, 'record-meeting', { heldOn }, wanted), wanted));
  }

  openCycle(
    at: Instant,
    actor: Actor,
    {
      title,
      tool,
      opensOn,
      dueOn,
      agencies,
    }: { title: string; tool: Tool; opensOn: Day; dueOn: Day; agencies: readonly DemonstrationAgency[] },
  ): PlannedCycle {
    const wanted = {
      partnership: MARLSHIRE.id,
      title,
      tool: { code: tool.code, version: tool.version },
      opensOn,
      dueOn,
      agencies: agencies.map(({ id }) => ({ agency: id })),
    };
    const [context, request] = this.carried(actor, 'open-cycle', { opensOn }, wanted);
    this.add(at, new OpenCycle(context, request, wanted));
    return { id: cycleIdOf(context.commandId), dueOn };
  }

  closeCycle(at: Instant, actor: Actor, { id: cycle }: PlannedCycle): void {
    this.add(at, new CloseCycle(...this.carried(actor, 'close-cycle', { cycle }, null), cycle));
  }

  admit(at: Instant, actor: Actor, { id: cycle }: PlannedCycle, admission: { agency: string; until: Day; reason: string }): void {
    const subject = { cycle, agency: admission.agency };
    this.add(at, new AdmitLateReturn(...this.carried(actor, 'admit', subject, admission), cycle, admission));
  }

  openReturn(at: Instant, actor: Actor, { id: cycle }: PlannedCycle): string {
    const { agency } = actor;
    const ref = returnIdOf(cycle, agency);
    this.add(at, new OpenReturn(...this.carried(actor, 'open-return', { cycle, agency }, null), { cycle, agency }));
    this.returns.set(ref, { ref, revision: 0, signedOff: false, items: new Map() });
    return ref;
  }

  answer(
    at: Instant,
    actor: Actor,
    ref: string,
    item: string,
    said: Said,
    from?: { readonly return: string; readonly revision: number },
  ): void {
    const soFar = this.soFar(ref);
    const wanted = { item, ...said, broughtForwardFrom: from, basedOn: soFar.items.get(item)?.revision ?? ('new' as const) };
    const subject = { return: ref, item, after: String(wanted.basedOn) };
    this.add(at, new RecordAnswer(...this.carried(actor, 'answer', subject, wanted), ref, wanted));
    soFar.items.set(item, { revision: ++soFar.revision, said });
    // The answer is one event, and the withdrawal of a sign-off that stood another.
    if (soFar.signedOff) soFar.revision++;
    soFar.signedOff = false;
  }

  signOff(at: Instant, actor: Actor, ref: string, statement: string): void {
    const soFar = this.soFar(ref);
    const wanted = { statement, basedOn: soFar.revision };
    this.add(at, new SignOffReturn(...this.carried(actor, 'sign-off', { return: ref, at: String(soFar.revision) }, wanted), ref, wanted));
    soFar.revision++;
    soFar.signedOff = true;
  }

  submit(at: Instant, actor: Actor, ref: string): void {
    const soFar = this.soFar(ref);
    const wanted = { basedOn: soFar.revision };
    this.add(at, new SubmitReturn(...this.carried(actor, 'submit', { return: ref, at: String(soFar.revision) }, wanted), ref, wanted));
    soFar.revision++;
    soFar.signedOff = false;
  }

  reopen(at: Instant, actor: Actor, ref: string, reason: string): void {
    const soFar = this.soFar(ref);
    const wanted = { reason, basedOn: soFar.revision };
    this.add(at, new ReopenReturn(...this.carried(actor, 'reopen', { return: ref, at: String(soFar.revision) }, wanted), ref, wanted));
    soFar.revision++;
  }

  correct(at: Instant, actor: Actor, ref: string, item: string, said: Said, reason: string): void {
    const soFar = this.soFar(ref);
    const standing = soFar.items.get(item);
    if (!standing) throw new Error(`${item} has no answer to correct`);
    const wanted = { item, answer: said, reason, basedOn: standing.revision };
    this.add(
      at,
      new CorrectAnswer(...this.carried(actor, 'correct', { return: ref, item, after: String(standing.revision) }, wanted), ref, wanted),
    );
    soFar.items.set(item, { revision: ++soFar.revision, said });
  }

  adoptRules(at: Instant, actor: Actor, { rules, from }: { rules: FollowUpRules; from: Day }): void {
    const { code, version } = rules;
    const wanted = { partnership: MARLSHIRE.id, rules, from };
    this.add(at, new AdoptRules(...this.carried(actor, 'adopt-rules', { code, version: String(version) }, null), wanted));
  }

  /** @param key what tells it apart. @returns its id. */
  recommend(at: Instant, actor: Actor, key: string, made: Omit<RecommendationWanted, 'partnership'>): string {
    const wanted = { ...made, partnership: MARLSHIRE.id };
    const [context, request] = this.carried(actor, 'recommend', { key }, wanted);
    this.add(at, new MakeRecommendation(context, request, wanted));
    return recommendationIdOf(context.commandId);
  }

  /** @param key what tells it apart. @returns its id. */
  issue(at: Instant, actor: Actor, key: string, wanted: ActionWanted, { dayBegins = false } = {}): string {
    const [context, request] = this.carried(actor, 'issue-action', { key }, wanted);
    this.add(at, new IssueAction(context, request, wanted), dayBegins);
    const action = actionIdOf(context.commandId);
    this.actions.set(action, 0);
    return action;
  }

  step(at: Instant, actor: Actor, action: string, step: Without<ActionStepWanted, 'basedOn'>, { dayBegins = false } = {}): void {
    const basedOn = this.actions.get(action);
    if (basedOn === undefined) throw new Error(`The action ${action} was not issued`);
    const wanted = { ...step, basedOn } as ActionStepWanted;
    const carried = this.carried(actor, 'action-step', { action, after: String(basedOn) }, wanted);
    this.add(at, new TakeActionStep(...carried, action, wanted), dayBegins);
    this.actions.set(action, basedOn + 1);
  }

  decideOnLetter(at: Instant, actor: Actor, agency: string, decision: LetterDecision): void {
    const carried = this.carried(actor, decision.type, { agency, letter: String(decision.letter) }, { ...decision });
    this.add(at, new DecideOnLetter(...carried, responseFailuresIdOf(MARLSHIRE.id, agency), decision));
  }

  define(at: Instant, actor: Actor, code: string, definition: Definition, { comparable, why }: { comparable: boolean; why: string }): void {
    const wanted = { partnership: MARLSHIRE.id, code, definition, comparable, why };
    this.add(at, new DefineIndicator(...this.carried(actor, 'define-indicator', { code, at }, wanted), wanted));
  }

  setTarget(at: Instant, actor: Actor, code: string, target: { target: number; tolerance: number; from: Day; why: string }): void {
    const indicator = { partnership: MARLSHIRE.id, code };
    this.add(at, new SetTarget(...this.carried(actor, 'set-target', { code, from: target.from }, target), indicator, target));
  }

  report(at: Instant, actor: Actor, code: string, place: string, values: readonly SentValue[]): void {
    const series = { partnership: MARLSHIRE.id, code, place, onBehalfOf: actor.agency };
    const first = values[0]?.period ?? '';
    this.add(at, new RecordValues(...this.carried(actor, 'record-values', { code, place, first }, values), series, values));
    for (const { period } of values) this.figures.set(JSON.stringify([code, place, period]), this.nextRevision(code, place));
  }

  restate(at: Instant, actor: Actor, code: string, place: string, value: SentValue, reason: string): void {
    const series = { partnership: MARLSHIRE.id, code, place, onBehalfOf: actor.agency };
    const key = JSON.stringify([code, place, value.period]);
    const basedOn = this.figures.get(key);
    if (basedOn === undefined) throw new Error(`${value.period} of ${code} was not reported`);
    const restatement = { value, reason, basedOn };
    const subject = { code, place, period: value.period, after: String(basedOn) };
    this.add(at, new RestateValue(...this.carried(actor, 'restate-value', subject, restatement), series, restatement));
    this.figures.set(key, this.nextRevision(code, place));
  }

  /** What was published of other places, brought in by the business unit. */
  bringIn(at: Instant, actor: Actor, code: string, place: string, values: readonly SentValue[]): void {
    const series = { partnership: MARLSHIRE.id, code, place };
    const first = values[0]?.period ?? '';
    this.add(at, new RecordValues(...this.carried(actor, 'bring-in-values', { code, place, first }, values), series, values));
  }

  nameNeighbours(at: Instant, actor: Actor, place: string, model: string, neighbours: readonly StatisticalNeighbour[]): void {
    const set = { partnership: MARLSHIRE.id, place, model, neighbours, source: { title: 'Invented model of neighbours', release: model } };
    this.add(at, new NameNeighbours(...this.carried(actor, 'name-neighbours', { place, model }, set), set));
  }

  /** @returns the id of the risk. */
  raisePerformanceRisk(
    at: Instant,
    actor: Actor,
    risk: { title: string; why: string; about: readonly { code: string; place: string }[] },
  ): string {
    const [context, request] = this.carried(actor, 'raise-performance-risk', { title: risk.title }, risk);
    this.add(at, new RaisePerformanceRisk(context, request, { partnership: MARLSHIRE.id, ...risk }));
    return performanceRiskIdOf(context.commandId);
  }

  /** The first decision on it. */
  decidePerformanceRisk(
    at: Instant,
    actor: Actor,
    risk: string,
    said: { decision: RiskDecision; words: string; decidedOn: Day; callBackOn?: Day },
  ): void {
    const decided = { partnership: MARLSHIRE.id, ...said };
    this.add(at, new DecidePerformanceRisk(...this.carried(actor, 'decide-performance-risk', { risk }, said), risk, decided, 0));
  }

  rebase(at: Instant, actor: Actor, code: string, place: string, rebase: { period: string; why: string; evidence: string }): void {
    const series = { partnership: MARLSHIRE.id, code, place };
    const subject = { code, place, period: rebase.period };
    this.add(at, new RebaseSeries(...this.carried(actor, 'rebase-series', subject, rebase), series, rebase));
    this.nextRevision(code, place);
  }

  private nextRevision(code: string, place: string): number {
    const key = JSON.stringify([code, place]);
    const revision = (this.seriesRevisions.get(key) ?? -1) + 1;
    this.seriesRevisions.set(key, revision);
    return revision;
  }

  /** What stands to an item in a return that was planned, if anything. */
  standing(ref: string, item: string): { readonly revision: number; readonly said: Said } | undefined {
    return this.returns.get(ref)?.items.get(item);
  }

  /** Plans a command of another story than the returns'. Its id follows from the action and the subject. */
  tell<C extends PlannedCommand>(
    at: Instant,
    actor: Actor,
    { action, subject, body }: CommandRequest,
    command: (context: CommandContext, request: CommandRequest) => C,
  ): C {
    const told = command(...this.carried(actor, action, subject, body));
    this.add(at, told);
    return told;
  }

  private soFar(ref: string): ReturnSoFar {
    const soFar = this.returns.get(ref);
    if (!soFar) throw new Error(`The return ${ref} was not opened`);
    return soFar;
  }

  private add(at: Instant, command: PlannedCommand, dayBegins = false): void {
    const { commandId } = command.context;
    if (this.ids.has(commandId)) throw new Error(`Planned twice: ${command.request.action} ${JSON.stringify(command.request.subject)}`);
    this.ids.add(commandId);
    this.steps.push({ at, command, dayBegins });
  }

  private carried(
    actor: Actor,
    action: string,
    subject: Readonly<Record<string, string>>,
    body: unknown,
  ): [CommandContext, CommandRequest] {
    const commandId = uuidV5(LOADER, JSON.stringify([action, ...Object.values(subject)]));
    return [
      { commandId, actor, partnership: MARLSHIRE.id },
      { action, subject, body },
    ];
  }
}
