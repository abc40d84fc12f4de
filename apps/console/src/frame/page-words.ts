/**
 * What a page says where the words of the API speak of headers and bodies, which nobody sees in a browser. All others are
 * the API's own.
 */
export const PAGE_WORDS: Readonly<Record<string, { readonly title: string; readonly detail: string }>> = {
  'admission-in-past': { title: 'That day has gone by', detail: 'The last day must be today or later' },
  'agency-not-in-cycle': { title: 'The agency is not asked', detail: 'This cycle does not ask that agency for a return' },
  'as-at-unreadable': {
    title: 'That date cannot be read',
    detail: 'Write the date as 2026-03-31, or choose one on the page before.',
  },
  'body-too-large': {
    title: 'That is too much at once',
    detail: 'What you sent is larger than this page takes. Nothing was saved. Go back, shorten it and save again.',
  },
  'body-unreadable': {
    title: 'That form could not be read',
    detail: 'What your browser sent was cut short or does not belong to this page. Nothing was saved. Go back and try again.',
  },
  'csv-not-offered': { title: 'There is no table on that page', detail: 'That page cannot be downloaded as a table.' },
  'cycle-already-closed': {
    title: 'Closed already',
    detail: 'Somebody has closed this cycle already, so nothing more was done',
  },
  'cycle-not-due': {
    title: 'Not due yet',
    detail: 'Agencies have been promised the time up to the day it is due. Close the cycle after that day',
  },
  'due-before-open': { title: 'Due before it opens', detail: 'The day it is due must be the day it opens or later' },
  'not-submitted-then': {
    title: 'Not submitted on that date',
    detail:
      'On the date you chose the agency had not submitted this return. A draft is its agency’s alone; the list of returns says how far it had come.',
  },
  'form-from-elsewhere': {
    title: 'That form came from another site',
    detail: 'Nothing was saved. If you did not mean to send anything, you need do nothing.',
  },
  'idempotency-key-unreadable': {
    title: 'That form could not be read',
    detail: 'What your browser sent does not belong to this page. Nothing was saved. Go back and try again.',
  },
  invalid: {
    title: 'That form could not be read',
    detail: 'What your browser sent does not belong to this page. Nothing was saved. Go back and try again.',
  },
  'issuer-unreachable': {
    title: 'You cannot sign in just now',
    detail: 'The sign-in service did not answer. Nothing was changed. Try again in a moment.',
  },
  'media-type-unsupported': {
    title: 'That form could not be read',
    detail: 'What your browser sent does not belong to this page. Nothing was saved. Go back and try again.',
  },
  'meeting-in-future': { title: 'That meeting is still to come', detail: 'The meeting must have been held: enter today or a day before' },
  'no-such-page': {
    title: 'Page not found',
    detail: 'If you typed the address, check that it is right. If you followed a link, the page may have moved.',
  },
  'not-found': {
    title: 'Page not found',
    detail: 'There is nothing here that you can see. If you followed a link, it may be of another agency, or you may act in another role.',
  },
  'not-there-yet': {
    title: 'Not there yet',
    detail: 'On the date you chose, nobody had started this yet. Choose a later date, or see it as it is today.',
  },
  'not-permitted': { title: 'You cannot see this page', detail: 'The role you act in does not permit this.' },
  'return-changed': {
    title: 'The return changed while you were reading',
    detail: 'Somebody changed the return after you opened this page, so nothing was done. Read it again, then decide.',
  },
  'sign-in-failed': {
    title: 'You could not be signed in',
    detail: 'The sign-in took too long, was begun in another browser, or was not finished. Nothing was changed. Sign in again.',
  },
  'database-unreachable': {
    title: 'Sorry, the service is not available just now',
    detail:
      'What you saved before is safe. If you were saving, go back in a moment and save once more: it is recorded once, whatever happened to the first attempt.',
  },
  unexpected: {
    title: 'Sorry, there is a problem with this service',
    detail: 'This is our fault. What you saved before is safe. Try again in a moment; if it happens again, tell us the reference below.',
  },
};
