import type { AccessRefusalCode } from '@goldenthread/access';
import type {
  ActionRefusal,
  ActionStatus,
  ExtraordinaryMeetingRefusal,
  FollowUpRulesRefusal,
  MeetingMinutesRefusal,
  PracticeReviewRefusal,
  RecommendationRefusal,
  ResponseFailuresRefusal,
} from '@goldenthread/actions';
import type { JournalRefusal } from '@goldenthread/event-sourcing';
import type {
  ContributionRefusal,
  IndicatorDefinitionRefusal,
  IndicatorSeriesRefusal,
  PerformanceRiskRefusal,
  SignalProposalRefusal,
  StatisticalNeighboursRefusal,
} from '@goldenthread/indicators';
import type { PartnershipRefusal } from '@goldenthread/partnership';
import type { ReadingRefusal } from '@goldenthread/read-models';
import type { ReleaseRefusal } from '@goldenthread/releases';
import type { Section11CycleRefusal, Section11ReturnRefusal, Section11ToolRefusal } from '@goldenthread/section11';
import { CASE_AUDIT_WORDS, type CaseAuditsRefusal } from './case-audit-words.js';
import { MAX_DEPTH } from './strict-json.js';
import type { Details, Words } from './words.js';

/** Why a request was not taken before anybody decided on it. */
export type RequestRefusal =
  | 'database-unreachable'
  | 'as-at-unreadable'
  | 'body-too-large'
  | 'body-unreadable'
  | 'csv-not-offered'
  | 'file-missing'
  | 'form-from-elsewhere'
  | 'head-too-large'
  | 'idempotency-key-required'
  | 'idempotency-key-unreadable'
  | 'invalid'
  | 'json-duplicate-key'
  | 'json-malformed'
  | 'json-too-deep'
  | 'media-type-unsupported'
  | 'dates-in-wrong-order'
  | 'not-submitted-then'
  | 'no-such-page'
  | 'not-there-yet'
  | 'parameter-unknown'
  | 'position-unreadable'
  | 'precondition-required'
  | 'precondition-unreadable'
  | 'sign-in-failed'
  | 'request-too-slow'
  | 'request-unreadable'
  | 'store-busy'
  | 'too-many-requests'
  | 'unexpected'
  | 'upload-not-confirmed'
  | 'upload-not-sound'
  | 'url-unreadable';

/** Every code an error answer can carry. A new one without words does not compile. */
export type RefusalCode =
  | AccessRefusalCode
  | ActionRefusal
  | FollowUpRulesRefusal
  | MeetingMinutesRefusal
  | ExtraordinaryMeetingRefusal
  | PracticeReviewRefusal
  | CaseAuditsRefusal
  | ContributionRefusal
  | IndicatorDefinitionRefusal
  | IndicatorSeriesRefusal
  | StatisticalNeighboursRefusal
  | PerformanceRiskRefusal
  | SignalProposalRefusal
  | JournalRefusal
  | PartnershipRefusal
  | ReadingRefusal
  | RecommendationRefusal
  | ReleaseRefusal
  | RequestRefusal
  | ResponseFailuresRefusal
  | Section11CycleRefusal
  | Section11ReturnRefusal
  | Section11ToolRefusal;

const SOURCES: Readonly<Record<string, string>> = {
  'section-11-standard': 'cycle or standard',
  'case-audit-finding': 'audit or finding',
  'indicator-signal': 'indicator or period',
  meeting: 'meeting',
};
const say = (sentence: string) => (): string => sentence;
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown');
const listed = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(', ') : text(value));
const missingItems = (value: unknown): string =>
  Array.isArray(value) ? listed(value.map((missing: { item?: unknown }) => missing.item)) : 'some items';

/** How an action stands, after "it is". */
const actionStatus = (status: unknown): string => {
  const words = {
    issued: 'issued, and not answered',
    accepted: 'accepted, and under way',
    refused: 'refused',
    claimed: 'claimed to be done, which somebody of another body must agree to',
    completed: 'done',
    superseded: 'superseded by another',
  } satisfies Record<ActionStatus, string>;
  return typeof status === 'string' && Object.hasOwn(words, status) ? words[status as ActionStatus] : 'unknown';
};
/** Where many rows were sent at once, which one is wrong. */
const inRow = ({ row }: Details): string => (typeof row === 'number' ? `Row ${row}: ` : '');
const ofPeriod = (details: Details, sentence: string): string =>
  `${inRow(details)}${text(details.period)}: ${sentence} Nothing was stored.`;

/** The plain words and the HTTP status of every refusal; what api and console both say. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, Words>> = {
  // Who is asking
  'sign-in-required': { status: 401, title: 'Sign in first', detail: say('Send an access token: Authorization: Bearer <token>.') },
  'token-invalid': {
    status: 401,
    title: 'That sign-in is not valid',
    detail: say('The access token was not accepted, or has expired. Get a new one and try again.'),
  },
  'issuer-unreachable': {
    status: 503,
    title: 'Sign-in cannot be checked just now',
    detail: say('The sign-in service did not answer. Nothing was changed; try again in a moment.'),
  },
  'no-appointment': {
    status: 403,
    title: 'You have no role here',
    detail: say('You are signed in, but hold no role that is valid today. Ask your partnership’s business unit to appoint you.'),
  },
  'choose-appointment': {
    status: 400,
    title: 'Choose the role you act in',
    detail: say('You hold several roles. Send the id of one of `appointments` in the header Acting-As.'),
    pointer: 'Acting-As',
  },
  'not-permitted': { status: 403, title: 'Your role may not do this', detail: say('The role you act in does not permit this.') },
  'not-found': { status: 404, title: 'Not found', detail: say('There is nothing here that you can see. Check the address.') },
  'no-policy': { status: 403, title: 'Closed', detail: say('Nobody may use this address yet. Tell whoever runs this service.') },

  // How it was asked
  'as-at-unreadable': {
    status: 400,
    title: 'That date cannot be read',
    detail: say('asAt must be a date such as 2019-03-31, an instant such as 2019-03-31T12:00:00Z, or a position such as 48211.'),
    pointer: 'asAt',
  },
  'body-too-large': {
    status: 413,
    title: 'Too large',
    detail: say('The body is larger than 256 KB. Nothing was stored; shorten it and send it again.'),
  },
  'body-unreadable': {
    status: 400,
    title: 'The body cannot be read',
    detail: say('The body is missing or was cut short. Nothing was stored; send it again.'),
  },
  'csv-not-offered': { status: 406, title: 'Not a table', detail: say('This is not offered as CSV. Ask for JSON.') },
  'file-missing': {
    status: 422,
    title: 'No table came',
    detail: say('Send a CSV, ODS or XLSX file of up to 10 MB as the field `file` of a multipart form. Nothing was stored.'),
    pointer: '/file',
  },
  'form-from-elsewhere': {
    status: 403,
    title: 'That form came from another site',
    detail: say('A change must come from a page of this site. Nothing was stored.'),
  },
  'head-too-large': {
    status: 431,
    title: 'Address or headers too long',
    detail: say('Address and headers together are longer than 16 KB. Nothing was stored; shorten them.'),
  },
  'idempotency-key-required': {
    status: 400,
    title: 'Idempotency-Key needed',
    detail: say(
      'Every change needs the header Idempotency-Key with a UUID that you make up. Use the same one when you retry, and it is recorded once.',
    ),
    pointer: 'Idempotency-Key',
  },
  'idempotency-key-unreadable': {
    status: 400,
    title: 'Idempotency-Key cannot be read',
    detail: say('Idempotency-Key must be a UUID.'),
    pointer: 'Idempotency-Key',
  },
  invalid: {
    status: 422,
    title: 'Some of this is not right',
    detail: say('Nothing was stored. `errors` says what to put right, and where.'),
  },
  'json-duplicate-key': {
    status: 400,
    title: 'A field is given twice',
    detail: say('Nothing was stored, since one of the two would have been lost. Give each field once.'),
  },
  'json-malformed': { status: 400, title: 'Not valid JSON', detail: say('The body is not valid JSON. Nothing was stored.') },
  'json-too-deep': {
    status: 400,
    title: 'Nested too deeply',
    detail: say(`The body is nested more than ${MAX_DEPTH} levels deep. Nothing was stored.`),
  },
  'media-type-unsupported': {
    status: 415,
    title: 'Send JSON',
    detail: say('Send the body as JSON, with Content-Type: application/json.'),
    pointer: 'Content-Type',
  },
  'no-such-page': {
    status: 404,
    title: 'No such address',
    detail: say('There is no such address here. /api/v1/openapi.json lists them all.'),
  },
  'dates-in-wrong-order': {
    status: 422,
    title: 'The dates are the wrong way round',
    detail: say('The first date must be earlier than the second. Turn them round.'),
  },
  'not-submitted-then': {
    status: 404,
    title: 'Not submitted on that date',
    detail: say(
      'On the date you asked for its agency had not submitted this, and a draft is its agency’s alone. Ask for a date since it was submitted.',
    ),
  },
  'not-there-yet': { status: 404, title: 'Not there yet', detail: say('On the date you asked for there was no such thing yet.') },
  'parameter-unknown': {
    status: 400,
    title: 'Unknown parameter',
    detail: say('The address has a parameter that this page does not know. `errors` names it.'),
  },
  'position-unreadable': {
    status: 400,
    title: 'That position cannot be read',
    detail: say('A position is a whole number such as 48211, as an earlier answer gave it.'),
  },
  'precondition-required': {
    status: 428,
    title: 'Say what you are changing',
    detail: say(
      'Send If-Match with the ETag you read, so that nobody’s words are overwritten unseen; or If-None-Match: * where there was nothing yet.',
    ),
    pointer: 'If-Match',
  },
  'precondition-unreadable': {
    status: 400,
    title: 'If-Match cannot be read',
    detail: say('Give either If-Match with one ETag as you received it, such as "17", or If-None-Match: *.'),
    pointer: 'If-Match',
  },
  'sign-in-failed': {
    status: 400,
    title: 'You could not be signed in',
    detail: say('The sign-in took too long, was begun in another browser, or was not finished. Sign in again.'),
  },
  'request-too-slow': {
    status: 408,
    title: 'Too slow',
    detail: say('The request did not arrive in time. Nothing was stored; send it again.'),
  },
  'request-unreadable': {
    status: 400,
    title: 'That is no request',
    detail: say('What arrived is no HTTP request that can be read: its method, address or headers are malformed. Nothing was stored.'),
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    detail: say('You are asking faster than this service answers. Nothing was stored; wait a little and try again.'),
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong',
    detail: say('This is our fault, not yours. Try again; if it happens again, tell whoever runs this service the correlation id.'),
  },
  'upload-not-confirmed': {
    status: 409,
    title: 'Look at what would come of it',
    detail: say(
      'Nothing was stored yet. `outcomes` says what would be recorded, `questions` what looks unusual: send it again with the field confirmed=yes.',
    ),
    pointer: '/confirmed',
  },
  'upload-not-sound': {
    status: 422,
    title: 'Some rows need changes',
    detail: say('Nothing was stored, not even of the rows that are right. `faults` says row by row what was given and what to do.'),
    pointer: '/file',
  },
  'url-unreadable': { status: 400, title: 'That address cannot be read', detail: say('The address has a broken % sequence. Check it.') },

  // The record itself
  'command-id-reused': {
    status: 422,
    title: 'That Idempotency-Key is taken',
    detail: say('This Idempotency-Key was used for another request. Nothing was stored; make up a new one for a new request.'),
    pointer: 'Idempotency-Key',
  },
  'database-unreachable': {
    status: 503,
    title: 'Not available just now',
    detail: say(
      'The database cannot be reached, or has no room. What was asked may not have been saved: send it again in a moment, with the same Idempotency-Key.',
    ),
  },
  'record-busy': {
    status: 503,
    title: 'Busy',
    detail: say('Many people are changing this at once. Nothing was stored; send it again with the same Idempotency-Key.'),
  },

  // Reading at a date
  'as-at-in-future': {
    status: 422,
    title: 'That is still to come',
    detail: ({ latest, latestPosition }) =>
      `The record goes up to now: ${text(latest)}, position ${text(latestPosition)}. Choose an earlier date.`,
    pointer: 'asAt',
  },
  'as-at-before-first': {
    status: 422,
    title: 'Before the record begins',
    detail: ({ earliest }) => `Nothing had been recorded then. The record begins at ${text(earliest)}, position 0.`,
    pointer: 'asAt',
  },
  'views-behind': {
    status: 503,
    title: 'Not shown yet',
    detail: say('What was asked for is recorded, but the page has not caught up with it. Try again in a moment.'),
  },
  'views-rebuilding': {
    status: 503,
    title: 'Being rebuilt',
    detail: say('This page is being rebuilt after a change of this program. Nothing is lost; try again in a moment.'),
  },

  'position-not-recorded': {
    status: 422,
    title: 'No such position yet',
    detail: ({ latestPosition }) => `Nothing has been recorded at that position: the newest is ${text(latestPosition)}.`,
    pointer: 'minPosition',
  },

  // The store
  'store-busy': {
    status: 503,
    title: 'Busy',
    detail: say('More is being saved at this moment than can wait in line. Nothing was changed; send the same request again in a moment.'),
  },

  // Partnerships
  'no-returns-held-here': {
    status: 409,
    title: 'No returns are held here',
    detail: say(
      'This service knows the partnership by what it published, and holds no returns of it. A cycle can be opened for an invented partnership only.',
    ),
  },
  'source-needed': {
    status: 422,
    title: 'Say where this was published',
    detail: say('A real partnership needs the source of what is said about it.'),
    pointer: '/source',
  },
  'partnership-already-registered': {
    status: 409,
    title: 'Registered already',
    detail: say('This partnership is registered with other particulars.'),
  },
  'ends-before-it-begins': {
    status: 422,
    title: 'Ends before it begins',
    detail: ({ from, until }) => `It would end on ${text(until)}, before it begins on ${text(from)}.`,
  },
  'entry-not-listed': { status: 422, title: 'Not in the register', detail: say('The register lists no such entry.') },
  'entry-not-a-class': {
    status: 422,
    title: 'Not a class',
    detail: ({ wording }) => `“${text(wording)}” is not a class of organisations, so it comes to nobody but itself.`,
  },
  'class-names-one-twice': {
    status: 422,
    title: 'An organisation is named twice',
    detail: ({ names }) => `Named more than once in one class: ${listed(names)}.`,
  },
  'partner-group-not-named': {
    status: 422,
    title: 'No such group of partners',
    detail: say('Name the group of statutory partners before its members.'),
  },
  'area-not-named': {
    status: 422,
    title: 'No such area',
    detail: ({ area }) => `The partnership has no area called ${text(area)}.`,
  },
  'footprint-not-registered': { status: 422, title: 'No such footprint', detail: say('Register the footprint before its members.') },
  'body-not-registered': { status: 422, title: 'No such organisation', detail: say('Register the organisation before its host.') },
  'group-not-named': { status: 404, title: 'No such group', detail: say('The partnership has no such group.') },
  'meeting-in-future': {
    status: 422,
    title: 'That meeting is still to come',
    detail: ({ heldOn, today }) => `Today is ${text(today)}. Record the meeting of ${text(heldOn)} once it has been held.`,
    pointer: '/heldOn',
  },
  'partnership-not-registered': { status: 422, title: 'No such partnership', detail: say('That partnership is not registered.') },
  'agency-already-listed': {
    status: 409,
    title: 'Listed already',
    detail: say('This agency is listed under another name or kind, or on another basis.'),
  },

  // Section 11: tool and cycle
  'tool-not-published': {
    status: 422,
    title: 'No such tool',
    detail: ({ code, version }) => `No tool ${text(code)} version ${text(version)} is published. GET /api/v1/tools lists those that are.`,
    pointer: '/tool',
  },
  'tool-version-taken': {
    status: 409,
    title: 'That version is published',
    detail: say('A published tool never changes. Publish the next version.'),
  },
  'due-before-open': {
    status: 422,
    title: 'Due before it opens',
    detail: ({ opensOn, dueOn }) => `The cycle would be due on ${text(dueOn)}, before it opens on ${text(opensOn)}.`,
    pointer: '/dueOn',
  },
  'no-agencies': { status: 422, title: 'No agency is asked', detail: say('Name at least one agency.'), pointer: '/agencies' },
  'agency-listed-twice': {
    status: 422,
    title: 'An agency is named twice',
    detail: ({ agencies }) => `Named more than once: ${listed(agencies)}.`,
    pointer: '/agencies',
  },
  'agency-not-in-partnership': {
    status: 422,
    title: 'Not an agency of this partnership',
    detail: ({ agencies }) => `Not listed by the partnership: ${listed(agencies)}.`,
    pointer: '/agencies',
  },
  'duty-not-as-listed': {
    status: 422,
    title: 'Not asked on that basis',
    detail: ({ agencies }) =>
      `Whether an agency must answer follows from how the partnership lists it. Named otherwise: ${listed(agencies)}.`,
    pointer: '/agencies',
  },
  'cycle-not-due': {
    status: 409,
    title: 'Not due yet',
    detail: ({ dueOn }) => `Agencies have been promised the time up to ${text(dueOn)}. Close the cycle after that day.`,
  },
  'cycle-already-closed': {
    status: 409,
    title: 'Closed already',
    detail: ({ closedOn }) => `This cycle was closed on ${text(closedOn)}.`,
  },
  'cycle-not-closed': {
    status: 409,
    title: 'Not closed',
    detail: say('The cycle is open, so every agency it asks may return, late or not. Nobody needs to be admitted.'),
  },
  'admission-in-past': {
    status: 422,
    title: 'That day has gone by',
    detail: ({ until, today }) => `Today is ${text(today)}: ${text(until)} is over. Admit the return until today or later.`,
    pointer: '/until',
  },
  'say-why': { status: 422, title: 'Say why', detail: say('This needs a reason, which stays on record.'), pointer: '/reason' },

  // Section 11: return
  'cycle-not-open': { status: 404, title: 'No such cycle', detail: say('That cycle is not open.') },
  'agency-not-in-cycle': {
    status: 409,
    title: 'Your agency is not asked',
    detail: say('This cycle does not ask your agency for a return.'),
  },
  'return-not-open': { status: 409, title: 'Not started', detail: say('Open the return first.') },
  'item-not-in-tool': {
    status: 404,
    title: 'No such item',
    detail: ({ item }) => `${text(item)} is not an item of this return.`,
    pointer: 'item',
  },
  'rating-not-on-scale': {
    status: 422,
    title: 'Not a rating of this scale',
    detail: say('Rate it met, partly-met, not-met or not-applicable.'),
    pointer: '/rating',
  },
  'reason-needed': {
    status: 422,
    title: 'Say why it is not applicable',
    detail: say('An item that is not applicable needs a reason.'),
    pointer: '/reason',
  },
  'reason-not-wanted': {
    status: 422,
    title: 'A reason is for what is not applicable',
    detail: say('Leave the reason out, or put it in the narrative.'),
    pointer: '/reason',
  },
  'answer-changed': {
    status: 412,
    title: 'Somebody else changed this answer',
    detail: say(
      'The answer changed after you read it. Both texts are here: put them together, and save with If-Match of the current revision.',
    ),
    pointer: 'If-Match',
  },
  'return-changed': {
    status: 412,
    title: 'The return changed',
    detail: say('The return changed after you read it. Read it again before you sign or submit it.'),
    pointer: 'If-Match',
  },
  'return-submitted': {
    status: 409,
    title: 'Submitted already',
    detail: say('This return has been submitted. A senior officer can correct an answer; the business unit can reopen the return.'),
  },
  'return-not-submitted': {
    status: 409,
    title: 'Not submitted',
    detail: say('This return is not submitted, so its answers can simply be changed.'),
  },
  'cycle-closed': {
    status: 409,
    title: 'The cycle is closed',
    detail: ({ closedOn, admittedUntil }) =>
      typeof admittedUntil === 'string'
        ? `The cycle was closed on ${text(closedOn)}, and the time you were admitted for ended on ${admittedUntil}. Ask the business unit.`
        : `The cycle was closed on ${text(closedOn)}. Ask the business unit to admit a late return.`,
  },
  'cannot-bring-forward': {
    status: 422,
    title: 'That answer cannot be brought forward',
    detail: say('An answer is brought forward from your agency’s own return of an earlier cycle, to the same question.'),
    pointer: '/broughtForwardFrom',
  },
  'items-unanswered': { status: 409, title: 'Not complete', detail: ({ missing }) => `Still to be answered: ${missingItems(missing)}.` },
  'author-cannot-sign-off': {
    status: 409,
    title: 'Somebody else must sign off',
    detail: say('You answered items of this return. A senior officer who answered none of it must sign it off.'),
  },
  'already-signed-off': {
    status: 409,
    title: 'Signed off already',
    detail: say('This return has been signed off and has not changed since.'),
  },
  'not-signed-off': {
    status: 409,
    title: 'Not signed off',
    detail: say('A senior officer must sign the return off before it is submitted.'),
  },

  // Recommendations and actions
  'rules-not-in-force': {
    status: 422,
    title: 'Those rules were not in force',
    detail: ({ from, inForceFrom }) => `They are in force from ${text(inForceFrom)}, so they cannot be followed from ${text(from)}.`,
    pointer: '/from',
  },
  'rules-from-past': {
    status: 422,
    title: 'Those days were judged by the rules of their time',
    detail: ({ today }) =>
      `What was due before today is counted by the rules that held then. Changed rules hold from ${text(today)} or a later day.`,
    pointer: '/from',
  },
  'no-actions-held-here': {
    status: 409,
    title: 'No actions are held here',
    detail: say('This service knows the partnership by what it published, and holds no recommendations or actions of it.'),
  },
  'theme-unknown': {
    status: 422,
    title: 'No such theme',
    detail: ({ themes, known }) => `Not a theme: ${listed(themes)}. The themes are ${listed(known)}.`,
    pointer: '/themes',
  },
  'theme-needed': { status: 422, title: 'Choose a theme', detail: say('Choose at least one theme.'), pointer: '/themes' },
  'meeting-not-recorded': {
    status: 422,
    title: 'No such meeting on record',
    detail: ({ heldOn }) => `The group is not on record as having met on ${text(heldOn)}. Record the meeting first.`,
    pointer: '/heldOn',
  },
  'step-in-future': {
    status: 422,
    title: 'That day is still to come',
    detail: ({ on, today }) => `Today is ${text(today)}. Record what happened on ${text(on)} once it has.`,
    pointer: '/on',
  },
  'step-before-it-began': {
    status: 422,
    title: 'That is before it began',
    detail: ({ on, earliest }) => `It cannot have happened on ${text(on)}: what came before it was on ${text(earliest)}.`,
    pointer: '/on',
  },
  'minutes-not-drafted': { status: 409, title: 'Not drafted yet', detail: say('The minutes are drafted before the chair approves them.') },
  'minutes-not-approved': {
    status: 409,
    title: 'Not approved yet',
    detail: say('The chair approves the minutes before they are circulated.'),
  },
  'minutes-step-taken': {
    status: 409,
    title: 'On record already',
    detail: ({ status }) => `These minutes are ${text(status)} already.`,
  },
  'no-rules-then': {
    status: 422,
    title: 'No rule held then',
    detail: ({ on }) => `Your partnership had adopted no rules for extraordinary meetings by ${text(on)}.`,
    pointer: '/receivedOn',
  },
  'agency-not-listed-here': {
    status: 422,
    title: 'Not an agency of yours',
    detail: ({ agencies }) => `Not on your partnership’s list: ${listed(agencies)}.`,
    pointer: '/supporters',
  },
  'too-few-supporters': {
    status: 422,
    title: 'Too few support it',
    detail: ({ supporters, wanted }) => `At least ${text(wanted)} partner members must support the request; ${text(supporters)} did.`,
    pointer: '/supporters',
  },
  'meeting-not-requested': { status: 404, title: 'Not found', detail: say('There is no such request.') },
  'extraordinary-meeting-held': { status: 409, title: 'Held already', detail: say('This extraordinary meeting is on record as held.') },
  'review-not-commissioned': { status: 404, title: 'Not found', detail: say('There is no such review.') },
  'review-not-published': { status: 409, title: 'Not published yet', detail: say('Copies go out once the review is published.') },
  'review-published': {
    status: 409,
    title: 'Published already',
    detail: ({ publishedOn }) => `It was published on ${text(publishedOn)}.`,
  },
  'no-copies-owed': {
    status: 409,
    title: 'Nobody is owed a copy',
    detail: say('No rule sends copies of this review to anybody.'),
  },
  'copies-sent': { status: 409, title: 'Sent already', detail: say('The copies of this review are on record as sent.') },
  'source-not-there': {
    status: 422,
    title: 'That is not on record',
    detail: ({ kind }) =>
      `Your partnership has no such ${SOURCES[text(kind)] ?? 'source'} on record. Name one that is, or record it first.`,
    pointer: '/source',
  },
  'source-in-future': {
    status: 422,
    title: 'That is still to come',
    detail: ({ on, today }) => `Today is ${text(today)}. A recommendation cannot come out of something on ${text(on)}.`,
    pointer: '/source',
  },
  'review-not-of-its-time': {
    status: 422,
    title: 'Not a review of that kind',
    detail: ({ commissionedOn, from, until }) =>
      `The kind of a review follows from the day it was commissioned, here ${text(commissionedOn)}. Reviews of this kind were commissioned ` +
      [...(typeof from === 'string' ? [`from ${from} on`] : []), ...(typeof until === 'string' ? [`before ${until}`] : [])].join(', ') +
      '.',
    pointer: '/source/review',
  },
  'published-before-commissioned': {
    status: 422,
    title: 'Published before it was commissioned',
    detail: ({ commissionedOn, publishedOn }) =>
      `It was commissioned on ${text(commissionedOn)}, so not published on ${text(publishedOn)}.`,
    pointer: '/source/publishedOn',
  },
  'recommendation-not-made': { status: 404, title: 'No such recommendation', detail: say('There is no such recommendation.') },
  'due-before-issued': {
    status: 422,
    title: 'Due before it was issued',
    detail: ({ issuedOn, dueOn }) => `It would be due on ${text(dueOn)}, before it was issued on ${text(issuedOn)}.`,
    pointer: '/dueOn',
  },
  'issued-in-future': {
    status: 422,
    title: 'Not issued yet',
    detail: ({ issuedOn, today }) => `Today is ${text(today)}, and ${text(issuedOn)} is still to come.`,
    pointer: '/issuedOn',
  },
  'action-not-issued': { status: 404, title: 'No such action', detail: say('There is no such action.') },
  'action-changed': {
    status: 412,
    title: 'The action changed',
    detail: say('Somebody changed this action after you read it. Read it again before you go on.'),
    pointer: 'If-Match',
  },
  'action-answered': {
    status: 409,
    title: 'Answered already',
    detail: ({ status }) => `No response is awaited: the action is ${actionStatus(status)}.`,
  },
  'action-not-under-way': {
    status: 409,
    title: 'Not under way',
    detail: ({ status }) => `This can be said of an action that was accepted and is not done. This one is ${actionStatus(status)}.`,
  },
  'completion-not-claimed': {
    status: 409,
    title: 'Nobody says that it is done',
    detail: ({ status }) => `The agency must first claim completion, with evidence. The action is ${actionStatus(status)}.`,
  },
  'action-not-completed': {
    status: 409,
    title: 'Not done',
    detail: ({ status }) => `What came of an action is looked at once it is done. This one is ${actionStatus(status)}.`,
  },
  'action-still-open': {
    status: 409,
    title: 'Still open',
    detail: ({ status }) => `Only what was refused or is done can be reopened. This action is ${actionStatus(status)}.`,
  },
  'action-closed': {
    status: 409,
    title: 'Closed',
    detail: ({ status }) => `This action is ${actionStatus(status)}, and stays on record as it is.`,
  },
  'receipt-recorded': {
    status: 409,
    title: 'Receipt is recorded',
    detail: ({ receivedOn, recordedBy }) =>
      `It was received on ${text(receivedOn)}, as ${recordedBy === 'agency' ? 'the agency' : 'the business team'} recorded.`,
  },
  'received-before-issued': {
    status: 422,
    title: 'Received before it was issued',
    detail: ({ receivedOn, issuedOn }) => `It was issued on ${text(issuedOn)}, so not received on ${text(receivedOn)}.`,
    pointer: '/receivedOn',
  },
  'received-in-future': {
    status: 422,
    title: 'That day is still to come',
    detail: ({ receivedOn, today }) => `Today is ${text(today)}, and ${text(receivedOn)} is still to come.`,
    pointer: '/receivedOn',
  },
  'evidence-needed': {
    status: 422,
    title: 'Show that it is done',
    detail: say('Give at least one piece of evidence: a note of what was seen, or a link to it.'),
    pointer: '/evidence',
  },
  'own-agency-acceptance': {
    status: 409,
    title: 'Somebody of another body must agree',
    detail: say(
      'Your own agency did this. Whether it is done is for somebody of another body to say; the business unit is a body of its own.',
    ),
  },
  'own-claim-acceptance': {
    status: 409,
    title: 'Somebody else must agree',
    detail: say('You claimed yourself that this is done. Whether it is must be said by somebody else.'),
  },
  'successor-unknown': {
    status: 422,
    title: 'No such action',
    detail: say('Name another action of this partnership that takes its place.'),
    pointer: '/by',
  },
  'letter-not-prepared': { status: 404, title: 'No such letter', detail: say('No such letter has been prepared.') },
  'letter-issued': { status: 409, title: 'Issued already', detail: say('This letter has been issued.') },
  'letter-held': { status: 409, title: 'Held already', detail: say('This letter is held already. It can still be issued.') },
  ...CASE_AUDIT_WORDS,

  // Releases
  'nothing-to-release': {
    status: 422,
    title: 'There is nothing in the table',
    detail: say('Nothing stands of what you chose at that date. Choose something else, or a later date.'),
    pointer: '/source',
  },
  'release-would-reveal': {
    status: 422,
    title: 'It would give a small number away',
    detail: ({ figures }) =>
      `Together with what was released before, ${text(figures)} hidden figures could be worked out, whatever else is hidden. Release less: fewer periods, or one table instead of two.`,
  },
  'release-not-as-previewed': {
    status: 409,
    title: 'Something else would be hidden now',
    detail: say('Figures or earlier releases have changed since you looked. Look at the table again before you release it.'),
    pointer: '/previewed',
  },
  'earlier-release-erased': {
    status: 409,
    title: 'Earlier figures were erased',
    detail: ({ releases }) =>
      `Nothing can be checked against ${text(releases)} earlier releases, whose figures were erased. Nothing can be released any more.`,
  },
  'release-not-known': { status: 404, title: 'No such release', detail: say('There is no such release.') },
  'release-withdrawn-already': {
    status: 409,
    title: 'Withdrawn already',
    detail: say('Somebody has withdrawn this release. Look at when and why.'),
  },

  // Indicators
  'indicator-not-known': {
    status: 404,
    title: 'No such indicator',
    detail: say('There is no such indicator that you report. Check its code.'),
  },
  'indicator-not-defined': { status: 404, title: 'No such indicator', detail: say('The partnership has defined no such indicator.') },
  'denominator-needed': {
    status: 422,
    title: 'Say what it is divided by',
    detail: say('A proportion or a rate needs a denominator: what is counted in it.'),
    pointer: '/denominator',
  },
  'rate-needs-whole-base': {
    status: 422,
    title: 'Per how many?',
    detail: say('A rate is per a whole number above nought, such as 10000.'),
    pointer: '/measure/per',
  },
  'frequency-is-fixed': {
    status: 409,
    title: 'The frequency stays',
    detail: ({ frequency }) => `This indicator is reported by ${text(frequency)}. For another frequency, define another indicator.`,
    pointer: '/frequency',
  },
  'place-listed-twice': {
    status: 422,
    title: 'A place is named twice',
    detail: ({ places }) => `Named more than once: ${listed(places)}.`,
    pointer: '/places',
  },
  'no-target-without-direction': {
    status: 409,
    title: 'No target without a direction',
    detail: say('Neither up nor down is good for this indicator, so no target can be set and no colour given.'),
  },
  'target-ends-before-it-begins': {
    status: 422,
    title: 'Ends before it begins',
    detail: ({ from, until }) => `The target would end on ${text(until)}, before it begins on ${text(from)}.`,
    pointer: '/until',
  },
  'no-judgements-held-here': {
    status: 409,
    title: 'No judgements are held here',
    detail: say('This service knows the partnership by what it published. It attaches no target, rebase or judgement to it.'),
  },
  'no-commentary-held-here': {
    status: 409,
    title: 'No commentary is held here',
    detail: say('This service knows the partnership by what it published. Send its figures without commentary.'),
    pointer: '/commentary',
  },
  'place-not-in-indicator': {
    status: 422,
    title: 'Not a place of this indicator',
    detail: (details) =>
      `${inRow(details)}${text(details.place)} is not a place of this indicator. Its places are: ${listed(details.places)}.`,
    pointer: '/place',
  },
  'period-unreadable': {
    status: 422,
    title: 'That period cannot be read',
    detail: (details) => ofPeriod(details, `not a period of one ${text(details.frequency)}. Write it as ${text(details.example)}.`),
    pointer: '/period',
  },
  'period-not-over': {
    status: 422,
    title: 'That period is not over',
    detail: (details) => ofPeriod(details, `it ends on ${text(details.to)}, and today is ${text(details.today)}.`),
    pointer: '/period',
  },
  'figure-needed': {
    status: 422,
    title: 'A figure is needed',
    detail: (details) => ofPeriod(details, 'give the value, or all of its parts, or the marker that stands in its place.'),
  },
  'figure-or-marker': {
    status: 422,
    title: 'A figure or a marker',
    detail: (details) => ofPeriod(details, 'a marker stands in place of a figure. Give one of the two.'),
    pointer: '/marker',
  },
  'not-a-finite-number': {
    status: 422,
    title: 'Not a number',
    detail: (details) => ofPeriod(details, `the ${text(details.field)} is not a number.`),
  },
  'negative-figure': {
    status: 422,
    title: 'Less than nought',
    detail: (details) => ofPeriod(details, `the ${text(details.field)} is less than nought.`),
  },
  'not-a-whole-count': {
    status: 422,
    title: 'Not a whole number',
    detail: (details) => ofPeriod(details, `the ${text(details.field)} is a count: give a whole number.`),
  },
  'denominator-not-above-nought': {
    status: 422,
    title: 'Nothing to divide by',
    detail: (details) => ofPeriod(details, 'the denominator is nought. Where there was nothing to count, give the marker not-applicable.'),
    pointer: '/denominator',
  },
  'numerator-above-denominator': {
    status: 422,
    title: 'More than all',
    detail: (details) =>
      ofPeriod(
        details,
        `the numerator ${text(details.numerator)} is above its denominator ${text(details.denominator)}, of which it is a part. Put right whichever is wrong.`,
      ),
    pointer: '/numerator',
  },
  'too-many-decimals': {
    status: 422,
    title: 'Too many decimals',
    detail: (details) => ofPeriod(details, `this indicator has ${text(details.decimals)} decimals. Round half up, or give the parts.`),
    pointer: '/value',
  },
  'percentage-out-of-range': {
    status: 422,
    title: 'More than all',
    detail: (details) => ofPeriod(details, `${text(details.value)} is more than 100 percent.`),
    pointer: '/value',
  },
  'count-has-no-denominator': {
    status: 422,
    title: 'A count is not divided',
    detail: (details) => ofPeriod(details, 'this indicator is a count. Leave the denominator out.'),
    pointer: '/denominator',
  },
  'value-stands': {
    status: 409,
    title: 'There is a figure already',
    detail: (details) => ofPeriod(details, 'another figure stands. Restate it, with the reason.'),
  },
  'period-given-twice': {
    status: 422,
    title: 'A period is given twice',
    detail: (details) => ofPeriod(details, 'given twice. Give each period once.'),
  },
  'value-not-recorded': { status: 404, title: 'No figure there', detail: (details) => ofPeriod(details, 'no figure stands.') },
  'value-changed': {
    status: 412,
    title: 'The figure changed',
    detail: (details) =>
      ofPeriod(details, 'the figure changed after you read it. What stands is here: look at it, and send again with its ETag.'),
    pointer: 'If-Match',
  },
  'restates-nothing': {
    status: 409,
    title: 'That is what stands',
    detail: (details) => ofPeriod(details, 'this is the figure that stands. There is nothing to restate.'),
  },
  'rebased-already': {
    status: 409,
    title: 'Rebased already',
    detail: (details) => ofPeriod(details, 'the series is rebased there already.'),
  },
  'not-a-financial-year': {
    status: 422,
    title: 'Not a financial year',
    detail: ({ year, example }) => `${text(year)} is not a financial year. Write it as ${text(example)}. Nothing was stored.`,
    pointer: '/year',
  },
  'not-an-amount': {
    status: 422,
    title: 'Not an amount',
    detail: say('Give whole pounds from 0 up. Nothing was stored.'),
    pointer: '/pounds',
  },
  'contribution-stands': {
    status: 409,
    title: 'Another amount stands',
    detail: ({ pounds }) => `£${text(pounds)} stands already. Say why it is now known to be another. Nothing was stored.`,
    pointer: '/reason',
  },
  'denominator-not-recorded': {
    status: 422,
    title: 'No such denominator',
    detail: ({ code, period }) =>
      `No figure of ${text(code)} stands for ${text(period)} at this place. Record it first, or give the denominator.`,
    pointer: '/denominatorFrom',
  },
  'neighbour-named-twice': {
    status: 422,
    title: 'A neighbour is named twice',
    detail: ({ places }) => `Named more than once: ${listed(places)}.`,
    pointer: '/neighbours',
  },
  'risk-not-known': { status: 404, title: 'No such risk', detail: say('There is no such risk to performance.') },
  'risk-about-unknown': {
    status: 422,
    title: 'No such indicator',
    detail: ({ codes }) => `These are not indicators of the partnership at those places: ${listed(codes)}.`,
    pointer: '/about',
  },
  'risk-decided-already': {
    status: 409,
    title: 'Decided already',
    detail: say('The Board has decided on this risk. Raise another where something new is known.'),
  },
  'risk-changed': {
    status: 412,
    title: 'The risk changed',
    detail: say('The risk changed after you read it. Look at it, and send again with its ETag.'),
    pointer: 'If-Match',
  },
  'decided-in-the-future': {
    status: 422,
    title: 'Not decided yet',
    detail: ({ decidedOn, today }) => `${text(decidedOn)} is after today, ${text(today)}. Give the day on which the Board decided.`,
    pointer: '/decidedOn',
  },
  'call-back-not-after-decision': {
    status: 422,
    title: 'Called back too soon',
    detail: ({ callBackOn, decidedOn }) => `${text(callBackOn)} is not after the decision on ${text(decidedOn)}.`,
    pointer: '/callBackOn',
  },
  'proposal-not-known': { status: 404, title: 'No such proposal', detail: say('There is no such proposal.') },
  'proposal-answered': {
    status: 412,
    title: 'Answered already',
    detail: say('Somebody has taken this proposal up or set it aside. Look at what they said.'),
    pointer: 'If-Match',
  },
  'neighbour-of-itself': {
    status: 422,
    title: 'A place is no neighbour of itself',
    detail: ({ place }) => `${text(place)} is the place whose neighbours are named. Leave it out of them.`,
    pointer: '/neighbours',
  },
};

/** The words of a code, wherever it came from; an unknown one is our own fault. */
export function wordsOf(code: string): Words {
  return Object.hasOwn(REFUSAL_WORDS, code) ? REFUSAL_WORDS[code as RefusalCode] : REFUSAL_WORDS.unexpected;
}
