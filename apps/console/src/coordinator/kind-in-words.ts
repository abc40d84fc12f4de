import type { AgencyKind } from '@goldenthread/partnership';

/** The kinds of agency in the order a partnership names them, each as many are called. */
const KINDS: Readonly<Record<AgencyKind, string>> = {
  'local-authority': 'Local authority services',
  'district-council': 'District, city and borough councils',
  police: 'Police',
  'health-commissioner': 'Health: commissioners',
  'health-provider': 'Health: providers',
  probation: 'Probation',
  'youth-justice': 'Youth justice',
  'fire-and-rescue': 'Fire and rescue',
  education: 'Schools and colleges',
  'early-years': 'Early years settings',
  voluntary: 'Voluntary, faith and community organisations',
  'national-body': 'National bodies',
  'business-unit': 'The partnership’s own staff',
};

/** "Schools and colleges"; a kind that is not known here as it is stored. */
export function kindInWords(kind: string): string {
  return (KINDS as Readonly<Record<string, string>>)[kind] ?? kind;
}

/** Parts agencies by kind, in the order a partnership names the kinds. */
export function byKind<Agency extends { readonly kind: string }>(agencies: readonly Agency[]): readonly (readonly [string, Agency[]])[] {
  const kinds = [...new Set([...Object.keys(KINDS), ...agencies.map(({ kind }) => kind)])];
  return kinds.map((kind) => [kind, agencies.filter((agency) => agency.kind === kind)] as const).filter(([, of]) => of.length > 0);
}
