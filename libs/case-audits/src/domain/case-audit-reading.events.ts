// The storage format: these names and shapes are stored for ever. Add a schema version; never change one.

/** What was read. */
export type CircleReading = 'agency-audit' | 'moderation' | 'grades' | 'findings';

/** As what somebody read: they see grades and counts unsuppressed, so it stands on record that they did. */
export type ReadAs = 'business-unit' | 'panel' | 'sub-committee' | 'scrutineer';

/** Somebody of the circle read what nobody outside it may. Who and when are the event's own. */
export type CaseAuditReadByCircle = {
  readonly type: 'CaseAuditReadByCircle';
  readonly data: {
    readonly audit: string;
    readonly what: CircleReading;
    readonly as: ReadAs;
    /** The case whose words were opened; nothing of grades and counts over all of them. */
    readonly case?: string;
    readonly agency?: string;
    /** The position that was looked at. */
    readonly position: string;
  };
};

export type CaseAuditReadingEvent = CaseAuditReadByCircle;
