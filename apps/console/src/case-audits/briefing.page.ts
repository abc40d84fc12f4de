import type { ShownAudit, ShownBriefing } from '@goldenthread/case-audits';
import type { PageError } from '../frame/page.js';
import { paths } from '../paths.js';
import { wordsBox } from './audit-words.js';
import type { AcknowledgementForm, ReplyForm, ShareForm } from './briefing.form.js';
import { boxes, type WritingView } from './finding.page.js';

type Head = { readonly audit: ShownAudit; readonly commandId: string; readonly errors?: readonly PageError[] };
type GroupHead = Head & { readonly briefing: ShownBriefing };

/** A group of the partnership that a briefing can be shared with. */
export interface ChoosableGroup {
  readonly group: string;
  readonly name: string;
  /** Whether it is one of the local groups, which a briefing is for as a rule. */
  readonly isLocal: boolean;
}

const NO_NAMES = 'Say nothing that tells who somebody is.';

/** The form in which a learning briefing is shared. */
export function sharePage(
  { audit, commandId, errors = [] }: Head,
  groups: readonly ChoosableGroup[],
  typed: Partial<ShareForm> = {},
): WritingView {
  const chosen = typed.groups ?? groups.filter(({ isLocal }) => isLocal).map(({ group }) => group);
  const items = groups.map(({ group, name }) => [group, name] as const);
  return {
    ...headOf('Share a learning briefing', paths.audits.share(audit.audit), { audit, commandId, errors }),
    button: 'Share the briefing',
    radios: [],
    words: [
      wordsBox(
        'text',
        'What can others learn?',
        typed.text ?? audit.briefing ?? undefined,
        errors,
        `Seven minutes to read. ${NO_NAMES}`,
        10,
      ),
    ],
    boxes: [boxes('groups', 'group', 'Which groups is it for?', items, chosen, errors)],
  };
}

/** The form in which a group acknowledges a briefing, and says what it makes of it. */
export function acknowledgementPage(
  { audit, briefing, commandId, errors = [] }: GroupHead,
  typed?: Partial<AcknowledgementForm>,
): WritingView {
  const said = typed ?? { feedback: briefing.feedback ?? undefined, emergingRisks: briefing.emergingRisks ?? undefined };
  const risks = 'Risks go into the quarterly report to the executive.';
  return {
    ...headOf(`Acknowledge for ${briefing.name}`, paths.audits.acknowledge(audit.audit, briefing.group), { audit, commandId, errors }),
    change: { commandId, basedOn: String(briefing.revision) },
    button: 'The group has read it',
    radios: [],
    words: [
      wordsBox('feedback', 'What does the group make of it? (optional)', said.feedback, errors, NO_NAMES, 5),
      wordsBox('emergingRisks', 'What does the group see coming? (optional)', said.emergingRisks, errors, risks, 5),
    ],
    boxes: [],
  };
}

/** The form in which what a group said is answered. */
export function replyPage({ audit, briefing, commandId, errors = [] }: GroupHead, typed?: Partial<ReplyForm>): WritingView {
  const said = [briefing.feedback, briefing.emergingRisks].filter((text) => text !== null).join(' ');
  return {
    ...headOf(`Answer ${briefing.name}`, paths.audits.reply(audit.audit, briefing.group), { audit, commandId, errors }),
    change: { commandId, basedOn: String(briefing.revision) },
    button: 'Send the answer',
    radios: [],
    words: [wordsBox('answer', 'What becomes of it?', typed?.answer ?? briefing.answer ?? undefined, errors, `The group said: ${said}`, 5)],
    boxes: [],
  };
}

function headOf(
  title: string,
  action: string,
  { audit, commandId, errors = [] }: Head,
): Pick<WritingView, 'title' | 'caption' | 'section' | 'back' | 'errors' | 'action' | 'change'> {
  const back = paths.audits.report(audit.audit);
  return { title, caption: audit.title, section: 'audits', back, errors, action, change: { commandId, basedOn: String(audit.revision) } };
}
