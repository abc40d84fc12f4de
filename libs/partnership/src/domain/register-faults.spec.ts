import type { Source } from './partnership.events.js';
import { publishedRegisters } from '../../data/index.js';
import { faultsIn } from './register-faults.js';
import type { EntryRecord, PartnershipRecord, RegisterFile } from './register-file.js';

const source: Source = { title: 'Arrangements', publishedOn: '2019-06-21', where: 'Appendix' };
const housing: EntryRecord = { slug: 'housing', wording: 'Local Authority Housing', kind: 'service' };
const council = { slug: 'council', name: 'A council', kind: 'local-authority', source } as const;

function fileWith(partnership: Partial<PartnershipRecord>, over: Partial<RegisterFile> = {}): RegisterFile {
  const whole: PartnershipRecord = { slug: 'here', name: 'Here', kind: 'published', source, ...partnership };
  return { file: 'here.register.ts', bodies: [council], partnerships: [whole], ...over };
}

function withEntries(...entries: readonly EntryRecord[]): RegisterFile {
  return fileWith({ register: { heading: 'Relevant agencies', source, entries } });
}

const sentences = (...files: readonly RegisterFile[]) =>
  faultsIn(files).map(({ file, entry, sentence }) => `${file}, ${entry}: ${sentence}`);

describe('the faults of register files', () => {
  it('are none in the registers of this project', () => {
    expect(sentences(...publishedRegisters)).toEqual([]);
  });

  it('are none in a file that is right', () => {
    expect(sentences(withEntries(housing))).toEqual([]);
  });

  it.each<[string, RegisterFile, string]>([
    [
      'an entry that is there twice',
      withEntries(housing, { ...housing, wording: 'Housing' }),
      'here, register: The entry housing is there twice.',
    ],
    [
      'a wording that is there twice',
      withEntries(housing, { ...housing, slug: 'homes' }),
      'here, register: “Local Authority Housing” is there twice.',
    ],
    [
      'a kind of entry that is unknown',
      withEntries({ ...housing, kind: 'sevrice' as 'service' }),
      'here, register, housing: The kind "sevrice" is unknown. Known are body, class, service, seat.',
    ],
    [
      'a word that every object knows',
      withEntries({ ...housing, kind: 'constructor' as 'service' }),
      'here, register, housing: The kind "constructor" is unknown. Known are body, class, service, seat.',
    ],
    [
      'a wording that is blank',
      withEntries({ ...housing, wording: ' ' }),
      'here, register, housing: The wording must be words, without spaces before or after.',
    ],
    [
      'a body that nobody describes',
      withEntries({ ...housing, body: 'nowhere' }),
      'here, register, housing: It names a body, "nowhere", that no file describes.',
    ],
    ['a body that is not said', withEntries({ ...housing, kind: 'body' }), 'here, register, housing: It is a body: say which.'],
    [
      'organisations of what is no class',
      withEntries({ ...housing, expandsTo: { bodies: ['council'], source } }),
      'here, register, housing: Only a class comes to several organisations.',
    ],
    ['a missing source', fileWith({ source: undefined }), 'here: It has no source: say where it was published.'],
    [
      'a source without a place in it',
      fileWith({ source: { ...source, where: '' } }),
      'here: The place in its source must be words, without spaces before or after.',
    ],
    [
      'a source with a date that is none',
      fileWith({ source: { ...source, publishedOn: 'June 2019' } }),
      'here: The date of its source must be a day, a month or a year, such as 2019-06-21, 2019-06 or 2019.',
    ],
    [
      'a membership that ends before it begins',
      fileWith({
        partnerGroups: [{ slug: 'g', name: 'Council', source, members: [{ body: 'council', from: '2019-09-29', until: '2019-09-28' }] }],
      }),
      'here, statutory partners, g, council: It ends on 2019-09-28, before it begins on 2019-09-29.',
    ],
    [
      'a day that is not of the calendar',
      fileWith({ legalForms: [{ form: 'multi-agency-safeguarding-arrangements', from: '2019-09-31', source }] }),
      'here, legal forms, multi-agency-safeguarding-arrangements: The first day must be a date such as 2019-09-29.',
    ],
    [
      'a predecessor that nobody describes',
      fileWith({ replaced: [{ partnership: 'before', source }] }),
      'here, replaced, before: It names a partnership, "before", that no file describes.',
    ],
    [
      'a group of an area that is none',
      fileWith({ groups: [{ slug: 'g', name: 'Group', role: 'local', area: 'East', source }] }),
      'here, groups, g: The partnership has no area called East.',
    ],
    [
      'a host that nobody describes',
      fileWith({}, { bodies: [{ ...council, hostedBy: { body: 'nowhere', source } }] }),
      'council: Its host names a body, "nowhere", that no file describes.',
    ],
    [
      'a member of a footprint that nobody describes',
      fileWith({}, { footprints: [{ slug: 'set', name: 'Together', shortName: 'SET', source, members: [{ partnership: 'there' }] }] }),
      'set, there: It names a partnership, "there", that no file describes.',
    ],
    ['a slug that is none', fileWith({ slug: 'Not a slug' }), 'Not a slug: Its slug must be lower-case letters, digits and hyphens.'],
  ])('name %s, with file, entry and sentence', (_what, file, expected) => {
    expect(sentences(file)).toEqual([`here.register.ts, ${expected}`]);
  });

  it('name a record that two files describe, in the second', () => {
    const again: RegisterFile = { file: 'there.register.ts', bodies: [council] };
    expect(sentences(withEntries(housing), again)).toEqual(['there.register.ts, council: It is there twice.']);
  });

  it('are named all at once', () => {
    expect(sentences(withEntries({ ...housing, kind: 'sevrice' as 'service', wording: '' }))).toHaveLength(2);
  });

  it('leave invented partnerships without a source', () => {
    expect(sentences(fileWith({ kind: 'invented', source: undefined }))).toEqual([]);
  });
});
