/** The rows of `statements/check-*.sql.ts`; 64-bit numbers come as text. */
export interface CheckedEventRow {
  readonly position: string;
  readonly revision: number;
  readonly event_id: string;
  readonly command_id: string;
  readonly type: string;
  readonly data: Buffer;
  readonly sha256: string;
  readonly stream: string | null;
  readonly recorded_ms: string;
  readonly command_known: boolean;
  readonly ordinal: number | null;
  readonly command_agrees: boolean | null;
}

export interface CheckedStreamRow {
  readonly stream_pk: string;
  readonly stream: string;
  readonly revision: number;
  readonly events: number;
  readonly first_gap: number | null;
  readonly first_disorder: number | null;
}

export interface CheckedCommandRow {
  readonly command_id: string;
  readonly stream: string | null;
  readonly revision: number;
  readonly count: number;
  readonly position: string;
  readonly stream_revision: number | null;
  readonly last_event_agrees: boolean;
}

export interface CheckedHeadRow {
  readonly position: string;
  readonly recorded_ms: string | null;
  readonly purpose: string | null;
  readonly streams: string;
  readonly commands: string;
}
