import { placesOf } from './clear-text.js';

const SECRET = 'canary4f81d2Narrative';
const sentence = `We keep ${SECRET} under lock.`;

describe('A text in clear', () => {
  it.each<[string, Buffer]>([
    ['as it is', Buffer.from(sentence)],
    ['in capitals', Buffer.from(sentence.toUpperCase())],
    ['in UTF-16', Buffer.from(sentence, 'utf16le')],
    ['in hexadecimal', Buffer.from(Buffer.from(sentence).toString('hex'))],
    ['in base64', Buffer.from(Buffer.from(sentence).toString('base64'))],
    ['in base64, one byte on', Buffer.from(Buffer.from(`.${sentence}`).toString('base64'))],
    ['in base64, two bytes on', Buffer.from(Buffer.from(`..${sentence}`).toString('base64url'))],
    ['in base64 of base64', Buffer.from(Buffer.from(Buffer.from(sentence).toString('base64')).toString('base64'))],
    ['in hexadecimal of base64', Buffer.from(Buffer.from(Buffer.from(sentence).toString('base64url')).toString('hex'))],
    ['among bytes that are no text', Buffer.concat([Buffer.from([0xff, 0x00, 0xc3]), Buffer.from(sentence)])],
  ])('is found %s', (_how, bytes) => {
    expect(
      placesOf(SECRET, [
        { name: 'elsewhere', bytes: Buffer.from('nothing') },
        { name: 'here', bytes },
      ]),
    ).toEqual(['here']);
  });

  it('is not found where another stands', () => {
    expect(placesOf(SECRET, [{ name: 'here', bytes: Buffer.from('canary4f81d3Narrative') }])).toEqual([]);
  });
});
