import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedRegisters } from './index.js';
import type { PartnershipRecord } from '../src/domain/register-file.js';

const partnerships = publishedRegisters.flatMap((file) => file.partnerships ?? []);
const footprints = publishedRegisters.flatMap((file) => file.footprints ?? []);
const bodies = publishedRegisters.flatMap((file) => file.bodies ?? []);

function partnership(slug: string): PartnershipRecord {
  const found = partnerships.find((one) => one.slug === slug);
  if (!found) throw new Error(`No partnership ${slug}`);
  return found;
}

const entriesOf = (slug: string) => partnership(slug).register?.entries ?? [];
const kindsOf = (slug: string) => {
  const kinds = entriesOf(slug).map(({ kind }) => kind);
  return Object.fromEntries(['body', 'class', 'service', 'seat'].map((kind) => [kind, kinds.filter((one) => one === kind).length]));
};

describe('the register of Essex', () => {
  it('has 35 entries of three kinds, and no seat', () => {
    expect(entriesOf('escb')).toHaveLength(35);
    expect(kindsOf('escb')).toEqual({ body: 21, class: 8, service: 6, seat: 0 });
  });

  it('has seven statutory organisations in three groups of partners', () => {
    const groups = partnership('escb').partnerGroups ?? [];
    expect(groups.map(({ name, members }) => [name, members.length])).toEqual([
      ['Essex County Council', 1],
      ['Essex Police', 1],
      ['Five Clinical Commissioning Groups', 5],
    ]);
  });

  it('has one class that comes to the twelve districts', () => {
    const expanded = entriesOf('escb').filter(({ expandsTo }) => expandsTo);
    expect(expanded.map(({ wording, expandsTo }) => [wording, expandsTo?.bodies.length])).toEqual([
      ['District, City & Borough Councils', 12],
    ]);
    const districts = expanded.flatMap(({ expandsTo }) => expandsTo?.bodies ?? []);
    expect(bodies.filter(({ kind }) => kind === 'district-council').map(({ slug }) => slug)).toEqual(districts);
  });

  it('has four quadrants, with a Stay Safe Group for each', () => {
    const { areas, groups = [] } = partnership('escb');
    expect(areas).toMatchObject({ called: 'quadrants', areas: ['Mid', 'South', 'West', 'North'] });
    expect(groups.filter(({ role }) => role === 'local').map(({ area }) => area)).toEqual(areas?.areas);
  });

  it('keeps one identity through two legal forms, the second from 29 September 2019', () => {
    expect(partnership('escb').legalForms).toMatchObject([
      { form: 'local-safeguarding-children-board', until: '2019-09-28' },
      { form: 'multi-agency-safeguarding-arrangements', from: '2019-09-29' },
    ]);
    expect(partnership('escb').replaced).toBeUndefined();
  });

  it('has its business unit as a body of its own, hosted by the council', () => {
    const unit = bodies.find(({ slug }) => slug === partnership('escb').businessUnit?.body);
    expect(unit).toMatchObject({ kind: 'business-unit', hostedBy: { body: 'essex-county-council' } });
    expect(entriesOf('escb').map(({ body }) => body)).not.toContain(unit?.slug);
  });
});

describe('the register of Thurrock', () => {
  it('has 19 entries, of which two are seats', () => {
    expect(entriesOf('thurrock-lscp')).toHaveLength(19);
    expect(kindsOf('thurrock-lscp')).toEqual({ body: 8, class: 6, service: 3, seat: 2 });
    const seats = entriesOf('thurrock-lscp').filter(({ kind }) => kind === 'seat');
    expect(seats.map(({ wording }) => wording)).toEqual(['Local Authority Lead member Children Services', 'Lay Member']);
  });

  it('is that of a partnership that replaced the board on 1 May 2019', () => {
    expect(partnership('thurrock-lscp').replaced).toMatchObject([{ partnership: 'thurrock-lscb', on: '2019-05-01' }]);
    expect(partnership('thurrock-lscb').legalForms).toMatchObject([{ until: '2019-04-30' }]);
  });
});

describe('every register', () => {
  it('has its own name for the group that weighs self-assessments', () => {
    const named = partnerships.flatMap(({ slug, groups = [] }) =>
      groups.filter(({ role }) => role === 'paqa').map(({ shortName }) => [slug, shortName]),
    );
    expect(named).toEqual([
      ['escb', 'PAQA'],
      ['thurrock-lscp', 'LPR'],
      ['barking-and-dagenham', 'PQA'],
    ]);
  });

  it('is in the footprint it belongs to', () => {
    expect(footprints.map(({ shortName, members }) => [shortName, members.map((member) => member.partnership)])).toEqual([
      ['SET', ['southend', 'escb', 'thurrock-lscb', 'thurrock-lscp']],
      ['BHR', ['barking-and-dagenham', 'havering', 'redbridge']],
    ]);
  });

  it('shares the organisations that others list too', () => {
    const shared = entriesOf('thurrock-lscp').filter(({ body }) =>
      entriesOf('escb').some((entry) => body !== undefined && entry.body === body),
    );
    expect(shared.map(({ wording }) => wording)).toEqual([
      'National Probation Service',
      'NELFT',
      'Essex Fire and Rescue Services',
      'East of England Ambulance Service NHS Trust',
      'Basildon & Thurrock University Hospital',
      'Essex CRC',
      'CAFCASS',
      'Essex Partnership University NHS Foundation Trust (EPUT)',
    ]);
  });
});

const folder = ['shared/sources', '../shared/sources', '../../shared/sources']
  .map((path) => join(process.cwd(), path))
  .find((path) => existsSync(path));

const BULLET = /^(- )?❖ |^- /;

/** The lines of a list in a document, from its heading on, without bullets and raised figures. */
function publishedList(file: string, heading: string, last: string): readonly string[] {
  const lines = readFileSync(join(folder ?? '', file), 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const start = lines.lastIndexOf(heading);
  const items = lines.slice(start).filter((line) => BULLET.test(line));
  const list = items.map((line) => line.replace(BULLET, '').replace(/[¹²]$/, '').trim());
  return list.slice(0, list.indexOf(last) + 1);
}

(folder ? describe : describe.skip)('against the public documents themselves, the wording and the order', () => {
  it('of the 35 entries of Essex are as published on 21 June 2019', () => {
    const published = publishedList('escb-arrangements-2019-20.txt', 'Designated Relevant Agencies', 'Essex Fire and Rescue Services');
    expect(entriesOf('escb').map(({ wording }) => wording)).toEqual(published);
  });

  it('of the 19 entries of Thurrock are as in its plan', () => {
    const last = 'Essex Partnership University NHS Foundation Trust (EPUT)';
    const published = publishedList('thurrock-lscp-plan-2019.txt', 'Relevant Agencies and Members', last);
    expect(entriesOf('thurrock-lscp').map(({ wording }) => wording)).toEqual(published);
  });

  it('of what is quoted is there to be found', () => {
    const said = (file: string): string =>
      readFileSync(join(folder ?? '', file), 'utf8')
        .replaceAll('**', '')
        .replaceAll(/\s+/g, ' ');
    const essex = said('escb-arrangements-2019-20.txt');
    for (const { chair, viceChair, lead } of [...(partnership('escb').groups ?? []), ...(partnership('escb').partnerGroups ?? [])] as {
      chair?: string;
      viceChair?: string;
      lead?: string;
    }[]) {
      for (const words of [chair, viceChair, lead]) if (words !== undefined) expect(essex).toContain(words);
    }
    const thurrock = said('thurrock-lscp-plan-2019.txt');
    for (const { lead, delegate } of partnership('thurrock-lscp').partnerGroups ?? []) {
      expect(thurrock).toContain(lead);
      expect(thurrock).toContain(delegate);
    }
    for (const { footnote } of entriesOf('thurrock-lscp')) if (footnote !== undefined) expect(thurrock).toContain(footnote);
    const barking = said('barking-dagenham-cabinet-2019-06.txt');
    for (const { name } of partnership('barking-and-dagenham').ownNames ?? []) expect(barking).toContain(name);
    for (const work of footprints.find(({ slug }) => slug === 'bhr')?.jointWork ?? []) expect(barking).toContain(work);
    for (const work of footprints.find(({ slug }) => slug === 'set')?.jointWork ?? []) expect(thurrock).toContain(work);
  });
});
