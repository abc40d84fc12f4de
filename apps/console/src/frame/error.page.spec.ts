import { AccessRefusal } from '@goldenthread/access';
import { Refusal } from '@goldenthread/event-sourcing';
import { RequestProblem } from '@goldenthread/http';
import { errorPage } from './error.page.js';

describe('the page for what went wrong', () => {
  it('says who can grant what a role may not', () => {
    expect(errorPage(new AccessRefusal('not-permitted'), 'r')).toEqual({
      title: 'You cannot see this page',
      status: 403,
      sentences: [
        'The role you act in does not permit this.',
        'Your partnership’s business unit appoints people to roles. Ask its coordinator if you need to do this.',
      ],
      reference: undefined,
      today: undefined,
    });
  });

  it('says nothing of a fault of ours but a reference', () => {
    const view = errorPage(new Error('connection to 10.0.0.7 lost'), 'ref-1');
    expect([view.status, view.reference, JSON.stringify(view)]).toEqual([500, 'ref-1', expect.not.stringContaining('10.0.0.7')]);
  });

  it('has words for people in place of those for programs', () => {
    for (const code of ['as-at-unreadable', 'invalid', 'idempotency-key-unreadable', 'body-unreadable', 'not-found']) {
      expect(errorPage(new RequestProblem(code), 'r').sentences.join()).not.toMatch(/header|JSON|Idempotency|asAt|If-Match/);
    }
  });

  it('leads back from an earlier date to today', () => {
    const view = errorPage(new Refusal('as-at-before-first', { earliest: '2023-01-01' }), 'r', '/returns?asAt=1999-01-01');
    expect([view.status, view.today]).toEqual([422, '/returns']);
  });
});
