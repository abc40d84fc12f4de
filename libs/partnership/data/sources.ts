import type { Source } from '../src/domain/partnership.events.js';

// The public documents that registers are taken from. Where two differ, each fact says which it follows.

type Document = Omit<Source, 'where'>;

/** A document, at a place in it. */
export function at(document: Document, where: string): Source {
  return { ...document, where };
}

/** Version 1a. Its sections are numbered, its pages are not. */
export const ESSEX_ARRANGEMENTS: Document = {
  title: 'Essex Safeguarding Children Board Multi-Agency Safeguarding Arrangements 2019-20',
  publishedOn: '2019-06-21',
};

/** In force from 1 May 2019. Pages as its contents number them. */
export const THURROCK_PLAN: Document = {
  title: 'Thurrock Local Safeguarding Children Partnership Implementation Plan',
  publishedOn: '2019',
  dateNote: 'Signed off by the safeguarding partners on 9 January 2019; the plan gives no day of publication.',
};

export const BARKING_AND_DAGENHAM_REPORT: Document = {
  title: 'Multi-Agency Safeguarding Partnership Arrangements: report to the Cabinet of the London Borough of Barking and Dagenham',
  publishedOn: '2019-06-18',
  dateNote: 'The day of the meeting it was written for.',
};

/** Names every council in England, county by county: entry 138 is Essex, 139 to 150 the districts of Essex. */
export const LOCAL_AUTHORITIES: Document = {
  title: 'Local authorities in England (GOV.UK Registers, local-authority-eng)',
  publishedOn: '2016-10-21',
  dateNote: 'The day the entries were made.',
};
