import { COUNCIL, HEALTH, HEALTH_PANEL, MARLSHIRE, POLICE, STRANGER } from '../testing/examples.js';
import { maySeeAudit, maySeeModeration, sightOf } from './circle.js';

const audit = {
  partnership: MARLSHIRE,
  agencies: [POLICE, HEALTH].map((agency) => ({ agency, name: agency, partnership: MARLSHIRE })),
  panel: [{ person: HEALTH_PANEL, agency: HEALTH }],
};
const NOBODY = '00000000-0000-4000-8000-0000000000ff';
const sight = (role: string, agency: string, person = NOBODY, partnership: string | null = MARLSHIRE) => {
  return sightOf({ person, agency, role }, partnership, audit);
};

/** Own draft, own submitted, another's draft, another's submitted, another's submitted and opened. */
const AUDITS = [
  { agency: POLICE, submitted: false, opened: false },
  { agency: POLICE, submitted: true, opened: false },
  { agency: HEALTH, submitted: false, opened: true },
  { agency: HEALTH, submitted: true, opened: false },
  { agency: HEALTH, submitted: true, opened: true },
];
const MODERATIONS = [
  { moderated: [POLICE, HEALTH], held: false },
  { moderated: [POLICE, HEALTH], held: true },
  { moderated: [HEALTH, COUNCIL], held: true },
];

describe('who sees what of an audit', () => {
  // Rows of the table in domain facts §3; each letter is one of the cases above, y or n, then grades and drafts.
  it.each([
    ['the business unit', sight('coordinator', STRANGER), 'nynyy', 'yyy', 'yy', 'business-unit'],
    ['the scrutineer', sight('scrutineer', STRANGER), 'nynyy', 'yyy', 'yy', 'scrutineer'],
    ['the sub-committee', sight('paqa-member', COUNCIL), 'nnnnn', 'nnn', 'yy', 'sub-committee'],
    ['an agency that was asked', sight('agency-author', POLICE), 'yynnn', 'nyn', 'nn', 'agency'],
    ['a panel member of the sub-committee', sight('paqa-member', HEALTH, HEALTH_PANEL), 'nnnny', 'yyy', 'yy', 'panel'],
    ['a panel member who audits too', sight('agency-lead', HEALTH, HEALTH_PANEL), 'nnyyy', 'yyy', 'yy', 'panel'],
  ] as const)('%s sees just what is theirs', (_who, seen, audits, moderations, rest, as) => {
    if (!seen) throw new Error('They see nothing');
    const letters = (flags: readonly boolean[]): string => flags.map((flag) => (flag ? 'y' : 'n')).join('');
    expect(letters(AUDITS.map((one) => maySeeAudit(seen, one)))).toBe(audits);
    expect(letters(MODERATIONS.map((one) => maySeeModeration(seen, one)))).toBe(moderations);
    expect(letters([seen.grades, seen.drafts])).toBe(rest);
    expect(seen.as).toBe(as);
  });

  it.each([
    ['an agency that was not asked', sight('agency-lead', COUNCIL)],
    ['another partnership', sight('coordinator', STRANGER, NOBODY, STRANGER)],
    ['a panel member acting for another body', sight('agency-lead', COUNCIL, HEALTH_PANEL)],
    ['somebody of no partnership', sight('operator', STRANGER, NOBODY, null)],
    ['whoever looks after data protection', sight('data-protection-lead', COUNCIL)],
  ])('%s does not see that it is there', (_who, seen) => {
    expect(seen).toBeUndefined();
  });

  it('an agency of another partnership sees its own part of a joint audit, and nothing else', () => {
    const joint = { ...audit, agencies: [...audit.agencies, { agency: STRANGER, name: 'Havering', partnership: STRANGER }] };
    const theirs = sightOf({ person: NOBODY, agency: STRANGER, role: 'agency-author' }, STRANGER, joint);
    expect(theirs).toMatchObject({ as: 'agency', own: STRANGER, words: 'own' });
    expect(sightOf({ person: NOBODY, agency: STRANGER, role: 'coordinator' }, STRANGER, joint)).toBeUndefined();
  });

  it('a member of the panel from another partnership that takes part sees what the panel sees; from one that does not, nothing', () => {
    const theirs = { agency: STRANGER, name: 'Havering', partnership: STRANGER };
    const joint = { ...audit, agencies: [...audit.agencies, theirs], panel: [{ person: NOBODY, agency: STRANGER }] };
    const member = { person: NOBODY, agency: STRANGER, role: 'agency-lead' };
    expect(sightOf(member, STRANGER, joint)).toMatchObject({ as: 'panel', own: STRANGER, words: 'opened', grades: true });
    expect(sightOf(member, STRANGER, { ...joint, agencies: audit.agencies })).toBeUndefined();
    expect(sightOf({ ...member, person: HEALTH_PANEL }, STRANGER, joint)).toMatchObject({ as: 'agency' });
  });
});
