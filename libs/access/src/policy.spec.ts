import fc from 'fast-check';
import { decide, mayAsk, POLICY, type ResourceAttributes, type Rule, type Standing } from './policy.js';
import { ROLES } from './roles.js';

const OURS = 'partnership-ours';
const AGENCY = 'agency-ours';

/** Everything that can be asked for, seen from someone of our agency in our partnership. */
const RESOURCES: Readonly<Record<string, ResourceAttributes | undefined>> = {
  'nothing in particular': undefined,
  'own draft': { partnership: OURS, agency: AGENCY, state: 'draft' },
  'own submitted': { partnership: OURS, agency: AGENCY, state: 'submitted' },
  "neighbour's draft": { partnership: OURS, agency: 'agency-next-door', state: 'draft' },
  "neighbour's submitted": { partnership: OURS, agency: 'agency-next-door', state: 'submitted' },
  'own draft, elsewhere': { partnership: 'partnership-other', agency: AGENCY, state: 'draft' },
  'own submitted, elsewhere': { partnership: 'partnership-other', agency: AGENCY, state: 'submitted' },
  "stranger's draft": { partnership: 'partnership-other', agency: 'agency-next-door', state: 'draft' },
  "stranger's submitted": { partnership: 'partnership-other', agency: 'agency-next-door', state: 'submitted' },
  'our cycle': { partnership: OURS },
  "others' cycle": { partnership: 'partnership-other' },
  'a thing of no partnership': {},
};

const IN_OUR_PARTNERSHIP = [
  'nothing in particular',
  'own draft',
  'own submitted',
  "neighbour's draft",
  "neighbour's submitted",
  'our cycle',
];

/** What each letter of the table below permits. */
const MEANING: Readonly<Record<string, readonly string[]>> = {
  '-': [],
  any: Object.keys(RESOURCES),
  list: IN_OUR_PARTNERSHIP,
  mine: IN_OUR_PARTNERSHIP,
  subm: IN_OUR_PARTNERSHIP,
  own: ['own draft', 'own submitted'],
  read: ['own submitted', "neighbour's submitted"],
  ours: ['own draft', 'own submitted', "neighbour's draft", "neighbour's submitted", 'our cycle'],
};

/** What each letter lets be shown. */
const SCOPE: Readonly<Record<string, object>> = {
  any: { partnership: OURS, onlySubmitted: false },
  list: { partnership: OURS, onlySubmitted: false },
  mine: { partnership: OURS, agency: AGENCY, onlySubmitted: false },
  subm: { partnership: OURS, onlySubmitted: true },
  own: { partnership: OURS, agency: AGENCY, onlySubmitted: false },
  read: { partnership: OURS, onlySubmitted: true },
  ours: { partnership: OURS, onlySubmitted: false },
};

/** Frozen: changing the policy means changing this too, and saying why. */
const FROZEN = `
                           agency-author agency-lead coordinator paqa-member scrutineer data-protection-lead operator lay-member
  me:read                  any           any         any         any         any        any                  any      any
  agency:read              any           any         any         any         any        any                  any      any
  register:read            any           any         any         any         any        any                  any      any
  meeting:record           -             -           list        -           -          -                    -        -
  tool:read                any           any         any         any         any        any                  any      any
  cycle:open               -             -           list        -           -          -                    -        -
  cycle:close              -             -           list        -           -          -                    -        -
  cycle:admit              -             -           list        -           -          -                    -        -
  cycle:read               list          list        list        list        list       -                    -        -
  return:open              mine          mine        -           -           -          -                    -        -
  return:list              mine          mine        list        list        list       -                    -        -
  return:progress          -             -           list        -           -          -                    -        -
  return:read              own           own         read        read        read       -                    -        -
  return:answer            own           own         -           -           -          -                    -        -
  return:sign-off          -             own         -           -           -          -                    -        -
  return:submit            own           own         -           -           -          -                    -        -
  return:reopen            -             -           read        -           -          -                    -        -
  return:correct           -             own         -           -           -          -                    -        -
  return:history           own           own         read        read        read       -                    -        -
  return:differences       own           own         read        read        read       -                    -        -
  standards:read           mine          mine        subm        subm        subm       -                    -        -
  cycle:differences        -             -           subm        subm        subm       -                    -        -
  cycle:findings           -             -           subm        subm        subm       -                    -        -
  change:list              -             -           subm        subm        subm       -                    -        -
  change:own               mine          mine        subm        subm        subm       -                    -        -
  recommendation:make      -             -           list        -           -          -                    -        -
  recommendation:read      -             -           list        list        list       -                    -        -
  recommendation:read-one  -             -           ours        ours        ours       -                    -        -
  action:issue             -             -           ours        -           -          -                    -        -
  action:list              mine          mine        list        list        list       -                    -        -
  action:read              own           own         ours        ours        ours       -                    -        -
  action:receive           own           own         ours        -           -          -                    -        -
  action:respond           own           own         own         -           -          -                    -        -
  action:progress          own           own         own         -           -          -                    -        -
  action:judge             -             -           ours        ours        -          -                    -        -
  action:steer             -             -           ours        -           -          -                    -        -
  attention:read           -             -           list        list        list       -                    -        -
  rules:read               list          list        list        list        list       -                    -        -
  rules:adopt              -             -           list        -           -          -                    -        -
  proceedings:read         -             -           list        list        list       -                    -        -
  proceedings:keep         -             -           list        -           -          -                    -        -
  letter:list              -             -           list        list        list       -                    -        -
  letter:read              -             -           ours        ours        ours       -                    -        -
  letter:decide            -             -           ours        -           -          -                    -        -
  case-audit:plan          -             -           list        -           -          -                    -        -
  case-audit:direct        -             -           list        -           -          -                    -        -
  case-audit:agree         -             -           -           list        -          -                    -        -
  case-audit:acknowledge   -             -           list        list        -          -                    -        -
  case-audit:read          list          list        list        list        list       -                    -        -
  case-audit:readings      -             -           list        -           list       -                    -        -
  emerging-risk:raise      -             -           list        list        -          -                    -        -
  emerging-risk:read       -             -           list        list        list       -                    -        -
  emerging-risk:report     -             -           list        -           -          -                    -        -
  emerging-risk:answer     -             -           list        -           -          -                    -        -
  agency-audit:answer      mine          mine        -           -           -          -                    -        -
  case-moderation:run      -             -           list        -           -          -                    -        -
  case-moderation:moderate list          list        list        list        -          -                    -        -
  case-moderation:dispute  -             mine        -           -           -          -                    -        -
  indicator:read           mine          mine        list        list        list       -                    -        -
  indicator:define         -             -           list        -           -          -                    -        -
  indicator:report         mine          mine        list        -           -          -                    -        -
  performance:read         -             -           list        list        list       -                    -        -
  performance:follow       -             -           list        list        -          -                    -        -
  performance:decide       -             -           list        -           -          -                    -        -
  release:make             -             -           list        -           -          -                    -        -
  release:withdraw         -             -           list        -           -          -                    -        -
  release:read             list          list        list        list        list       -                    -        list
  contribution:read        list          list        list        list        list       -                    -        -
  contribution:state       -             -           list        -           -          -                    -        -
  store:status             -             -           -           -           -          -                    any      -
`;

const [roles = [], ...lines] = FROZEN.trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/));
const cells = lines.flatMap(([action = '', ...letters]) =>
  roles.map((role, column) => ({ action, role, letter: letters[column] ?? 'missing' })),
);

describe('the policy table', () => {
  it('speaks of exactly the actions and roles of the frozen table', () => {
    expect(new Set(POLICY.map(({ action }) => action))).toEqual(new Set(cells.map(({ action }) => action)));
    expect([...ROLES]).toEqual(roles);
  });

  it('has at most one row for an action and a role, so that no row depends on its place', () => {
    const pairs = (POLICY as readonly Rule[]).flatMap((rule) => rule.roles.map((role) => `${rule.action} as ${role}`));
    expect(pairs).toHaveLength(new Set(pairs).size);
  });

  it.each(cells)('permits $role to $action: $letter', ({ action, role, letter }) => {
    const standing = { role, agency: AGENCY, partnership: OURS };
    const decisions = Object.entries(RESOURCES).map(([name, resource]) => ({ name, decision: decide(standing, action, resource) }));
    expect(decisions.filter(({ decision }) => decision.permitted).map(({ name }) => name)).toEqual(MEANING[letter]);
    for (const { decision } of decisions) {
      if (decision.permitted) expect(decision.scope).toEqual(SCOPE[letter]);
    }
  });
});

describe('denying by default', () => {
  const lead: Standing = { role: 'agency-lead', agency: AGENCY, partnership: OURS };

  it.each<[string, Standing, string, ResourceAttributes | undefined, string]>([
    ['an action no row speaks of', lead, 'return:delete', RESOURCES['own draft'], 'action'],
    ['a word every object knows', lead, 'constructor', undefined, 'action'],
    ['a role no row names', { ...lead, role: 'administrator' }, 'return:read', RESOURCES['own draft'], 'role'],
    ['no role', { agency: AGENCY, partnership: OURS }, 'me:read', undefined, 'role'],
    ['an appointment without an agency', { ...lead, agency: null }, 'return:read', RESOURCES['own draft'], 'standing'],
    ['an appointment without a partnership', { ...lead, partnership: null }, 'return:list', undefined, 'standing'],
    ['empty words for both', { ...lead, agency: '', partnership: '' }, 'return:list', undefined, 'standing'],
    ['a record of which nothing is known', lead, 'return:read', {}, 'resource'],
    ['no record where one is needed', lead, 'return:read', undefined, 'resource'],
  ])('refuses %s', (_name, standing, action, resource, reason) => {
    expect(decide(standing, action, resource)).toEqual({ permitted: false, reason });
  });

  it('knows before a record is looked up whether the role may ask at all', () => {
    expect(mayAsk(lead, 'return:read')).toBeUndefined();
    expect(mayAsk({ ...lead, role: 'operator' }, 'return:read')).toBe('role');
    expect(mayAsk({ ...lead, partnership: null }, 'return:read')).toBe('standing');
  });
});

describe('the law that knowing less never permits more', () => {
  const some = fc.constantFrom('one', 'two', '', null);
  const standings = fc.record({ role: fc.constantFrom(...ROLES, 'stranger'), agency: some, partnership: some }, { requiredKeys: [] });
  const resources = fc.record(
    { partnership: some, agency: some, state: fc.constantFrom('draft' as const, 'submitted' as const) },
    { requiredKeys: [] },
  );
  const actions = fc.constantFrom(...POLICY.map(({ action }) => action), 'unheard:of');

  it('holds for every attribute of who asks and of what is asked for', () => {
    fc.assert(
      fc.property(standings, actions, resources, (standing, action, resource) => {
        if (decide(standing, action, resource).permitted) return;
        for (const less of without(standing)) expect(decide(less, action, resource).permitted).toBe(false);
        for (const less of without(resource)) expect(decide(standing, action, less).permitted).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });

  it('holds for the scope: without a resource, nothing is shown that is not of their own partnership', () => {
    fc.assert(
      fc.property(standings, actions, (standing, action) => {
        const decision = decide(standing, action);
        if (!decision.permitted) return;
        expect(decision.scope.partnership).toBe(standing.partnership ?? null);
        expect([undefined, standing.agency]).toContain(decision.scope.agency);
      }),
      { numRuns: 1_000 },
    );
  });
});

function without<T extends object>(attributes: T): T[] {
  return Object.keys(attributes).map((removed) => Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== removed)) as T);
}
