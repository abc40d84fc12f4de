/** Every address of the console. With `':ref'` for an id they are the routes; no address is a loose string. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  signInCallback: '/sign-in/callback',
  signOut: '/sign-out',
  signedOut: '/signed-out',
  role: '/role',
  stayingSignedIn: '/session',
  changes: '/changes',
  changesBetween: '/changes/between',
  changedAnswers: '/changes/answers',
  changedStandards: '/changes/standards',
  overview: '/overview',
  record: '/record',
  recordAt: '/record/at',
  finding: (which: string) => `/overview/${segment(which)}`,
  meetings: '/meetings',
  cycles: {
    all: '/cycles',
    open: '/cycles/open',
    one: (cycle: string) => `/cycles/${segment(cycle)}`,
    opened: (cycle: string) => `/cycles/${segment(cycle)}/opened`,
    close: (cycle: string) => `/cycles/${segment(cycle)}/close`,
    agency: (cycle: string, agency: string) => `/cycles/${segment(cycle)}/agencies/${segment(agency)}`,
    admit: (cycle: string) => `/cycles/${segment(cycle)}/admit`,
  },
  contributions: '/contributions',
  indicators: {
    all: '/indicators',
    changes: '/indicators/changes',
    signals: '/indicators/signals',
    published: '/indicators/published',
    followUp: '/indicators/follow-up',
    answer: (proposal: string) => `/indicators/follow-up/${segment(proposal)}`,
    raiseRisk: '/indicators/risks/raise',
    risk: (risk: string) => `/indicators/risks/${segment(risk)}`,
    places: (code: string) => `/indicators/${segment(code)}/places`,
    compared: (code: string, place: string) => `/indicators/${segment(code)}/${segment(place)}/compared`,
    one: (code: string, place: string) => `/indicators/${segment(code)}/${segment(place)}`,
    report: (code: string, place: string) => `/indicators/${segment(code)}/${segment(place)}/report`,
    upload: '/indicators/upload',
    template: '/indicators/upload/template',
    late: '/indicators/late',
    restate: (code: string, place: string, period: string) => `/indicators/${segment(code)}/${segment(place)}/${segment(period)}/restate`,
    withdraw: (code: string, place: string, period: string) => `/indicators/${segment(code)}/${segment(place)}/${segment(period)}/withdraw`,
  },
  matrix: (cycle: string) => `/cycles/${segment(cycle)}/standards`,
  actions: {
    all: '/actions',
    one: (action: string) => `/actions/${segment(action)}`,
    step: (action: string, group: string, step: string) => `/actions/${segment(action)}/${segment(group)}/${segment(step)}`,
  },
  attention: '/attention',
  overdueActions: '/overdue-actions',
  proceedings: {
    all: '/meetings-and-reviews',
    minutes: (group: string, heldOn: string, step: string) =>
      `/meetings-and-reviews/minutes/${segment(group)}/${segment(heldOn)}/${segment(step)}`,
    request: '/meetings-and-reviews/extraordinary',
    hold: (meeting: string) => `/meetings-and-reviews/extraordinary/${segment(meeting)}/held`,
    commission: '/meetings-and-reviews/reviews',
    review: (review: string) => `/meetings-and-reviews/reviews/${segment(review)}`,
    recommend: (review: string) => `/meetings-and-reviews/reviews/${segment(review)}/recommendations`,
    publish: (review: string) => `/meetings-and-reviews/reviews/${segment(review)}/published`,
    copies: (review: string) => `/meetings-and-reviews/reviews/${segment(review)}/copies`,
  },
  followUpRules: '/follow-up-rules',
  letters: {
    one: (failures: string, letter: string) => `/letters/${segment(failures)}/${segment(letter)}`,
    issue: (failures: string, letter: string) => `/letters/${segment(failures)}/${segment(letter)}/issue`,
    hold: (failures: string, letter: string) => `/letters/${segment(failures)}/${segment(letter)}/hold`,
  },
  recommendations: {
    all: '/recommendations',
    make: '/recommendations/make',
    one: (recommendation: string) => `/recommendations/${segment(recommendation)}`,
    issue: (recommendation: string) => `/recommendations/${segment(recommendation)}/issue`,
  },
  audits: {
    all: '/case-audits',
    plan: '/case-audits/plan',
    themes: '/case-audits/themes',
    one: (audit: string) => `/case-audits/${segment(audit)}`,
    governance: (audit: string) => `/case-audits/${segment(audit)}/governance`,
    issue: (audit: string) => `/case-audits/${segment(audit)}/tools`,
    draw: (audit: string) => `/case-audits/${segment(audit)}/draw`,
    report: (audit: string) => `/case-audits/${segment(audit)}/report`,
    finding: (audit: string) => `/case-audits/${segment(audit)}/findings/new`,
    recommendation: (audit: string) => `/case-audits/${segment(audit)}/recommendations/new`,
    present: (audit: string) => `/case-audits/${segment(audit)}/report/present`,
    agency: (audit: string, of: string, agency: string) => `${caseOf(audit, of)}/agencies/${segment(agency)}`,
    check: (audit: string, of: string) => `${caseOf(audit, of)}/record-check`,
    domain: (audit: string, of: string, domain: string) => `${caseOf(audit, of)}/domains/${segment(domain)}`,
    submit: (audit: string, of: string) => `${caseOf(audit, of)}/submission`,
    moderation: (audit: string, of: string) => `${caseOf(audit, of)}/moderation`,
    meeting: (audit: string, of: string) => `${caseOf(audit, of)}/moderation/meeting`,
    conclude: (audit: string, of: string) => `${caseOf(audit, of)}/moderation/conclusion`,
    grades: (audit: string, of: string, agency: string) => `${caseOf(audit, of)}/moderation/agencies/${segment(agency)}`,
    grade: gradeOf,
    dissent: (...grade: OfGrade) => `${gradeOf(...grade)}/dissent`,
    dispute: (...grade: OfGrade) => `${gradeOf(...grade)}/dispute`,
    escalate: (...grade: OfGrade) => `${gradeOf(...grade)}/dispute/escalation`,
    decide: (...grade: OfGrade) => `${gradeOf(...grade)}/dispute/decision`,
    readings: (audit: string) => `/case-audits/${segment(audit)}/readings`,
    feedback: (audit: string, of: string) => `${caseOf(audit, of)}/feedback`,
    share: (audit: string) => `/case-audits/${segment(audit)}/briefing`,
    acknowledge: (audit: string, group: string) => `/case-audits/${segment(audit)}/briefing/groups/${segment(group)}`,
    reply: (audit: string, group: string) => `/case-audits/${segment(audit)}/briefing/groups/${segment(group)}/reply`,
  },
  risks: {
    all: '/emerging-risks',
    raise: '/emerging-risks/record',
    report: (quarter: string) => `/emerging-risks/${segment(quarter)}/report`,
    reply: (quarter: string) => `/emerging-risks/${segment(quarter)}/reply`,
  },
  releases: {
    all: '/releases',
    choose: '/releases/make',
    look: '/releases/make/look',
    one: (release: string) => `/releases/${segment(release)}`,
    withdraw: (release: string) => `/releases/${segment(release)}/withdraw`,
  },
  accessibility: '/accessibility-statement',
  privacy: '/privacy-notice',
  unreadable: '/unreadable-address',
  live: '/health/live',
  asset: (file: string) => `/assets/${segment(file)}`,
  returns: {
    all: '/returns',
    start: (cycle: string) => `/cycles/${segment(cycle)}/return`,
    one: (ref: string) => `/returns/${segment(ref)}`,
    item: (ref: string, item: string) => `/returns/${segment(ref)}/items/${segment(item)}`,
    autosave: (ref: string, item: string) => `/returns/${segment(ref)}/items/${segment(item)}/autosave`,
    check: (ref: string) => `/returns/${segment(ref)}/check`,
    signOff: (ref: string) => `/returns/${segment(ref)}/sign-off`,
    submit: (ref: string) => `/returns/${segment(ref)}/submit`,
    receipt: (ref: string) => `/returns/${segment(ref)}/receipt`,
    copy: (ref: string) => `/returns/${segment(ref)}/copy`,
    standard: (ref: string, heading: string) => `/returns/${segment(ref)}/standards/${segment(heading)}`,
    answer: (ref: string, item: string) => `/returns/${segment(ref)}/answers/${segment(item)}`,
    reopen: (ref: string) => `/returns/${segment(ref)}/reopen`,
    history: (ref: string) => `/returns/${segment(ref)}/history`,
  },
} as const;

/** The address with parameters in its query; those that are undefined are left out, those it has are replaced. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const [rest = '', fragment] = path.split('#');
  const [address = '', query] = rest.split('?');
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) all.delete(name);
    else all.set(name, value);
  }
  const text = all.toString();
  return `${address}${text === '' ? '' : `?${text}`}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Whether somebody may be sent there after signing in: a path of this site, never another's. */
export function isOwnPath(path: string): boolean {
  return /^\/(?![/\\])[^\\\s]{0,500}$/.test(path) && URL.canParse(path, 'http://here') && new URL(path, 'http://here').host === 'here';
}

function caseOf(audit: string, of: string): string {
  return `/case-audits/${segment(audit)}/cases/${segment(of)}`;
}

/** One agency's grade for one domain of one case. */
type OfGrade = [audit: string, of: string, agency: string, domain: string];

function gradeOf(...[audit, of, agency, domain]: OfGrade): string {
  return `${caseOf(audit, of)}/moderation/agencies/${segment(agency)}/domains/${segment(domain)}`;
}

function segment(text: string): string {
  return text.startsWith(':') ? text : encodeURIComponent(text);
}
