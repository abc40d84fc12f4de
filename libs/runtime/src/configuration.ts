import { readFileSync } from 'node:fs';
import type { StorePurpose } from '@goldenthread/event-sourcing';
import { parseKurrentDbUrl, type UrlRules } from '@goldenthread/event-store-kurrentdb';

/** What a program is told by its environment, checked before anything starts. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** The server that holds store, views, keys and access records. Absent: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The KurrentDB that holds the events instead. Absent: they are in the database too. */
  readonly eventStoreUrl: string | undefined;
  /** Who migrates; absent: as `databaseUrl`. */
  readonly databaseAdminUrl: string | undefined;
  readonly dataDir: string;
  /** The OpenID Connect issuer whose tokens are taken. Absent: the demonstration issuer. */
  readonly oidcIssuer: string | undefined;
  readonly oidcAudience: string;
  /** What the issuer knows the console by. Absent: the console of the demonstration. */
  readonly oidcClient: OidcClient | undefined;
  /** Where people's browsers find the console, without a path: `https://goldenthread.example`. */
  readonly publicUrl: string;
  /** 32 bytes that wrap every data key. Absent: one is made and kept in the data directory. */
  readonly keyEncryptionKey: Buffer | undefined;
  /** Where figures are served from. Absent: nowhere. */
  readonly metricsPort: number | undefined;
  /** Who may ask for them: this machine alone, unless said otherwise. */
  readonly metricsHost: string;
  readonly production: boolean;
  readonly logLevel: LogLevel;
}

/** How the console shows an OpenID Connect issuer that it is itself. */
export interface OidcClient {
  readonly id: string;
  readonly secret: string;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment cannot be worked with: each sentence says what to change. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** What a file may say instead, which the variable's name with `_FILE` after it names: secrets then stand in no environment. */
const SECRETS: readonly string[] = ['DATABASE_URL', 'DATABASE_ADMIN_URL', 'EVENT_STORE_URL', 'OIDC_CLIENT_SECRET', 'KEY_ENCRYPTION_KEY'];

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigurationError naming every variable that is wrong, and never its value where that is a secret. */
export function readConfiguration(environment: Environment): Configuration {
  const faults: string[] = [];
  const given = (name: string): string | undefined => {
    return SECRETS.includes(name) ? secretIn(environment, name, faults) : textIn(environment, name);
  };
  const check = <T>(name: string, read: (text: string) => T, otherwise: T): T => {
    const text = given(name);
    if (text === undefined) return otherwise;
    try {
      return read(text);
    } catch (error) {
      faults.push(`${name} ${error instanceof Error ? error.message : 'cannot be read'}`);
      return otherwise;
    }
  };
  const port = check('PORT', portOf, 3000);
  const production = given('NODE_ENV') === 'production';
  const configuration: Configuration = {
    port,
    host: given('HOST') ?? '127.0.0.1',
    databaseUrl: check<string | undefined>('DATABASE_URL', postgresUrlOf, undefined),
    databaseAdminUrl: check<string | undefined>('DATABASE_ADMIN_URL', postgresUrlOf, undefined),
    eventStoreUrl: check<string | undefined>('EVENT_STORE_URL', kurrentDbUrlBy({ production, debug: given('DEBUG') }), undefined),
    dataDir: given('DATA_DIR') ?? '.data',
    oidcIssuer: check<string | undefined>('OIDC_ISSUER', issuerOf, undefined),
    oidcAudience: given('OIDC_AUDIENCE') ?? 'golden-thread',
    oidcClient: clientOf(given('OIDC_CLIENT_ID'), given('OIDC_CLIENT_SECRET'), faults),
    publicUrl: check('PUBLIC_URL', originOf, `http://localhost:${port}`),
    keyEncryptionKey: check<Buffer | undefined>('KEY_ENCRYPTION_KEY', keyOf, undefined),
    metricsPort: check<number | undefined>('METRICS_PORT', portOf, undefined),
    metricsHost: given('METRICS_HOST') ?? '127.0.0.1',
    production,
    logLevel: check<LogLevel>('LOG_LEVEL', logLevelOf, 'info'),
  };
  if (faults.length > 0) throw new ConfigurationError(faults);
  return configuration;
}

/** In production nothing may be invented: no demonstration issuer, no key made up at the first start. */
export function requireProductionSettings(configuration: Configuration): void {
  if (!configuration.production) return;
  const faults = [
    ...(configuration.databaseUrl ? [] : ['DATABASE_URL is needed when NODE_ENV=production']),
    ...(configuration.oidcIssuer ? [] : ['OIDC_ISSUER is needed when NODE_ENV=production: demonstration sign-in is refused there']),
    ...(configuration.keyEncryptionKey ? [] : ['KEY_ENCRYPTION_KEY or KEY_ENCRYPTION_KEY_FILE is needed when NODE_ENV=production']),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
}

export function purposeOf(configuration: Configuration): StorePurpose {
  return configuration.production ? 'production' : 'demonstration';
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error('must be a port number from 0 to 65535');
  return Number(text);
}

function postgresUrlOf(text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    throw new Error('must be a URL such as postgresql://user@host:5432/goldenthread');
  return text;
}

function kurrentDbUrlBy(rules: UrlRules): (text: string) => string {
  return (text) => {
    if (/^postgres(ql)?:/.test(text))
      throw new Error('is for KurrentDB alone: leave it out to keep events in the database of DATABASE_URL');
    parseKurrentDbUrl(text, rules);
    return text;
  };
}

function issuerOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error('must be the https URL of an OpenID Connect issuer');
  return text;
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new Error('must be an address without a path, such as https://goldenthread.example');
  return url.origin;
}

function clientOf(id: string | undefined, secret: string | undefined, faults: string[]): OidcClient | undefined {
  if (id !== undefined && secret !== undefined) return { id, secret };
  if (id !== undefined || secret !== undefined) faults.push('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together: set both, or neither');
  return undefined;
}

function logLevelOf(text: string): LogLevel {
  const level = LOG_LEVELS.find((candidate) => candidate === text);
  if (!level) throw new Error(`must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}

function keyOf(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new Error('must be 32 bytes in base64, as `openssl rand -base64 32` prints');
  return key;
}

function textIn(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim();
  return text === '' ? undefined : text;
}

function secretIn(environment: Environment, name: string, faults: string[]): string | undefined {
  const [inline, file] = [textIn(environment, name), textIn(environment, `${name}_FILE`)];
  if (file === undefined) return inline;
  if (inline !== undefined) faults.push(`${name} and ${name}_FILE say the same thing: set one of them`);
  try {
    return textIn({ [name]: readFileSync(file, 'utf8') }, name);
  } catch {
    faults.push(`${name}_FILE cannot be read`);
    return undefined;
  }
}
