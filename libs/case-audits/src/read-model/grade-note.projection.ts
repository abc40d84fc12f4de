import { changesOf, type Projection, type RecordedEvent } from '@goldenthread/event-sourcing';
import type { RowOf } from '@goldenthread/read-models';
import type { GradeDisputed, GradeDisputeDecided, GradeDisputeEscalated, GradeDissentRecorded } from '../domain/case-moderation.events.js';
import type { GradeNoteRow } from './grade-note.row.js';

type Columns = RowOf<GradeNoteRow>;
type Noted = GradeDissentRecorded | GradeDisputed | GradeDisputeEscalated | GradeDisputeDecided;

const notes = changesOf<Columns, 'event'>('grade_note', ['event']);

export const gradeNoteProjection: Projection<Noted> = {
  name: 'grade-note',
  version: 1,
  handles: ['GradeDissentRecorded', 'GradeDisputed', 'GradeDisputeEscalated', 'GradeDisputeDecided'],
  project: (event) => {
    const { audit, case: pseudonym, agency, domain, reason } = event.data;
    const about = { event: event.id, audit, case: pseudonym, agency, domain, reason, notedAt: event.recordedAt };
    return [notes.put({ ...about, byAgency: null, byName: null, grade: null, step: null, ...said(event) })];
  },
};

function said(event: RecordedEvent<Noted>): Pick<Columns, 'kind'> & Partial<Columns> {
  switch (event.type) {
    case 'GradeDissentRecorded':
      return { kind: 'dissent', byAgency: event.data.by, byName: event.data.byName, grade: event.data.grade };
    case 'GradeDisputed':
      return { kind: 'disputed', step: event.data.step };
    case 'GradeDisputeEscalated':
      return { kind: 'escalated', step: event.data.step };
    case 'GradeDisputeDecided':
      return { kind: 'decided', step: event.data.step, grade: event.data.grade };
  }
}
