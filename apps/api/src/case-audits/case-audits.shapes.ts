import { THEMES, type CaseAuditRow, type ShownAudit, type ShownFinding, type Sight, isTheme } from '@goldenthread/case-audits';

/** An audit in a list. */
export function listed(audit: CaseAuditRow, sight: Sight): object {
  const { title, kind, theme, status, cases, dueOn, plannedOn, agreedOn, reAuditOf } = audit;
  return { audit: audit.audit, title, kind, theme: themeOf(theme), status, cases, dueOn, plannedOn, agreedOn, reAuditOf, as: sight.as };
}

/** All that is said of an audit itself; how its cases were drawn is for the circle. */
export function auditOf(audit: ShownAudit, sight: Sight): object {
  const { reportSummary: _, briefing: __, reportNumber: ___, selection, theme, panel, ...plain } = audit;
  const circle = sight.as === 'agency' ? {} : { selection, panel };
  return { ...plain, theme: themeOf(theme), as: sight.as, ...circle };
}

/** A finding; in which cases it was seen, and so in how few, is for the circle. */
export function findingOf({ cases, ...finding }: ShownFinding, sight: Sight): object {
  return sight.grades ? { ...finding, cases } : finding;
}

export function themeOf(key: string): { readonly key: string; readonly title: string } {
  return { key, title: isTheme(key) ? THEMES[key] : key };
}
