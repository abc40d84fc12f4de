import { EventCodec, type Position } from '@goldenthread/event-sourcing';
import { ERASED, OpenedWords, asAt, validAt, type TimelineRow } from '@goldenthread/read-models';
import { Injectable } from '@nestjs/common';
import { DataSource, In, type FindOptionsOrder, type FindOptionsWhere } from 'typeorm';
import { AgencyAuditRow } from './agency-audit.row.js';
import { CaseAuditBriefingRow } from './case-audit-briefing.row.js';
import { CaseAuditCaseRow } from './case-audit-case.row.js';
import { CaseAuditFindingRow, CaseAuditRecommendationRow } from './case-audit-finding.row.js';
import { CaseAuditReadingRow } from './case-audit-reading.row.js';
import { CaseAuditRow } from './case-audit.row.js';
import { CaseGradeRow } from './case-grade.row.js';
import { GradeNoteRow } from './grade-note.row.js';
import type {
  ShownAgencyAudit,
  ShownAudit,
  ShownBriefing,
  ShownCase,
  ShownFinding,
  ShownGrade,
  ShownNote,
  ShownRecommendation,
} from './shown.js';

/** Which of the grades of an audit. */
export type GradesWanted = { readonly audit: string; readonly case?: string; readonly agency?: string };

/** Answers questions about case audits as at a position. Who may see what of them is judged by `circle.ts`. */
@Injectable()
export class CaseAuditQueries {
  private readonly words: OpenedWords;

  constructor(
    private readonly source: DataSource,
    codec: EventCodec,
  ) {
    this.words = new OpenedWords(codec);
  }

  /** The audits of a partnership, and those of others that ask an agency; the latest first, their words sealed. */
  async audits(partnership: string | null, agency: string, position: Position): Promise<CaseAuditRow[]> {
    if (partnership === null) return [];
    const theirs = this.source
      .getRepository(CaseAuditRow)
      .createQueryBuilder('audit')
      .where('(audit.partnership = :partnership OR audit.agencies @> :asked::jsonb)', {
        partnership,
        asked: JSON.stringify([{ agency, partnership }]),
      })
      .orderBy({ 'audit.plannedOn': 'DESC', 'audit.title': 'ASC', 'audit.audit': 'ASC' });
    return asAt(theirs, 'audit', position).getMany();
  }

  async audit(audit: string, position: Position): Promise<ShownAudit | null> {
    const row = await this.one(CaseAuditRow, { audit }, position);
    if (!row) return null;
    const [reportSummary, briefing] = await Promise.all([this.words.text(row.reportSummary), this.words.text(row.briefing)]);
    return { ...shown(row), reportSummary, briefing, selection: row.selection && (await this.selection(row.selection)) };
  }

  /** The re-audits of an audit, the earliest first. */
  reAuditsOf(audit: string, position: Position): Promise<CaseAuditRow[]> {
    return this.rows(CaseAuditRow, { reAuditOf: audit }, position, { plannedOn: 'ASC', audit: 'ASC' });
  }

  async cases(audit: string, position: Position): Promise<ShownCase[]> {
    const rows = await this.rows(CaseAuditCaseRow, { audit }, position, { ordinal: 'ASC' });
    return Promise.all(rows.map((row) => this.shownCase(row)));
  }

  async case(audit: string, pseudonym: string, position: Position): Promise<ShownCase | null> {
    const row = await this.one(CaseAuditCaseRow, { audit, case: pseudonym }, position);
    return row && this.shownCase(row);
  }

  /** The cases whose moderation was opened by a position. What may be seen is judged now, so ask for the newest. */
  async opened(audit: string, position: Position): Promise<ReadonlySet<string>> {
    const rows = await this.rows(CaseAuditCaseRow, { audit }, position, { ordinal: 'ASC' });
    return new Set(rows.filter(({ moderation }) => moderation !== 'not-opened').map((row) => row.case));
  }

  agencyAudits(audit: string, position: Position): Promise<AgencyAuditRow[]> {
    return this.rows(AgencyAuditRow, { audit }, position, { case: 'ASC', agencyName: 'ASC', agencyAudit: 'ASC' });
  }

  async agencyAudit(agencyAudit: string, position: Position): Promise<ShownAgencyAudit | null> {
    const row = await this.one(AgencyAuditRow, { agencyAudit }, position);
    if (!row) return null;
    const open = (text: string | null): Promise<string | null> => this.words.text(text);
    const [note, practitioners, family] = await Promise.all([open(row.note), open(row.practitioners), open(row.family)]);
    return { ...shown(row), note, practitioners, family };
  }

  /** Grades with their words sealed: for counting. */
  grades(wanted: GradesWanted, position: Position): Promise<CaseGradeRow[]> {
    const { audit, case: pseudonym, agency } = wanted;
    const where = { audit, ...(pseudonym === undefined ? {} : { case: pseudonym }), ...(agency === undefined ? {} : { agency }) };
    return this.rows(CaseGradeRow, where, position, { case: 'ASC', agency: 'ASC', domain: 'ASC' });
  }

  /** Grades with every word opened. */
  async openedGrades(wanted: GradesWanted, position: Position): Promise<ShownGrade[]> {
    return Promise.all((await this.grades(wanted, position)).map((row) => this.shownGrade(row)));
  }

  /** Dissents and disputes of a case, in the order they came. */
  async notes(audit: string, pseudonym: string, position: Position): Promise<ShownNote[]> {
    const rows = await this.rows(GradeNoteRow, { audit, case: pseudonym }, position, { validFrom: 'ASC' });
    return Promise.all(rows.map(async (row) => ({ ...shown(row), reason: await this.open(row.reason) })));
  }

  async findings(audit: string, position: Position): Promise<ShownFinding[]> {
    const rows = await this.rows(CaseAuditFindingRow, { audit }, position, { revision: 'ASC' });
    return Promise.all(rows.map(async (row) => ({ ...shown(row), text: await this.open(row.text) })));
  }

  /** The findings of several audits, their words sealed: for counting. */
  async findingsOf(audits: readonly string[], position: Position): Promise<CaseAuditFindingRow[]> {
    if (audits.length === 0) return [];
    return this.rows(CaseAuditFindingRow, { audit: In([...audits]) }, position, { audit: 'ASC', revision: 'ASC' });
  }

  async recommendations(audit: string, position: Position): Promise<ShownRecommendation[]> {
    const rows = await this.rows(CaseAuditRecommendationRow, { audit }, position, { revision: 'ASC' });
    return Promise.all(rows.map(async (row) => ({ ...shown(row), text: await this.open(row.text) })));
  }

  async briefings(audits: readonly string[], position: Position): Promise<ShownBriefing[]> {
    if (audits.length === 0) return [];
    const rows = await this.rows(CaseAuditBriefingRow, { audit: In([...audits]) }, position, { name: 'ASC', audit: 'ASC' });
    return Promise.all(
      rows.map(async (row) => {
        const open = (text: string | null): Promise<string | null> => this.words.text(text);
        const [feedback, emergingRisks, answer] = await Promise.all([open(row.feedback), open(row.emergingRisks), open(row.answer)]);
        return { ...shown(row), feedback, emergingRisks, answer };
      }),
    );
  }

  /** Who of the circle read what of an audit, the latest first. */
  readings(audit: string, position: Position): Promise<CaseAuditReadingRow[]> {
    return this.rows(CaseAuditReadingRow, { audit }, position, { validFrom: 'DESC' });
  }

  private rows<R extends TimelineRow>(
    row: new () => R,
    where: FindOptionsWhere<R>,
    position: Position,
    order: FindOptionsOrder<R>,
  ): Promise<R[]> {
    return this.source.getRepository(row).find({ where: { ...where, ...validAt(position) } as FindOptionsWhere<R>, order });
  }

  private one<R extends TimelineRow>(row: new () => R, where: FindOptionsWhere<R>, position: Position): Promise<R | null> {
    return this.source.getRepository(row).findOneBy({ ...where, ...validAt(position) });
  }

  private async selection(selection: NonNullable<CaseAuditRow['selection']>): Promise<NonNullable<CaseAuditRow['selection']>> {
    const exclusions = selection.exclusions.map(async ({ row, reason }) => ({ row, reason: await this.open(reason) }));
    return { ...selection, exclusions: await Promise.all(exclusions) };
  }

  private async shownCase(row: CaseAuditCaseRow): Promise<ShownCase> {
    const absent = row.absent.map(async (one) => ({ ...one, reason: await this.open(one.reason) }));
    const { summaries: sealed } = row;
    const summaries = sealed && {
      informationSharing: await this.open(sealed.informationSharing),
      voice: await this.open(sealed.voice),
      outcome: await this.open(sealed.outcome),
    };
    const withoutReason = await this.words.text(row.withoutReason);
    return { ...shown(row), absent: await Promise.all(absent), withoutReason, summaries };
  }

  private async shownGrade(row: CaseGradeRow): Promise<ShownGrade> {
    const criteria = row.criteria.map(async (one) => ({ ...one, why: await this.open(one.why) }));
    const [moderatorReason, agreedReason] = await Promise.all([this.words.text(row.moderatorReason), this.words.text(row.agreedReason)]);
    return { ...shown(row), why: await this.open(row.why), criteria: await Promise.all(criteria), moderatorReason, agreedReason };
  }

  private async open(sealed: string): Promise<string> {
    return (await this.words.text(sealed)) ?? ERASED;
  }
}

/** A row as a plain object, without the positions it is valid between. */
function shown<R extends TimelineRow>({ validFrom: _, validTo: __, ...columns }: R): Omit<R, keyof TimelineRow> {
  return columns;
}
