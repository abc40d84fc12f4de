/** PostgreSQL settings by name. Given on the command line, so nothing in the data folder overrides them. */
export type Settings = Readonly<Record<string, string>>;

/** What is acknowledged survives power loss. */
const DURABLE: Settings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/** Nobody from another machine, nor by a socket file. */
const PRIVATE: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
};

/**
 * The server's own log tells when it started, stopped or crashed, and nothing of what was asked of it: errors of
 * statements go to whoever sent them (the level `log` is above `error`), since their texts quote what people wrote.
 */
const DISCREET: Settings = {
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: '-1',
};

const NEUTRAL: Settings = { timezone: 'UTC', log_timezone: 'UTC', lc_messages: 'C' };

export function serverSettings(port: number, overrides: Settings = {}): Settings {
  return { ...DURABLE, ...PRIVATE, ...DISCREET, ...NEUTRAL, ...overrides, port: String(port) };
}

export function asArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
