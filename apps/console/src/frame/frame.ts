import type { Scope } from '@goldenthread/access';
import type { ReadingPoint } from '@goldenthread/read-models';
import type { AsAtBanner } from '../as-at/as-at-banner.js';
import { asAtBanner } from '../as-at/as-at-banner.js';
import { paths, withQuery } from '../paths.js';
import { inThousands, instantInWords } from '../words.js';
import type { NamedAppointment } from './appointment-names.js';
import { navigationFor } from './navigation.js';
import type { Notice, PageHead } from './page.js';

/** All that the frame around a page is made from. */
export interface FrameFacts {
  readonly head: PageHead;
  /** The page's own address, with its query. */
  readonly here: string;
  readonly nonce: string;
  /** When the page is made: what a print says. */
  readonly madeAt: string;
  readonly hasTable: boolean;
  readonly point?: ReadingPoint;
  /** How much was changed since the point, where it is an earlier one. */
  readonly changesSince?: number;
  readonly visit?: { readonly csrf: string; readonly notice?: Notice };
  readonly who?: {
    readonly name: string;
    readonly role: string;
    readonly scope: Scope;
    readonly appointments: number;
    readonly actingAs: NamedAppointment;
  };
}

export interface Frame {
  readonly windowTitle: string;
  readonly nonce: string;
  readonly csrf?: string;
  /** The appointment that what is typed here is typed in: another’s never sees it again. */
  readonly actingFor?: string;
  readonly here: string;
  /** Whose pages these are: the partnership's name, where somebody of it is signed in. */
  readonly name: string;
  readonly homeHref: string;
  readonly isInvented: boolean;
  readonly navigation: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  readonly signedInAs?: string;
  readonly roleHref?: string;
  readonly asAt?: AsAtBanner;
  readonly notice?: Notice;
  /** What a print says of itself, for the minutes. */
  readonly printLine: string;
  readonly csvHref?: string;
  readonly idleSeconds: number;
}

const SERVICE = 'Golden Thread';
const IDLE_SECONDS = 30 * 60;

/** What stands around a page: pure, so that what people see of dates, names and roles is tested without a server. */
export function frameOf(facts: FrameFacts): Frame {
  const { head, here, nonce, point, visit, who } = facts;
  const isPast = point !== undefined && !point.isNow;
  const asAt = isPast ? (new URL(here, 'http://here').searchParams.get('asAt') ?? String(point.position)) : undefined;
  const go = (path: string): string => withQuery(path, { asAt });
  return {
    windowTitle: windowTitleOf(head, asAt === undefined || !point ? undefined : instantInWords(point.instant)),
    nonce,
    csrf: visit?.csrf,
    actingFor: who?.actingAs.id,
    here,
    name: who?.actingAs.partnership?.name ?? SERVICE,
    homeHref: go(paths.home),
    isInvented: who?.actingAs.partnership?.isInvented ?? false,
    navigation: who ? navigationFor(who.role, head.section).map((entry) => ({ ...entry, href: go(entry.href) })) : [],
    signedInAs: who && sentenceOf(who.name, who.actingAs),
    roleHref: who && who.appointments > 1 ? paths.role : undefined,
    asAt: isPast ? asAtBanner(point, facts.changesSince, here) : undefined,
    notice: visit?.notice,
    printLine: printLineOf(facts),
    csvHref: facts.hasTable ? withQuery(here, { format: 'csv' }) : undefined,
    idleSeconds: IDLE_SECONDS,
  };
}

/** "Error: Your tasks – Golden Thread". */
function windowTitleOf({ title, caption, errors = [] }: PageHead, asAt: string | undefined): string {
  const parts = [title, caption, asAt && `as at ${asAt}`, SERVICE].filter((part) => part !== undefined);
  return `${errors.length > 0 ? 'Error: ' : ''}${parts.join(' – ')}`;
}

/** "Callum Birch, Marlshire Constabulary, agency author". */
function sentenceOf(name: string, { agency, role }: NamedAppointment): string {
  return [name, agency, role].filter((part) => part !== undefined).join(', ');
}

function printLineOf({ madeAt, point, who }: FrameFacts): string {
  const printed = `Printed from ${SERVICE} on ${instantInWords(madeAt)}${who ? ` by ${sentenceOf(who.name, who.actingAs)}` : ''}.`;
  if (!point) return printed;
  return `${printed} It shows the record as at ${instantInWords(point.instant)} (event ${inThousands(point.position)}).`;
}
