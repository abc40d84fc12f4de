/** Where a store is, taken apart: the address the client is given, and the name of the store on that server. */
export interface KurrentDbAddress {
  /** What the official client understands; holds the password, so it is for no log. */
  readonly connectionString: string;
  /** Sets the streams of this store apart where several share a server (`?store=training`); empty where it has it alone. */
  readonly store: string;
}

/** The address cannot be worked with, or is not safe. Each sentence says what to change; none holds a secret. */
export class KurrentDbUrlError extends Error {
  override readonly name = 'KurrentDbUrlError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('; '));
  }
}

export interface UrlRules {
  /** What only a developer's own machine may do is then refused there too. */
  readonly production: boolean;
  /** What the variable DEBUG says: where it names the client's own notes, those print the whole address. */
  readonly debug?: string;
}

type Settings = ReadonlyMap<string, string>;

/** The client warns of an unknown setting and goes on without it; here it is refused, lest a misspelt `tls` be one. */
const KNOWN_SETTINGS = new Set([
  'connectionname',
  'defaultdeadline',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
  'maxdiscoverattempts',
  'nodepreference',
  'store',
  'throwonappendfailure',
  'tls',
  'tlscafile',
  'tlsverifycert',
  'usercertfile',
  'userkeyfile',
]);

const SHAPE = /^kurrentdb(\+discover)?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/?@]+)\/?(?:\?(?<settings>.*))?$/;
const STORE_NAME = /^[a-z][a-z0-9]{0,39}$/;

const PRINTS_ADDRESS = /(^|[\s,])(\*|kdb)/;

/** The password of every server as it is delivered. */
const DELIVERED_PASSWORD = 'changeit';

/**
 * Takes `kurrentdb://user:password@host:2113?tlsCAFile=…` (or `kurrentdb+discover://…` for a cluster behind one name) apart.
 *
 * @throws KurrentDbUrlError for what is wrong or unsafe, all of it at once.
 */
export function parseKurrentDbUrl(url: string, rules: UrlRules): KurrentDbAddress {
  const parts = SHAPE.exec(url.trim())?.groups;
  const hosts = parts?.hosts?.split(',').map(hostOf) ?? [];
  if (!parts || hosts.length === 0 || hosts.includes(undefined))
    throw new KurrentDbUrlError(['must be a URL such as kurrentdb://user:password@host:2113?tlsCAFile=/path/ca.crt']);
  const settings = settingsOf(parts.settings ?? '');
  const ownMachine = hosts.every(isLoopback) && !rules.production;
  const faults = [
    ...unknownFaults(settings),
    ...transportFaults(settings, ownMachine),
    ...credentialFaults(settings, parts.user, parts.password, ownMachine),
    ...promiseFaults(settings),
    ...(PRINTS_ADDRESS.test(rules.debug ?? '') ? ['would be printed with its password: take "kdb" and "*" out of DEBUG'] : []),
  ];
  if (faults.length > 0) throw new KurrentDbUrlError(faults);
  return { connectionString: withoutStore(url.trim()), store: settings.get('store') ?? '' };
}

function settingsOf(query: string): Settings {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => [flat(pair.split('=')[0] ?? ''), pair.slice(pair.indexOf('=') + 1)]));
}

/** As the client reads names: `tls_ca_file` is `tlsCAFile`. */
function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}

function unknownFaults(settings: Settings): string[] {
  return [...settings.keys()].filter((name) => !KNOWN_SETTINGS.has(name)).map((name) => `has an unknown setting "${name}"`);
}

function transportFaults(settings: Settings, ownMachine: boolean): string[] {
  if (ownMachine) return [];
  return [
    ...(settings.get('tls') === 'false' ? ['must not say tls=false, except to try things out on this very machine'] : []),
    ...(settings.get('tlsverifycert') === 'false'
      ? ['must not say tlsVerifyCert=false: name the authority that signed the server’s certificate with tlsCAFile instead']
      : []),
  ];
}

// The client sends no credentials without TLS, and a server that takes none is open to whoever reaches it.
function credentialFaults(settings: Settings, user: string | undefined, password: string | undefined, ownMachine: boolean): string[] {
  if (ownMachine) return [];
  if (settings.has('usercertfile') && settings.has('userkeyfile')) return [];
  if (!user || !password) return ['must name a user and a password, or userCertFile and userKeyFile'];
  return password === DELIVERED_PASSWORD ? ['must not use the password that every server is delivered with'] : [];
}

function promiseFaults(settings: Settings): string[] {
  const store = settings.get('store');
  const preference = settings.get('nodepreference');
  return [
    ...(settings.get('throwonappendfailure') === 'false'
      ? ['must not say throwOnAppendFailure=false: the client then misreports how a stream stands']
      : []),
    ...(preference !== undefined && flat(preference) !== 'leader'
      ? ['must not say nodePreference other than leader: commands are decided on what was read']
      : []),
    ...(store !== undefined && !STORE_NAME.test(store) ? ['must say store as lower-case letters and digits, at most 40'] : []),
  ];
}

/** The host without its port; nothing where the port is no number. */
function hostOf(host: string): string | undefined {
  const [, name, port] = /^(\[[0-9a-fA-F:]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(host.trim()) ?? [];
  return name && Number(port ?? 0) <= 65_535 ? name : undefined;
}

function isLoopback(host: string | undefined): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host ?? '');
}

/** `store` is ours: the client would warn that it does not know it. */
function withoutStore(url: string): string {
  const [address = '', query] = url.split('?');
  const kept = query?.split('&').filter((pair) => pair !== '' && flat(pair.split('=')[0] ?? '') !== 'store') ?? [];
  return kept.length > 0 ? `${address}?${kept.join('&')}` : address;
}
