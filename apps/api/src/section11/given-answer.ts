import type { Precondition } from '@goldenthread/http';
import type { Evidence } from '@goldenthread/section11';
import type { EvidenceDto } from './answer.dto.js';

export function evidenceOf({ kind, text, title, url }: EvidenceDto): Evidence {
  return kind === 'note' ? { kind, text: text ?? '' } : { kind, title: title ?? '', url: url ?? '' };
}

/** A step on something that is there already is based on a revision of it: there is no new one. */
export function revisionOf(basedOn: Precondition): number {
  return basedOn.kind === 'new' ? -1 : basedOn.revision;
}
