import { REFUSAL_WORDS } from '@goldenthread/http';
import { groupIdOf } from '@goldenthread/partnership';
import { MARLSHIRE } from '../../apps/standalone/src/demonstration/marlshire.js';
import { JourneyApp, uuid, type Answer, type HeaderFields } from '../support/journey-app.js';
import { agencyId, cycleBody, Section11Cycle } from '../support/section11-cycle.js';

interface Bad {
  /** An author of the constabulary, where nobody is named. */
  readonly as?: string;
  readonly method?: string;
  /** By default the answer to the first item. `{cycle}`, `{return}`, `{answer}`, `{theirs}` and `{nobody}` stand for ids. */
  readonly path?: string;
  readonly body?: unknown;
  /** The body as it is, where `JSON.stringify` would not write it so. */
  readonly text?: string | Uint8Array;
  readonly headers?: HeaderFields;
}

/** What is asked, what must come back (status and code), and where the fault lies, if somewhere. */
type Row = readonly [what: string, bad: Bad, answer: string, pointer?: string];

const READ = { method: 'GET' };
const answer = (fields: object): Bad => ({ body: { rating: 'met', ...fields } });
const evidence = (...pieces: unknown[]): Bad => answer({ evidence: pieces });
const cycleWith = (fields: object): Bad => {
  return { as: 'coordinator', method: 'POST', path: '/api/v1/cycles', body: { ...cycleBody(['constabulary', 'hospitals']), ...fields } };
};
const read = (path: string, over: Bad = {}): Bad => ({ ...READ, path, ...over });
const step = (path: string, over: Bad = {}): Bad => ({ method: 'POST', path, headers: { 'if-match': '"0"' }, ...over });
const correction = (fields: object): Bad => {
  const body = { answer: { rating: 'met' }, reason: 'It was misread.', ...fields };
  return {
    as: 'agency-lead',
    path: '/api/v1/returns/{return}/answers/SMC-1/correction',
    body,
    headers: { 'if-none-match': undefined, 'if-match': '"0"' },
  };
};
const meetings = `/api/v1/partnerships/${MARLSHIRE.id}/groups/{group}/meetings`;
const nested = (depth: number): string => `{"rating":${'['.repeat(depth)}${']'.repeat(depth)}}`;

// prettier-ignore
const ROWS: readonly Row[] = [
  // JSON
  ['malformed JSON',                      { text: '{"rating":"met"' },                             '400 json-malformed', ''],
  ['JSON with a trailing comma',          { text: '{"rating":"met",}' },                           '400 json-malformed', ''],
  ['JSON with a comment',                 { text: '{"rating":"met"/* sic */}' },                   '400 json-malformed', ''],
  ['two values',                          { text: '{"rating":"met"}{"rating":"met"}' },            '400 json-malformed', ''],
  ['a byte order mark',                   { text: '\ufeff{"rating":"met"}' },                      '400 json-malformed', ''],
  ['single quotes',                       { text: "{'rating':'met'}" },                            '400 json-malformed', ''],
  ['NaN',                                 { text: '{"rating":NaN}' },                              '400 json-malformed', ''],
  ['a body cut short in a character',     { text: Buffer.concat([Buffer.from('{"rating":"met","narrative":"'), Buffer.from([0xf0, 0x9f, 0x98]), Buffer.from('"}')]) }, '400 json-malformed', ''],
  ['bytes that are not UTF-8',            { text: Buffer.concat([Buffer.from('{"rating":"met","narrative":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]) }, '400 json-malformed', ''],
  ['a member given twice',                { text: '{"rating":"met","rating":"not-met"}' },         '400 json-duplicate-key', '/rating'],
  ['a member given twice, one escaped',   { text: '{"rating":"met","r\\u0061ting":"not-met"}' },   '400 json-duplicate-key', '/rating'],
  ['a member given twice, further in',    { text: '{"rating":"met","evidence":[{"kind":"note","text":"a","text":"b"}]}' }, '400 json-duplicate-key', '/evidence/0/text'],
  ['nesting 10,000 deep',                 { text: nested(10_000) },                                '400 json-too-deep', '/rating/0/0/0/0/0/0/0'],
  ['objects 10,000 deep',                 { text: '{"rating":'.repeat(10_000) },                   '400 json-too-deep', '/rating/rating/rating/rating/rating/rating/rating/rating'],
  ['a lone high surrogate',               { text: '{"rating":"met","narrative":"\\ud800"}' },      '400 json-malformed', '/narrative'],
  ['a lone low surrogate',                { text: '{"rating":"\\udc00"}' },                        '400 json-malformed', '/rating'],
  ['a lone surrogate in a name',          { text: '{"rating":"met","\\udfff":1}' },                '400 json-malformed', ''],
  ['300 KB',                              answer({ narrative: 'x'.repeat(300 * 1024) }),           '413 body-too-large'],
  ['300 KB that hide their length',       { ...answer({ narrative: 'x'.repeat(300 * 1024) }), headers: { 'transfer-encoding': 'chunked' } }, '413 body-too-large'],
  ['an empty body',                       { text: '' },                                            '400 json-malformed', ''],
  ['no body at all',                      { headers: { 'content-type': undefined } },              '422 invalid', '/rating'],
  ['null',                                { text: 'null' },                                        '422 invalid', '/rating'],
  ['a text',                              { text: '"met"' },                                       '422 invalid', ''],
  ['a number',                            { text: '7' },                                           '422 invalid', ''],
  ['an array for the whole body',         { text: '[{"rating":"met"}]' },                          '422 invalid', ''],
  ['an empty array for the whole body',   { text: '[]' },                                          '422 invalid', ''],

  // Content type
  ['text for JSON',                       { ...answer({}), headers: { 'content-type': 'text/plain' } },              '415 media-type-unsupported', 'Content-Type'],
  ['a form for JSON',                     { text: 'rating=met', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, '415 media-type-unsupported', 'Content-Type'],
  ['an unreadable content type',          { ...answer({}), headers: { 'content-type': 'json' } },                    '415 media-type-unsupported', 'Content-Type'],

  // Fields
  ['an unknown field',                    answer({ grade: 'A' }),                                  '422 invalid', '/grade'],
  ['an unknown field further in',         evidence({ kind: 'note', text: 'a', author: 'b' }),      '422 invalid', '/evidence/0/author'],
  ['__proto__ as a field',                { text: '{"rating":"met","__proto__":{"admin":true}}' }, '422 invalid', '/__proto__'],
  ['__proto__ further in',                { text: '{"rating":"met","evidence":[{"kind":"note","text":"a","__proto__":{}}]}' }, '422 invalid', '/evidence/0/__proto__'],
  ['constructor as a field',              { text: '{"rating":"met","constructor":{"prototype":{}}}' }, '422 invalid', '/constructor'],
  ['prototype as a field',                { text: '{"rating":"met","prototype":{}}' },             '422 invalid', '/prototype'],
  ['toString as a field',                 answer({ toString: 'x' }),                               '422 invalid', '/toString'],
  ['no rating',                           { body: {} },                                            '422 invalid', '/rating'],
  ['a rating that is a number',           { body: { rating: 2 } },                                 '422 invalid', '/rating'],
  ['a rating that is an object',          { body: { rating: { met: true } } },                     '422 invalid', '/rating'],
  ['a rating that is an array',           { body: { rating: ['met'] } },                           '422 invalid', '/rating'],
  ['a rating not on the scale',           { body: { rating: 'excellent' } },                       '422 rating-not-on-scale', '/rating'],
  ['a rating in capitals',                { body: { rating: 'MET' } },                             '422 rating-not-on-scale', '/rating'],
  ['a rating that is a member of objects', { body: { rating: '__proto__' } },                      '422 rating-not-on-scale', '/rating'],
  ['not applicable without a reason',     { body: { rating: 'not-applicable' } },                  '422 reason-needed', '/reason'],
  ['a reason that is blank',              { body: { rating: 'not-applicable', reason: ' \n ' } },  '422 invalid', '/reason'],
  ['a reason for what applies',           answer({ reason: 'We have no staff.' }),                 '422 reason-not-wanted', '/reason'],
  ['a narrative that is a number',        answer({ narrative: 1 }),                                '422 invalid', '/narrative'],
  ['a narrative that is an object',       answer({ narrative: { text: 'a' } }),                    '422 invalid', '/narrative'],
  ['a narrative of 20,001 characters',    answer({ narrative: 'x'.repeat(20_001) }),               '422 invalid', '/narrative'],
  ['a zero character',                    answer({ narrative: 'a\u0000b' }),                       '422 invalid', '/narrative'],
  ['an escape character',                 answer({ narrative: '\u001b[31m' }),                     '422 invalid', '/narrative'],
  ['the mark of sealed texts',            answer({ narrative: '\u001aWzEsMl0' }),                  '422 invalid', '/narrative'],
  ['a control character of the second set', answer({ narrative: 'a\u009bb' }),                     '422 invalid', '/narrative'],

  // Evidence
  ['an object for the list of evidence',  answer({ evidence: { 0: { kind: 'note', text: 'a' } } }), '422 invalid', '/evidence'],
  ['a text for the list of evidence',     answer({ evidence: 'minutes' }),                         '422 invalid', '/evidence'],
  ['nothing as a piece of evidence',      evidence(null),                                          '422 invalid', '/evidence'],
  ['a text as a piece of evidence',       evidence('minutes'),                                     '422 invalid', '/evidence'],
  ['a list as a piece of evidence',       evidence([]),                                            '422 invalid', '/evidence'],
  ['a list of lists as a piece of evidence', evidence([{ kind: 'note', text: 'a' }]),              '422 invalid', '/evidence'],
  ['evidence of no kind',                 evidence({ text: 'a' }),                                 '422 invalid', '/evidence/0/kind'],
  ['evidence of an unknown kind',         evidence({ kind: 'file', text: 'a' }),                   '422 invalid', '/evidence/0/kind'],
  ['a note without a text',               evidence({ kind: 'note' }),                              '422 invalid', '/evidence/0/text'],
  ['a note with nothing for a text',      evidence({ kind: 'note', text: null }),                  '422 invalid', '/evidence/0/text'],
  ['a note with an address',              evidence({ kind: 'note', text: 'a', url: 'https://marlshire.example/' }), '422 invalid', '/evidence/0/url'],
  ['a link with a text',                  evidence({ kind: 'link', title: 'a', url: 'https://marlshire.example/', text: 'b' }), '422 invalid', '/evidence/0/text'],
  ['a link without an address',           evidence({ kind: 'link', title: 'a' }),                  '422 invalid', '/evidence/0/url'],
  ['a link that runs a script',           evidence({ kind: 'link', title: 'a', url: 'javascript:alert(1)' }), '422 invalid', '/evidence/0/url'],
  ['a link to data',                      evidence({ kind: 'link', title: 'a', url: 'data:text/html,<script>' }), '422 invalid', '/evidence/0/url'],
  ['a link that hides a script',          evidence({ kind: 'link', title: 'a', url: ' java\nscript:alert(1)' }), '422 invalid', '/evidence/0/url'],
  ['a link to a file',                    evidence({ kind: 'link', title: 'a', url: 'file:///etc/passwd' }), '422 invalid', '/evidence/0/url'],
  ['a link without a scheme',             evidence({ kind: 'link', title: 'a', url: '//marlshire.example' }), '422 invalid', '/evidence/0/url'],
  ['21 pieces of evidence',               evidence(...Array.from({ length: 21 }, () => ({ kind: 'note', text: 'a' }))), '422 invalid', '/evidence'],

  // Cycles
  ['due before it opens',                 cycleWith({ dueOn: '2026-01-04' }),                      '422 due-before-open', '/dueOn'],
  ['31 February',                         cycleWith({ dueOn: '2026-02-31' }),                      '422 invalid', '/dueOn'],
  ['29 February of a common year',        cycleWith({ opensOn: '2026-02-29' }),                    '422 invalid', '/opensOn'],
  ['an instant for a day',                cycleWith({ dueOn: '2026-03-31T00:00:00Z' }),            '422 invalid', '/dueOn'],
  ['a day as people write it',            cycleWith({ dueOn: '31/03/2026' }),                      '422 invalid', '/dueOn'],
  ['a number for a day',                  cycleWith({ dueOn: 20260331 }),                          '422 invalid', '/dueOn'],
  ['no agencies',                         cycleWith({ agencies: [] }),                             '422 no-agencies', '/agencies'],
  ['agencies left out',                   cycleWith({ agencies: undefined }),                      '422 invalid', '/agencies'],
  ['an agency twice',                     cycleWith({ agencies: [0, 1].map(() => ({ agency: agencyId('constabulary'), duty: 'required' })) }), '422 agency-listed-twice', '/agencies'],
  ['an agency of nobody',                 cycleWith({ agencies: [{ agency: uuid(), duty: 'required' }] }), '422 agency-not-in-partnership', '/agencies'],
  ['an agency that is no id',             cycleWith({ agencies: [{ agency: 'constabulary', duty: 'required' }] }), '422 invalid', '/agencies/0/agency'],
  ['an unknown duty',                     cycleWith({ agencies: [{ agency: agencyId('constabulary'), duty: 'optional' }] }), '422 invalid', '/agencies/0/duty'],
  ['nothing for an agency',               cycleWith({ agencies: [null] }),                         '422 invalid', '/agencies'],
  ['a list for an agency',                cycleWith({ agencies: [[]] }),                           '422 invalid', '/agencies'],
  ['an unknown tool',                     cycleWith({ tool: { code: 'section-12', version: 1 } }), '422 tool-not-published', '/tool'],
  ['an unknown version of the tool',      cycleWith({ tool: { code: 'section-11', version: 9 } }), '422 tool-not-published', '/tool'],
  ['a tool that is a text',               cycleWith({ tool: 'section-11' }),                       '422 invalid', '/tool'],
  ['a tool that is a list',               cycleWith({ tool: ['section-11', 1] }),                  '422 invalid', '/tool'],
  ['a version that is a text',            cycleWith({ tool: { code: 'section-11', version: '1' } }), '422 invalid', '/tool/version'],
  ['half a version',                      cycleWith({ tool: { code: 'section-11', version: 1.5 } }), '422 invalid', '/tool/version'],
  ['a huge number',                       cycleWith({ tool: { code: 'section-11', version: 1e308 } }), '422 invalid', '/tool/version'],
  ['a number beyond all numbers',         { as: 'coordinator', method: 'POST', path: '/api/v1/cycles', text: JSON.stringify(cycleBody(['constabulary'])).replace('"version":1', '"version":1e999') }, '422 invalid', '/tool/version'],
  ['a title that is blank',               cycleWith({ title: '   ' }),                             '422 invalid', '/title'],
  ['a title of 201 characters',           cycleWith({ title: 'x'.repeat(201) }),                   '422 invalid', '/title'],
  ['an unknown field of a cycle',         cycleWith({ partnership: uuid() }),                      '422 invalid', '/partnership'],

  // Ids and addresses
  ['an unknown return',                   { path: '/api/v1/returns/{nobody}/answers/SMC-1', ...answer({}) }, '404 not-found'],
  ['a return that is no id',              { path: '/api/v1/returns/1/answers/SMC-1', ...answer({}) }, '404 not-found'],
  ['a return spelled in capitals',        { path: '/api/v1/returns/{RETURN}/answers/SMC-1', ...answer({}) }, '404 not-found'],
  ['another agency’s return',             { path: '/api/v1/returns/{theirs}/answers/SMC-1', ...answer({}) }, '404 not-found'],
  ['another agency’s return to submit',   step('/api/v1/returns/{theirs}/submission'),             '404 not-found'],
  ['an unknown cycle',                    step('/api/v1/cycles/{nobody}/returns'),                 '404 not-found'],
  ['a cycle that is no id',               read('/api/v1/cycles/spring'),                           '404 not-found'],
  ['a cycle that is a query',             read("/api/v1/cycles/'%20OR%201=1--"),                   '404 not-found'],
  ['an item not in the tool',             { path: '/api/v1/returns/{return}/answers/SMC-9', ...answer({}) }, '404 item-not-in-tool', 'item'],
  ['an item not in the tool, to read',    read('/api/v1/returns/{return}/answers/SMC-9'),          '404 item-not-in-tool', 'item'],
  ['an item that is a member of objects', { path: '/api/v1/returns/{return}/answers/__proto__', ...answer({}) }, '404 item-not-in-tool', 'item'],
  ['an item with a zero character',       { path: '/api/v1/returns/{return}/answers/%00', ...answer({}) }, '404 not-found'],
  ['an item with a zero character, to read', read('/api/v1/returns/{return}/answers/SMC-1%00'),    '404 not-found'],
  ['a tool with a zero character',        read('/api/v1/tools/%00/versions/1'),                    '404 not-found'],
  ['a version that is a word',            read('/api/v1/tools/section-11/versions/first'),         '404 not-found'],
  ['a version below all',                 read('/api/v1/tools/section-11/versions/-1'),            '404 not-found'],
  ['a version beyond all',                read('/api/v1/tools/section-11/versions/99999999999999999999'), '404 not-found'],
  ['a broken % sequence',                 read('/api/%zz'),                                            '400 url-unreadable'],
  ['a broken % sequence in an id',        read('/api/v1/returns/%zz'),                             '400 url-unreadable'],
  ['half a character in an id',           read('/api/v1/returns/%c3'),                             '400 url-unreadable'],
  ['path traversal',                      read('/api/v1/../../../etc/passwd'),                     '404 no-such-page'],
  ['path traversal, encoded',             read('/api/v1/returns/..%2f..%2f..%2fetc%2fpasswd'),     '404 not-found'],
  ['an address that is not there',        read('/api/v1/audits'),                                  '404 no-such-page'],
  ['an id of 5,000 characters',           read(`/api/v1/returns/${'a'.repeat(5_000)}`),            '404 no-such-page'],
  ['an address of 40,000 characters',     read(`/api/v1/returns?cycle=${'a'.repeat(40_000)}`),     '431 head-too-large'],
  ['DELETE',                              { method: 'DELETE', path: '/api/v1/returns/{return}' },  '404 no-such-page'],
  ['PATCH',                               { method: 'PATCH', ...answer({}) },                      '404 no-such-page'],
  ['PROPFIND',                            { method: 'PROPFIND', path: '/api/v1/returns' },         '404 no-such-page'],
  ['a method that does not exist',        { method: 'SUBMIT', path: '/api/v1/returns/{return}' },  '400 request-unreadable'],

  // Parameters
  ['a date that cannot be read',          read('/api/v1/returns?asAt=yesterday'),                  '400 as-at-unreadable', 'asAt'],
  ['an empty date',                       read('/api/v1/returns?asAt='),                           '400 as-at-unreadable', 'asAt'],
  ['as at 31 February',                   read('/api/v1/returns?asAt=2026-02-31'),                 '400 as-at-unreadable', 'asAt'],
  ['an instant without an offset',        read('/api/v1/returns?asAt=2026-01-05T09:00:00'),        '400 as-at-unreadable', 'asAt'],
  ['a position below all',                read('/api/v1/returns?asAt=-1'),                         '400 as-at-unreadable', 'asAt'],
  ['half a position',                     read('/api/v1/returns?asAt=1.5'),                        '400 as-at-unreadable', 'asAt'],
  ['tomorrow',                            read('/api/v1/returns?asAt=2026-01-06'),                 '422 as-at-in-future', 'asAt'],
  ['an instant to come',                  read('/api/v1/returns?asAt=2026-01-05T09:00:00.001Z'),   '422 as-at-in-future', 'asAt'],
  ['a position to come',                  read('/api/v1/returns?asAt=999999'),                     '422 as-at-in-future', 'asAt'],
  ['the last position there could be',    read('/api/v1/returns?asAt=999999999999999999'),         '422 as-at-in-future', 'asAt'],
  ['the end of the calendar',             read('/api/v1/returns?asAt=9999-12-31'),                 '422 as-at-in-future', 'asAt'],
  ['a day before the first event',        read('/api/v1/returns?asAt=2026-01-04'),                 '422 as-at-before-first', 'asAt'],
  ['the year 0',                          read('/api/v1/returns?asAt=0000-01-01'),                 '400 as-at-unreadable', 'asAt'],
  ['the year 1',                          read('/api/v1/returns?asAt=0001-01-01T00:00:00Z'),       '422 as-at-before-first', 'asAt'],
  ['two dates',                           read('/api/v1/returns?asAt=2026-01-05&asAt=2026-01-05'), '422 invalid', 'asAt'],
  ['a date of 41 characters',             read(`/api/v1/returns?asAt=${'1'.repeat(41)}`),          '422 invalid', 'asAt'],
  ['since after as at',                   read('/api/v1/cycles/{cycle}/differences?since=16&asAt=3', { as: 'coordinator' }), '422 invalid', 'since'],
  ['differences since nothing',           read('/api/v1/cycles/{cycle}/differences', { as: 'coordinator' }), '422 invalid', 'since'],
  ['since a date that cannot be read',    read('/api/v1/cycles/{cycle}/differences?since=once', { as: 'coordinator' }), '400 as-at-unreadable', 'since'],
  ['since tomorrow',                      read('/api/v1/cycles/{cycle}/differences?since=2026-01-06', { as: 'coordinator' }), '422 as-at-in-future', 'since'],
  ['a least position that cannot be read', read('/api/v1/returns?minPosition=last'),               '400 position-unreadable', 'minPosition'],
  ['a least position that nothing has',   read('/api/v1/returns?minPosition=999999'),              '422 position-not-recorded', 'minPosition'],
  ['an unknown format',                   read('/api/v1/returns?format=xlsx'),                     '422 invalid', 'format'],
  ['CSV of what is no table',             read('/api/v1/returns/{return}/answers/SMC-1?format=csv'), '406 csv-not-offered'],
  ['a cycle in the query that is no id',  read('/api/v1/returns?cycle=spring'),                    '422 invalid', 'cycle'],
  ['an unknown parameter',                read('/api/v1/returns?sort=agency'),                     '400 parameter-unknown', 'sort'],
  ['an unknown spelling of a parameter',  read('/api/v1/returns?asat=2026-01-05'),                 '400 parameter-unknown', 'asat'],
  ['a parameter as PHP has it',           read('/api/v1/returns?asAt[]=2026-01-05'),               '400 parameter-unknown', 'asAt[]'],
  ['__proto__ as a parameter',            read('/api/v1/returns?__proto__=1'),                     '400 parameter-unknown', '__proto__'],
  ['a parameter where none is taken',     read('/api/v1/me?asAt=2026-01-05'),                      '400 parameter-unknown', 'asAt'],
  ['a date for a change',                 { path: '/api/v1/returns/{return}/answers/SMC-1?asAt=2026-01-05', ...answer({}) }, '400 parameter-unknown', 'asAt'],
  ['a format for a change',               { path: '/api/v1/returns/{return}/answers/SMC-1?format=csv', ...answer({}) }, '400 parameter-unknown', 'format'],

  // Headers
  ['no sign-in',                          read('/api/v1/returns', { headers: { authorization: undefined } }), '401 sign-in-required'],
  ['a token of nobody',                   read('/api/v1/returns', { headers: { authorization: 'Bearer a.b.c' } }), '401 token-invalid'],
  ['another scheme',                      read('/api/v1/returns', { headers: { authorization: 'Basic YTpi' } }), '401 sign-in-required'],
  ['an appointment of nobody',            read('/api/v1/returns', { headers: { 'acting-as': uuid() } }), '400 choose-appointment', 'Acting-As'],
  ['no Idempotency-Key',                  { ...answer({}), headers: { 'idempotency-key': undefined } }, '400 idempotency-key-required', 'Idempotency-Key'],
  ['an Idempotency-Key that is no UUID',  { ...answer({}), headers: { 'idempotency-key': 'again' } }, '400 idempotency-key-unreadable', 'Idempotency-Key'],
  ['no Idempotency-Key for a cycle',      { ...cycleWith({}), headers: { 'idempotency-key': undefined } }, '400 idempotency-key-required', 'Idempotency-Key'],
  ['no precondition',                     { ...answer({}), headers: { 'if-none-match': undefined } }, '428 precondition-required', 'If-Match'],
  ['two preconditions',                   { ...answer({}), headers: { 'if-match': '"1"' } },       '400 precondition-unreadable', 'If-Match'],
  ['a weak ETag',                         { ...answer({}), headers: { 'if-none-match': undefined, 'if-match': 'W/"1"' } }, '400 precondition-unreadable', 'If-Match'],
  ['an ETag without quotes',              { ...answer({}), headers: { 'if-none-match': undefined, 'if-match': '1' } }, '400 precondition-unreadable', 'If-Match'],
  ['any ETag',                            { ...answer({}), headers: { 'if-none-match': undefined, 'if-match': '*' } }, '400 precondition-unreadable', 'If-Match'],
  ['two ETags',                           { ...answer({}), headers: { 'if-none-match': undefined, 'if-match': '"1", "2"' } }, '400 precondition-unreadable', 'If-Match'],
  ['an ETag of no revision',              { ...answer({}), headers: { 'if-none-match': '"1"' } },  '400 precondition-unreadable', 'If-None-Match'],
  ['an ETag of what is not there',        { ...answer({}), headers: { 'if-none-match': undefined, 'if-match': '"999999999999999"' } }, '412 answer-changed', 'If-Match'],

  // What may not be done, or not yet
  ['a role that may not',                 { as: 'scrutineer', ...answer({}) },                     '403 not-permitted'],
  ['a cycle of an author’s',              { ...cycleWith({}), as: 'agency-author' },               '403 not-permitted'],
  ['a sign-off by an author',             step('/api/v1/returns/{return}/sign-off', { body: {} }), '403 not-permitted'],
  ['a sign-off of what is incomplete',    step('/api/v1/returns/{return}/sign-off', { as: 'agency-lead', body: {} }), '409 items-unanswered'],
  ['a statement that is a list',          step('/api/v1/returns/{return}/sign-off', { as: 'agency-lead', body: { statement: ['Agreed.'] } }), '422 invalid', '/statement'],
  ['a submission of what is incomplete',  step('/api/v1/returns/{return}/submission'),             '409 items-unanswered'],
  ['a submission that says something',    step('/api/v1/returns/{return}/submission', { body: { late: false } }), '422 invalid', '/late'],
  ['an opening that says something',      { method: 'POST', path: '/api/v1/cycles/{cycle}/returns', body: { agency: agencyId('hospitals') } }, '422 invalid', '/agency'],
  ['a return that is not asked for',      { as: 'probation-author', method: 'POST', path: '/api/v1/cycles/{cycle}/returns' }, '409 agency-not-in-cycle'],

  // What becomes of a cycle and of a submitted return
  ['a reopening without a reason',        step('/api/v1/returns/{return}/reopening', { as: 'coordinator', body: {} }), '404 not-found'],
  ['a correction of what is no object',   { ...correction({ answer: ['met'] }) },                  '422 invalid', '/answer'],
  ['a correction without a reason',       { ...correction({ reason: undefined }) },                '422 invalid', '/reason'],
  ['a correction that drops a field',     { ...correction({ answer: { rating: 'met', evidence: [{ kind: 'note', text: 'a', url: 'https://marlshire.example/' }] } }) }, '422 invalid', '/answer/evidence/0/url'],
  ['a correction of a draft',             { ...correction({}) },                                   '409 return-not-submitted'],
  ['an answer brought from nowhere',      answer({ broughtForwardFrom: { return: '{nobody}', revision: 1 } }), '422 invalid', '/broughtForwardFrom/return'],
  ['an answer brought from nobody',       answer({ broughtForwardFrom: { return: uuid(), revision: 2 ** 31 - 1 } }), '422 cannot-bring-forward', '/broughtForwardFrom'],
  ['an answer brought as a list',         answer({ broughtForwardFrom: [] }),                      '422 invalid', '/broughtForwardFrom'],
  ['a closing that says something',       step('/api/v1/cycles/{cycle}/closing', { as: 'coordinator', body: { on: '2026-01-01' } }), '422 invalid', '/on'],
  ['an admission to an open cycle',       step('/api/v1/cycles/{cycle}/admissions', { as: 'coordinator', body: { agency: agencyId('hospitals'), until: '2026-02-30', reason: 'Late.' } }), '422 invalid', '/until'],
  ['a meeting on 31 February',            step(meetings, { as: 'coordinator', body: { heldOn: '2026-02-31' } }), '422 invalid', '/heldOn'],
  ['a meeting to come',                   step(meetings, { as: 'coordinator', body: { heldOn: '2026-01-06' } }), '422 meeting-in-future', '/heldOn'],
  ['a meeting of no group',               step(meetings.replace('{group}', '%00'), { as: 'coordinator', body: { heldOn: '2026-01-05' } }), '404 not-found'],
  ['a partnership with a zero character', read('/api/v1/partnerships/%00'),                        '404 not-found'],
  ['a footprint that is no id',           read('/api/v1/footprints/essex%20'),                     '404 not-found'],
];

describe('A bad request', () => {
  let app: JourneyApp;
  let ids: Readonly<Record<string, string>>;
  let events: number;

  beforeAll(async () => {
    app = await JourneyApp.open();
    const cycle = await Section11Cycle.open(app, ['constabulary', 'hospitals']);
    for (const person of ['agency-author', 'health-author']) await cycle.openReturn(person);
    const own = cycle.ref('constabulary');
    ids = {
      cycle: cycle.id,
      return: own,
      RETURN: own.toUpperCase(),
      theirs: cycle.ref('hospitals'),
      nobody: uuid(),
      group: groupIdOf('marlshire', 'paqa'),
    };
    events = await app.eventCount();
  });
  afterAll(() => app.close());

  async function send({
    as = 'agency-author',
    method = 'PUT',
    path = '/api/v1/returns/{return}/answers/SMC-1',
    body,
    text,
    headers,
  }: Bad): Promise<Answer> {
    const visitor = await app.as(as);
    const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => ids[name] ?? '');
    const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
    const change = method === 'GET' ? {} : { 'idempotency-key': uuid(), ...(method === 'PUT' ? { 'if-none-match': '*' } : {}) };
    const type = content === undefined ? {} : { 'content-type': 'application/json' };
    return visitor.send(method, address, content, { ...change, ...type, ...headers });
  }

  const rows = ROWS.map(([what, bad, answer, pointer]) => ({ what, bad, answer, pointer }));

  it.each(rows)('is refused in words, and nothing is recorded: $what', async ({ bad, answer, pointer }) => {
    const before = await app.head();
    const { status, headers, body } = await send(bad);
    expect(`${status} ${String(body.code)}`).toBe(answer);
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(Object.keys(REFUSAL_WORDS)).toContain(body.code);
    expect(body).toMatchObject({
      type: `/api/v1/problems/${String(body.code)}`,
      status,
      title: expect.stringMatching(/^[A-Z].+[^.]$/),
      detail: expect.stringMatching(/^\S.+\.$/),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((body.errors as { pointer: string }[] | undefined)?.[0]?.pointer).toBe(pointer);
    expect(await app.head()).toBe(before);
  });

  it.each(['/%zz', '/returns/%zz', '/%c3'])('is refused by a page where pages are: %s', async (path) => {
    const { status, headers, text } = await (await app.as()).get(path);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("script-src 'self' 'nonce-");
    expect(text).toContain('That address cannot be read</h1>');
  });

  it('of any kind is none of our faults, and leaves nothing behind', async () => {
    expect(app.log.filter((line) => /"level":[56]0/.test(line))).toEqual([]);
    expect(await app.eventCount()).toBe(events);
    expect(ROWS.length).toBeGreaterThan(150);
  });

  it('explains itself at the address of its type, to everyone', async () => {
    const visitor = await app.as();
    for (const code of new Set(ROWS.map(([, , answer]) => answer.slice(4)))) {
      const { status, body } = await visitor.get(`/api/v1/problems/${code}`);
      expect({ code, status }).toEqual({ code, status: 200 });
      expect(body).toMatchObject({ code, status: REFUSAL_WORDS[code as keyof typeof REFUSAL_WORDS].status });
    }
  });
});
